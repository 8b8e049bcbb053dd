import type { VNode } from 'preact';
import { formatDateTime, localDate } from '#engines/calendar';
import { dueIfReceived } from '#engines/cases';
import { headlineOf, readable } from '#engines/forms';
import {
  Button,
  Buttons,
  Checkboxes,
  CitizenPage,
  ErrorSummary,
  errorOf,
  Form,
  formatMoney,
  Inset,
  Steps,
  SummaryList,
  type SummaryRow,
} from '#engines/ui';
import { type Answer, page, redirect } from '#engines/web';
import { limitOf, type Quote, quote } from '#services/procedures';
import { answerWords } from '../answer-checks.ts';
import {
  asksDelivery,
  caseHolding,
  caseScreen,
  casesOffered,
  checkScreen,
  deliveryOf,
  deliveryScreen,
  type FilingFor,
  firstUndone,
  papersAsked,
  papersScreen,
  progressAt,
  screenBefore,
} from '../draft.ts';
import type { OpenDraft } from '../draft-actions.ts';
import { decidingUnit, submitDraft } from '../draft-submit.ts';
import { screenPath } from './screen-page.tsx';
import { screenTitle } from './screen-title.ts';
import { vi } from './vi.ts';
import { afterSending, type Place } from './wizard.ts';

/** Everything once more, each with its way back, and what it will cost and take. */
export async function showCheck(place: Place, mistakes: readonly string[] = []): Promise<Answer> {
  const { exchange, open } = place;
  const { draft, version } = open;
  const { ctx } = exchange;
  const choice = caseHolding(version.definition, draft)?.id ?? null;
  const fee = quote(version, choice, draft.answers, { channel: 'online', on: localDate(ctx.now()) });
  const unitId = await decidingUnit(ctx, open);
  const due = await dueIfReceived(ctx.db, unitId, limitOf(version, choice), ctx.now());
  const expected =
    due.kind === 'due' ? formatDateTime(due.at) : due.kind === 'undecided' ? due.reason : vi.limits.none;
  return page(
    <CheckPage {...place} fee={fee} expected={expected} mistakes={mistakes} />,
    mistakes.length > 0 ? 422 : 200,
  );
}

export async function submitFromCheck(place: Place): Promise<Answer> {
  const { exchange, open } = place;
  if (!exchange.form.has('oath')) return showCheck(place, [vi.check.oathMissing]);
  const outcome = await submitDraft(exchange.ctx, open);
  if (outcome.kind === 'submitted') return redirect(afterSending(open, outcome.number));
  const papers = outcome.missingPapers.map((id) => {
    const paper = open.version.definition.papers.find((p) => p.id === id);
    return vi.wizard.paperMissing(paper?.name ?? id);
  });
  return showCheck(place, [...outcome.errors.map((error) => error.message), ...papers]);
}

interface CheckPageProps extends Place {
  readonly fee: Quote;
  readonly expected: string;
  readonly mistakes: readonly string[];
}

function CheckPage(props: CheckPageProps): VNode {
  const { exchange, open, screens, mistakes } = props;
  const { draft, version } = open;
  const { position, total } = progressAt(screens, checkScreen);
  const before = screenBefore(screens, checkScreen);
  const left = screens.filter((screen) => !screen.done && screen.kind !== 'check');
  const errors = mistakes.map((message) => ({ field: 'oath', message }));
  return (
    <CitizenPage
      exchange={exchange}
      title={vi.check.title}
      heading={false}
      hasErrors={errors.length > 0}
      back={{ href: screenPath(draft.id, before?.id ?? ''), label: vi.wizard.back }}
    >
      <Steps step={position} steps={total} label={version.plain_name} />
      <ErrorSummary errors={errors} />
      <h1>{vi.check.title}</h1>
      <p>{vi.check.lead}</p>
      {left.length > 0 && (
        <Inset tone="warning" title={vi.check.unfinished}>
          <ul>
            {left.map((screen) => (
              <li key={screen.id}>
                <a href={screenPath(draft.id, screen.id)}>{screenTitle(screen, version.definition.form)}</a>
              </li>
            ))}
          </ul>
        </Inset>
      )}
      <SummaryList rows={aboutRows(props)} />
      <Answered {...props} />
      <SummaryList rows={endRows(props)} />
      {left.length === 0 ? (
        <Form action={screenPath(draft.id, checkScreen)} once>
          <Checkboxes
            name="oath"
            label={vi.check.oathLabel}
            error={errorOf(errors, 'oath')}
            options={[{ value: 'yes', label: vi.check.oath }]}
          />
          <Buttons>
            <Button icon="send">{vi.check.submit}</Button>
          </Buttons>
          <p class="hint">{vi.check.wait}</p>
        </Form>
      ) : (
        <Buttons>
          <a class="button button-primary" href={screenPath(draft.id, firstUndone(screens)?.id ?? '')}>
            {vi.check.goOn}
          </a>
        </Buttons>
      )}
    </CitizenPage>
  );
}

function aboutRows({ open }: CheckPageProps): SummaryRow[] {
  const { draft, version } = open;
  const rows: SummaryRow[] = [
    { label: vi.check.procedure, value: version.name },
    { label: vi.check.subject, value: subjectOf(open) },
  ];
  const held = caseHolding(version.definition, draft);
  if (held && version.definition.cases.length > 1) {
    const isChoice = casesOffered(version.definition).length > 1;
    const change = isChoice ? screenPath(draft.id, caseScreen) : undefined;
    rows.push({ label: vi.check.caseLabel, value: held.label, change });
  }
  return rows;
}

/** The answers in the words of the form. */
function Answered({ open }: CheckPageProps): VNode {
  const { draft, version } = open;
  return (
    <>
      {readable(version.definition.form, draft.answers, answerWords('whole')).map((group) => (
        <SummaryList
          key={`${group.group}${group.index ?? ''}`}
          title={group.title}
          change={screenPath(draft.id, group.group, group.index)}
          rows={group.rows}
        />
      ))}
    </>
  );
}

function endRows(props: CheckPageProps): SummaryRow[] {
  const { draft, version, files } = { ...props.open };
  const papers = papersAsked(version.definition, draft.answers);
  const { how, address, phone, sms } = deliveryOf(version.definition.form, draft);
  const wayLabel = how ? vi.wizard.ways[how].label : '';
  // The form's own question stands among the answers already.
  const asked = asksDelivery(version.definition.form);
  const rows: SummaryRow[] = [];
  if (papers.length > 0) {
    const counts = papers.map((paper) => {
      const count = files.filter((file) => file.paper_id === paper.id).length;
      return `${paper.name}: ${count > 0 ? vi.wizard.paperCount(count) : vi.wizard.paperNone}`;
    });
    const value = (
      <ul>
        {counts.map((line) => (
          <li key={line}>{line}</li>
        ))}
      </ul>
    );
    rows.push({ label: vi.check.papers, value, change: screenPath(draft.id, papersScreen) });
  }
  if (!asked) {
    rows.push({
      label: vi.check.delivery,
      value: how === 'post' ? `${wayLabel}: ${address}` : wayLabel,
      change: screenPath(draft.id, deliveryScreen),
    });
  }
  rows.push(
    {
      label: vi.check.phone,
      value: phone ? `${phone}, ${sms ? vi.check.sms : vi.check.noSms}` : '',
      change: screenPath(draft.id, deliveryScreen),
    },
    { label: vi.check.fee, value: <Fee fee={props.fee} /> },
    {
      label: vi.check.expected,
      value: (
        <>
          {props.expected}
          <br />
          <span class="hint">{vi.check.expectedNote}</span>
        </>
      ),
    },
  );
  return rows;
}

/** By name as soon as one is known: a newborn's is among the answers. */
function subjectOf({ draft, version }: OpenDraft): string {
  const filingFor = vi.filingFor[draft.filing_for as FilingFor];
  if (draft.filing_for === 'self') return filingFor;
  const name = draft.subject_name ?? headlineOf(version.definition.form, draft.answers);
  return name ? vi.check.subjectNamed(name, filingFor) : filingFor;
}

/** Never only the number: exemptions, reductions and what is not known are said with it. */
export function Fee({ fee }: { readonly fee: Quote }): VNode {
  if (fee.lines.length === 0) return <>{vi.check.free}</>;
  return (
    <>
      {fee.lines.map((line) => (
        <span key={line.id}>
          {`${line.name}: ${line.amount === null ? vi.check.feeUnknown : formatMoney(line.amount)}`}
          {line.exempt && ` (${line.exempt})`}
          {line.reduced && ` (${line.reduced.label})`}
          <br />
        </span>
      ))}
    </>
  );
}
