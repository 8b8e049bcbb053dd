import { requirePermission } from '#engines/access';
import { formatDate, formatDateTime, localDate } from '#engines/calendar';
import type { Officer } from '#engines/database';
import {
  Button,
  Buttons,
  DateBoxes,
  Details,
  ErrorSummary,
  errorOf,
  type FieldMistake,
  Form,
  Inset,
  LinkButton,
  OfficerPage,
  SummaryList,
  Table,
  TextArea,
  TextField,
  Timeline,
} from '#engines/ui';
import { type Answer, type Exchange, page } from '#engines/web';
import { type Change, mayDecide, mayTakeBack, mayWithdraw, mayWrite } from '../change.ts';
import { placeWords } from '../editor.ts';
import { editAddress, type OpenChange, openChange } from '../open.ts';
import { vi } from '../vi.ts';
import type { Line } from '../words.ts';
import { home, StateTag } from './list-page.tsx';

/** What was typed and refused comes back in its boxes. */
export interface Typed {
  readonly errors: readonly FieldMistake[];
  readonly reason?: string;
  readonly words?: string;
  readonly day?: { readonly day: string; readonly month: string; readonly year: string };
}

export async function showChange(exchange: Exchange, typed: Typed = { errors: [] }): Promise<Answer> {
  const { ctx, params } = exchange;
  const officer = requirePermission(ctx, 'changes.see');
  const open = await openChange(ctx, params.id ?? '');
  const { change, kind, lines } = open;
  const today = localDate(ctx.now());
  const part = { open, officer, typed, today };
  return page(
    <OfficerPage
      exchange={exchange}
      title={change.title}
      caption={kind.title}
      back={{ href: home, label: vi.page.back }}
      aside={<StateTag row={change} today={today} />}
      hasErrors={typed.errors.length > 0}
    >
      <ErrorSummary errors={typed.errors} />
      {open.hasMoved && <Moved open={open} officer={officer} />}
      <Links open={open} officer={officer} />
      <Missing open={open} officer={officer} />
      <h2>{vi.page.difference}</h2>
      <Difference lines={lines} />
      <Submit {...part} />
      <Decide {...part} />
      <Facts change={change} />
      <h2>{vi.page.trail}</h2>
      <Timeline
        items={open.trail.map((step) => ({
          title: vi.verbs[step.verb] ?? step.verb,
          at: formatDateTime(step.at),
          by: step.name,
          ...(step.words ? { text: step.words } : {}),
        }))}
      />
      <Ends {...part} />
    </OfficerPage>,
    typed.errors.length > 0 ? 422 : 200,
  );
}

interface Part {
  readonly open: OpenChange;
  readonly officer: Officer;
  readonly typed: Typed;
  readonly today: string;
}

function Moved({ open, officer }: Pick<Part, 'open' | 'officer'>) {
  const { change } = open;
  return (
    <Inset tone="warning">
      <p>{mayWrite(change, officer) ? vi.page.moved : vi.refusals.baseMoved}</p>
      {mayWrite(change, officer) && (
        <Form action={`${home}/${change.id}/goc`}>
          <Button look="secondary" icon="refresh">
            {vi.page.rebase}
          </Button>
        </Form>
      )}
    </Inset>
  );
}

function Links({ open, officer }: Pick<Part, 'open' | 'officer'>) {
  const { change, kind } = open;
  const isMine = mayWrite(change, officer);
  const links = (kind.linksOf?.(change.id, change.subject) ?? []).filter((l) => isMine || !l.forAuthor);
  return (
    <Buttons>
      {isMine && (
        <LinkButton href={`${home}/${change.id}/sua`} icon="edit">
          {vi.page.edit}
        </LinkButton>
      )}
      {links.map((link) => (
        <LinkButton key={link.href} href={link.href} look="secondary" icon={link.icon}>
          {link.label}
        </LinkButton>
      ))}
    </Buttons>
  );
}

/** What stops the change, each line leading to where it is mended. */
export function Missing({ open, officer }: Pick<Part, 'open' | 'officer'>) {
  if (open.problems.length === 0)
    return mayWrite(open.change, officer) ? <p class="hint">{vi.page.complete}</p> : null;
  const editor = open.kind.editorFor(open.change.content);
  return (
    <Inset tone="danger" title={vi.page.missing}>
      <ul>
        {open.problems.map((problem) => {
          const where = placeWords(editor, open.change.content, problem.at);
          const words = where ? `${where}: ${problem.message}` : problem.message;
          return (
            <li key={words}>
              {mayWrite(open.change, officer) ? <a href={editAddress(open, problem)}>{words}</a> : words}
            </li>
          );
        })}
      </ul>
    </Inset>
  );
}

/** Old and new side by side, one row a place. */
export function Difference({ lines }: { readonly lines: readonly Line[] }) {
  if (lines.length === 0) return <p>{vi.page.same}</p>;
  return (
    <Table
      caption={vi.page.differenceLead(lines.length)}
      rows={lines}
      rowKey={(line) => `${line.where.join('›')}|${line.was}|${line.becomes}`}
      columns={[
        { key: 'where', title: vi.page.where, cell: (line) => line.where.join(' › ') },
        { key: 'was', title: vi.page.was, cell: (line) => line.was || <em>{vi.nothing}</em> },
        {
          key: 'becomes',
          title: vi.page.becomes,
          cell: (line) => (line.becomes ? <strong>{line.becomes}</strong> : <em>{vi.page.removed}</em>),
        },
      ]}
    />
  );
}

function Submit({ open, officer, typed, today }: Part) {
  const { change, kind, lines } = open;
  if (!mayWrite(change, officer) || lines.length === 0) return null;
  const from =
    change.effective_from && change.effective_from >= open.earliest ? change.effective_from : open.earliest;
  const [year, month, day] = (from || today).split('-');
  return (
    <>
      <h2>{vi.page.submit}</h2>
      <p>{vi.page.submitLead}</p>
      <Form action={`${home}/${change.id}/trinh`}>
        <TextField
          name="can-cu"
          label={vi.page.reason}
          hint={vi.page.reasonHint}
          value={typed.reason ?? change.reason}
          maxLength={500}
          error={errorOf(typed.errors, 'can-cu')}
        />
        {kind.dated ? (
          <DateBoxes
            name="hieu-luc"
            label={vi.page.effective}
            hint={vi.page.effectiveHint}
            {...(typed.day ?? { day, month, year })}
            error={errorOf(typed.errors, 'hieu-luc')}
          />
        ) : (
          <p class="hint">{vi.page.atOnce}</p>
        )}
        <Button icon="send">{vi.page.submit}</Button>
      </Form>
    </>
  );
}

function Decide({ open, officer, typed }: Part) {
  const { change } = open;
  if (change.state !== 'submitted') return null;
  if (!mayDecide(change, officer)) return <Inset>{vi.page.onlyOther}</Inset>;
  return (
    <>
      <h2>{vi.page.decide}</h2>
      <p>{vi.page.decideLead}</p>
      <Form action={`${home}/${change.id}/quyet-dinh`}>
        <input type="hidden" name="ban" value={String(change.version)} />
        <TextArea
          name="y-kien"
          label={vi.page.words}
          rows={2}
          maxLength={1000}
          value={typed.words ?? ''}
          error={errorOf(typed.errors, 'y-kien')}
        />
        <Buttons>
          <Button icon="check" name="viec" value="duyet" accessKey="d">
            {vi.page.approve}
          </Button>
          <Button look="secondary" icon="arrow-back-up" name="viec" value="tra-lai" accessKey="t">
            {vi.page.sendBack}
          </Button>
        </Buttons>
      </Form>
    </>
  );
}

function Facts({ change }: { readonly change: Change }) {
  return (
    <SummaryList
      title={vi.page.facts}
      rows={[
        { label: vi.list.author, value: change.author_name },
        { label: vi.page.reason, value: change.reason },
        { label: vi.list.from, value: change.effective_from ? formatDate(change.effective_from) : '' },
        { label: vi.list.reviewer, value: change.reviewer_name ?? '' },
        ...(change.words ? [{ label: vi.page.words, value: change.words }] : []),
      ]}
    />
  );
}

/** Ways out: take back, give up, withdraw before the day. */
function Ends({ open, officer, today }: Part) {
  const { change } = open;
  if (mayTakeBack(change, officer))
    return (
      <Form action={`${home}/${change.id}/lay-lai`}>
        <Button look="secondary">{vi.page.takeBack}</Button>
      </Form>
    );
  if (!mayWithdraw(change, officer, today)) return null;
  const what = change.state === 'approved' ? 'approved' : 'draft';
  return (
    <Details summary={what === 'approved' ? vi.page.withdraw : vi.page.withdrawDraft}>
      <p>{vi.page.withdrawSure[what]}</p>
      <Form action={`${home}/${change.id}/rut`}>
        <Button look="danger" icon="trash">
          {vi.page.withdrawYes[what]}
        </Button>
      </Form>
    </Details>
  );
}
