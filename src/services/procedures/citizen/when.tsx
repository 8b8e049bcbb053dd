import { explainSkipped, formatDateTime, formatRun, toLocal } from '#engines/calendar';
import { Button, DateBoxes, Details, Form, Inset, SelectField, TextField } from '#engines/ui';
import type { Expected } from '../expected.ts';
import { decidedHere, defaultCase, type ProcedureVersion } from '../procedure.ts';
import { vi } from './vi.ts';

/** `given`: somebody asked for a day; otherwise it is now. */
export interface Asked {
  readonly day: string;
  readonly time: string;
  readonly case: string;
  readonly given: boolean;
}

export interface WhenProps {
  readonly version: ProcedureVersion;
  readonly asked: Asked;
  /** Undefined when the day or time asked for is not in the calendar. */
  readonly expected: Expected | undefined;
}

/** "Bao giờ có kết quả?": a question that works without a script, by an ordinary GET. */
export function When({ version, asked, expected }: WhenProps) {
  const words = wordsFor(version, expected);
  return (
    <div class="stack no-print">
      {expected ? (
        <Answer expected={expected} given={asked.given} now={words.now} />
      ) : (
        <Inset tone="danger">{vi.due.badDay}</Inset>
      )}
      <Details summary={vi.due.title} open={asked.given}>
        <WhenForm version={version} asked={asked} day={words.day} />
        <p class="hint">{words.help}</p>
      </Details>
    </div>
  );
}

/** The commune promises only its own days; others' are counted by common hours and said to be theirs. */
function wordsFor(version: ProcedureVersion, expected: Expected | undefined) {
  if (!decidedHere(version.route)) return vi.due.byOthers;
  return expected?.hours === 'common' ? { ...vi.due, help: vi.due.helpCommon } : vi.due;
}

function WhenForm({ version, asked, day }: Omit<WhenProps, 'expected'> & { readonly day: string }) {
  const { cases } = version.definition;
  return (
    <Form action={`/thu-tuc/${version.code}#bao-gio`} method="get">
      {cases.length > 1 && (
        <SelectField
          name="truong-hop"
          label={vi.due.case}
          value={asked.case || defaultCase(version).id}
          options={cases.map(({ id, label }) => ({ value: id, label }))}
        />
      )}
      <DateBoxes name="ngay" label={day} {...boxesOf(asked.day)} />
      <TextField
        name="gio"
        inputMode="numeric"
        label={vi.due.time}
        hint={vi.due.timeHint}
        value={asked.time}
        maxLength={5}
        width="short"
      />
      <Button look="secondary" icon="calendar-time">
        {vi.due.ask}
      </Button>
    </Form>
  );
}

function Answer(props: { readonly expected: Expected; readonly given: boolean; readonly now: string }) {
  const { due } = props.expected;
  if (due.kind === 'none') return <Inset>{vi.due.none}</Inset>;
  if (due.kind === 'undecided') return <Inset tone="warning">{due.reason}</Inset>;
  const runs = explainSkipped(due.skipped);
  return (
    <Inset tone="ok" title={vi.due.answer(formatDateTime(due.at))}>
      {!props.given && <p>{props.now}.</p>}
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

/** What the boxes ask; today at this hour while they are empty. */
export function momentAsked(query: Readonly<Record<string, string>>, now: Date): Asked {
  const local = toLocal(now);
  const two = (text: string | undefined) => (text ?? '').padStart(2, '0');
  const { 'ngay-day': day, 'ngay-month': month, 'ngay-year': year, gio } = query;
  const typed = /^(\d{1,2})[:hg. ](\d{2})$/.exec(gio ?? '');
  return {
    day: year ? `${year}-${two(month)}-${two(day)}` : local.slice(0, 10),
    case: query['truong-hop'] ?? '',
    given: Boolean(year || gio || query['truong-hop']),
    time: typed ? `${two(typed[1])}:${typed[2]}` : gio || local.slice(11, 16),
  };
}

function boxesOf(day: string) {
  const [year, month, date] = day.split('-');
  return { year, month, day: date };
}
