import { explainSkipped, formatDateTime, formatRun, toLocal } from '#engines/calendar';
import { Button, Form, Inset, SelectField, TextField } from '#engines/ui';
import type { Expected } from '../expected.ts';
import { defaultCase, type ProcedureVersion } from '../procedure.ts';
import { vi } from './vi.ts';

export interface WhenProps {
  readonly version: ProcedureVersion;
  readonly asked: { readonly day: string; readonly time: string; readonly case: string };
  /** Undefined when the day or time asked for is not in the calendar. */
  readonly expected: Expected | undefined;
}

/** "Bao giờ có kết quả?": a question that works without a script, by an ordinary GET. */
export function When({ version, asked, expected }: WhenProps) {
  const { cases } = version.definition;
  return (
    <section id="bao-gio" class="no-print">
      <h2>{vi.due.title}</h2>
      {expected ? <Answer expected={expected} /> : <Inset tone="danger">{vi.due.badDay}</Inset>}
      <Form action={`/thu-tuc/${version.code}#bao-gio`} method="get">
        {cases.length > 1 && (
          <SelectField
            name="truong-hop"
            label={vi.due.case}
            value={asked.case || defaultCase(version).id}
            options={cases.map(({ id, label }) => ({ value: id, label }))}
          />
        )}
        <DayField value={asked.day} />
        <TextField name="gio" type="time" label={vi.due.time} value={asked.time} width="short" />
        <Button look="secondary" icon="calendar-time">
          {vi.due.ask}
        </Button>
      </Form>
      <p class="hint">{vi.due.help}</p>
    </section>
  );
}

/** Browsers show a date picker in the phone's own language here; typing 2026-03-02 works as well. */
function DayField(props: { readonly value: string }) {
  return (
    <div class="field">
      <label class="label" for="f-ngay">
        {vi.due.day}
      </label>
      <input class="box box-medium" id="f-ngay" type="date" name="ngay" value={props.value} />
    </div>
  );
}

function Answer({ expected: { due } }: { readonly expected: Expected }) {
  if (due.kind === 'none') return <Inset>{vi.due.none}</Inset>;
  if (due.kind === 'undecided') return <Inset tone="warning">{vi.due.undecided(due.reason)}</Inset>;
  const runs = explainSkipped(due.skipped);
  return (
    <Inset tone="ok" title={vi.due.answer(formatDateTime(due.at))}>
      {runs.length > 0 && (
        <>
          <p>{vi.due.skipped}:</p>
          <ul>
            {runs.map((run) => (
              <li key={run.from}>{formatRun(run)}</li>
            ))}
          </ul>
        </>
      )}
    </Inset>
  );
}

/** Today at this hour, as the two boxes want it. */
export function nowAsked(now: Date): { day: string; time: string } {
  const local = toLocal(now);
  return { day: local.slice(0, 10), time: local.slice(11, 16) };
}
