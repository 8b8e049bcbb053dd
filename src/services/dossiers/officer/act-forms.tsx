import type { ComponentChildren, VNode } from 'preact';
import {
  Button,
  DateBoxes,
  ErrorSummary,
  errorOf,
  type FieldMistake,
  FileBox,
  Form,
  SelectField,
  TextArea,
  TextField,
} from '#engines/ui';
import type { OfficerAct } from '../dossier.ts';
import type { WholeDossier } from '../look.ts';
import type { PostName } from './post-names.ts';
import { vi } from './vi.ts';

/** A form that came back: what was typed, and why it was refused. */
export interface CameBack {
  readonly act: OfficerAct;
  readonly typed: (name: string) => string;
  readonly errors: readonly FieldMistake[];
}

interface ActFormProps {
  readonly act: OfficerAct;
  readonly whole: WholeDossier;
  readonly posts: readonly PostName[];
  readonly back?: CameBack;
  readonly prominent?: boolean;
}

/** One act as a form that works without JavaScript and keeps what was typed when it comes back. */
export function ActForm(props: ActFormProps): VNode {
  const { act, whole, prominent } = props;
  const { button, help } = vi.acts[act];
  const back = props.back?.act === act ? props.back : undefined;
  const form = (
    <Form
      action={`/can-bo/ho-so/${whole.c.number}/viec/${act}`}
      id={`viec-${act}`}
      class="act"
      upload={act === 'issue-result'}
    >
      <input type="hidden" name="version" value={String(whole.c.version)} />
      {back && <ErrorSummary errors={back.errors} title={vi.changedTitle} />}
      {help && <p class="hint">{help}</p>}
      <Fields {...props} back={back} />
      <Button
        look={prominent ? 'primary' : act === 'stop' || act === 'refuse' ? 'danger' : 'secondary'}
        accessKey={prominent ? keys.next : undefined}
      >
        {button}
      </Button>
    </Form>
  );
  if (prominent) return form;
  return (
    <details class="details" open={back !== undefined}>
      {/* biome-ignore lint/a11y/noAccessKey: one letter, said on the page; queues are worked without a mouse */}
      <summary accessKey={keyOf[act]}>{button}</summary>
      <div>{form}</div>
    </details>
  );
}

/** Letters for working through a queue without a mouse; none that a browser's own menus use. */
export const keys = { next: 't', supplement: 'b', onward: 'h' } as const;

const keyOf: Partial<Record<OfficerAct, string>> = { 'request-supplement': keys.supplement };

function Fields({ act, whole, posts, back }: ActFormProps): ComponentChildren {
  const { fields } = vi;
  const of = (name: string, fallback = '') => ({
    name,
    value: back ? back.typed(name) : fallback,
    error: back && errorOf(back.errors, name),
  });
  const reason = <TextArea label={fields.reason} rows={3} {...of('reason')} />;
  const note = <TextArea label={fields.note} rows={2} optional {...of('note')} />;
  const assignee = (
    <SelectField
      label={fields.assignee}
      empty={fields.unitQueue}
      options={posts.map((p) => ({ value: p.id, label: p.label }))}
      {...of('assignee')}
    />
  );
  const { cases, steps } = whole.version.definition;
  const date = (
    <>
      <DateBoxes
        name="date"
        label={fields.date}
        hint={fields.dateHint}
        day={back?.typed('date-day')}
        month={back?.typed('date-month')}
        year={back?.typed('date-year')}
        error={back && errorOf(back.errors, 'date')}
      />
      <TextField label={fields.dateReason} {...of('date-reason')} />
    </>
  );
  switch (act) {
    case 'receive':
      return (
        <>
          {cases.length > 1 && (
            <SelectField
              label={fields.caseChoice}
              options={cases.map((k) => ({ value: k.id, label: k.label }))}
              {...of('case', whole.d.case_choice)}
            />
          )}
          {cases.some((k) => k.limit.kind === 'none') && date}
        </>
      );
    case 'request-supplement':
      return (
        <>
          <TextArea label={fields.items} hint={fields.itemsHint} rows={4} {...of('items')} />
          {reason}
        </>
      );
    case 'pass-on':
      return (
        <>
          <SelectField
            label={fields.step}
            options={steps.map((s) => ({ value: s.id, label: s.title }))}
            {...of('step', nextStep(whole))}
          />
          {assignee}
          {note}
        </>
      );
    case 'propose':
      return (
        <>
          <TextArea label={fields.proposal} rows={4} {...of('proposal')} />
          {assignee}
        </>
      );
    case 'approve':
      return note;
    case 'wait-for-system':
      return <TextField label={fields.system} {...of('system', systemOf(whole))} />;
    case 'answer-of-system':
      return <TextField label={fields.systemNumber} {...of('systemNumber')} />;
    case 'set-date':
      return date;
    case 'issue-result':
      return (
        <>
          <TextField label={fields.resultTitle} {...of('title', whole.version.definition.result.name)} />
          <TextField
            label={fields.resultNumber}
            optional
            {...of('paperNumber', whole.d.system_number ?? '')}
          />
          <FileBox
            name="file"
            label={fields.file}
            button={fields.chooseFile}
            error={back && errorOf(back.errors, 'file')}
            listed
          />
        </>
      );
    case 'hand-over-result':
      return <TextField label={fields.receiver} {...of('receiver', whole.c.filer_name)} />;
    case 'suspend':
      return (
        <>
          {reason}
          <TextField label={fields.paper} {...of('paper')} />
        </>
      );
    case 'assign':
      return assignee;
    case 'confirm-payment':
      return <TextField label={fields.receiptNumber} optional {...of('paper')} />;
    default:
      return reason;
  }
}

const systemOf = (whole: WholeDossier): string =>
  whole.version.definition.steps.find((s) => s.id === whole.c.step)?.waits?.system ?? '';

/** The step after this one; the first working step when it has just been received. */
function nextStep({ c, version }: WholeDossier): string {
  const { steps } = version.definition;
  const here = steps.findIndex((s) => s.id === c.step);
  const next = steps.slice(here + 1).find((s) => s.role !== 'reception');
  return (
    (c.state === 'received' && here >= 0 && steps[here]?.role !== 'reception' ? steps[here] : next)?.id ?? ''
  );
}
