import { renderToString } from 'preact-render-to-string';
import { localDate } from '#engines/calendar';
import { Refusal } from '#engines/database';
import {
  type Answers,
  checkDefinition,
  type FieldError,
  type Group,
  type GroupAnswers,
  type Raw,
  readGroup,
  validateGroup,
  visibleFields,
  visibleGroups,
} from '#engines/forms';
import { ethnicGroups, nationalities } from '#engines/people';
import { Button, CitizenPage, ErrorSummary, Form, formatMoney, Inset, SummaryList } from '#engines/ui';
import { type Answer, type Exchange, page } from '#engines/web';
import { type OpenChange, openChange } from '#services/changes';
import { directFiling, officialVersion } from '../catalogue.ts';
import { limitWords } from '../citizen/limit-words.ts';
import { ProcedurePage } from '../citizen/procedure.tsx';
import { Question } from '../citizen/question.tsx';
import { momentAsked } from '../citizen/when.tsx';
import { expectedFor, momentOf } from '../expected.ts';
import { caseOf, type ProcedureVersion, papersOf } from '../procedure.ts';
import { quote } from '../quote.ts';
import { versionOfDraft } from './content.ts';
import { vi } from './vi.ts';

const address = (id: string, part: string) => `/can-bo/thu-tuc/nhap/${id}/${part}`;

/** The draft as the citizen's page would show it. */
export async function showPagePreview(exchange: Exchange): Promise<Answer> {
  const { version, open } = await draftOf(exchange);
  return citizenPageOf(exchange, version, vi.preview.notice, address(open.change.id, 'to-khai'));
}

async function draftOf(exchange: Exchange): Promise<{ version: ProcedureVersion; open: OpenChange }> {
  const { ctx, params } = exchange;
  const open = await openChange(ctx, params.id ?? '');
  const { change } = open;
  if (change.kind !== 'procedure') throw new Refusal('missing', 'procedures.no-version', vi.versions.missing);
  const from = change.effective_from ?? localDate(ctx.now());
  return { version: versionOfDraft(change.subject, from, change.content), open };
}

/**
 * The very page of the catalogue for any version. Its ways into filing lead to `filing` instead: from a
 * preview nothing can be filed.
 */
export async function citizenPageOf(
  exchange: Exchange,
  version: ProcedureVersion,
  notice: string,
  filing: string,
): Promise<Answer> {
  const { ctx, query } = exchange;
  const asked = momentAsked(query, ctx.now());
  const received = momentOf(`${asked.day}T${asked.time}`);
  const today = localDate(ctx.now());
  const hasCase = version.definition.cases.length > 0;
  const whole = renderToString(
    <ProcedurePage
      exchange={Object.create(exchange, { notice: { value: notice } }) as Exchange}
      version={hasCase ? version : { ...version, definition: { ...version.definition, cases: [nothingYet] } }}
      official={await officialVersion(ctx.db, version.code, today)}
      asked={asked}
      expected={received && hasCase ? await expectedFor(ctx.db, version, received, asked.case) : undefined}
      today={today}
      direct={(await directFiling(ctx.db)).length > 0}
    />,
  );
  const inside = whole
    .replace(/^<html[^>]*>/, '')
    .replace(/<\/html>$/, '')
    .replaceAll(/href="\/(?:nop|thu-tuc)\/[^"]*"/g, `href="${filing}"`)
    .replaceAll(/action="\/thu-tuc\/[^"]*"/g, 'action=""');
  return page(<html lang="vi" dangerouslySetInnerHTML={{ __html: inside }} />);
}

const nothingYet = { id: 'x', label: '–', limit: { kind: 'none' }, default: true } as const;

/** The filing form of a draft, screen by screen; answers travel in the page and are kept nowhere. */
export async function tryForm(exchange: Exchange): Promise<Answer> {
  const { version, open } = await draftOf(exchange);
  const { form } = version.definition;
  const { form: posted, ctx } = exchange;
  const isSound = checkDefinition(form).length === 0 && form.groups.every((g) => g.fields.length > 0);
  if (form.groups.length === 0 || !isSound)
    return page(
      <Sheet {...{ exchange, version, open }} text={isSound ? vi.preview.noForm : vi.preview.broken} />,
    );
  let answers = answersIn(posted.get('da-khai'));
  const group = form.groups.find((g) => g.id === posted.get('nhom'));
  if (group) {
    const flat = { ...group, repeat: undefined } as unknown as Group;
    const definition = { groups: form.groups.map((g) => (g === group ? flat : g)) };
    const raw = readGroup(flat, posted);
    const checks = { today: localDate(ctx.now()), ...known };
    const { value, errors } = validateGroup(definition, group.id, raw, answers, undefined, checks);
    if (errors.length > 0)
      return page(
        <Screen {...{ exchange, version, open, answers, group, raw, errors, values: value }} />,
        422,
      );
    answers = { ...answers, [group.id]: group.repeat ? [value] : value };
  }
  const next = visibleGroups(form, answers).find((g) => answers[g.id] === undefined);
  if (!next) return page(<Outcome {...{ exchange, version, open, answers }} />);
  return page(
    <Screen {...{ exchange, version, open, answers, group: next, raw: {}, errors: [], values: {} }} />,
  );
}

const known = {
  ethnicGroups: new Set(ethnicGroups.map((g) => g.code)),
  nationalities: new Set(nationalities.map((n) => n.code)),
};

function answersIn(text: string): Answers {
  try {
    const read: unknown = JSON.parse(text || '{}');
    return typeof read === 'object' && read !== null && !Array.isArray(read) ? (read as Answers) : {};
  } catch {
    return {};
  }
}

interface Trial {
  readonly exchange: Exchange;
  readonly version: ProcedureVersion;
  readonly open: OpenChange;
}

function Screen(
  props: Trial & {
    readonly answers: Answers;
    readonly group: Group;
    readonly raw: Raw;
    readonly errors: readonly FieldError[];
    readonly values: GroupAnswers;
  },
) {
  const { exchange, version, open, answers, group, raw, errors, values } = props;
  const nth = Object.keys(answers).length + 1;
  return (
    <CitizenPage
      exchange={exchange}
      title={group.title}
      caption={vi.preview.screen(nth, version.plain_name)}
      back={{ href: `/can-bo/thay-doi/${open.change.id}` }}
      hasErrors={errors.length > 0}
    >
      <Inset tone="warning">{vi.preview.notice}</Inset>
      <ErrorSummary errors={errors} />
      {group.help && <p>{group.help}</p>}
      {group.repeat && <p class="hint">{vi.preview.repeats(group.repeat.item)}</p>}
      <Form action={address(open.change.id, 'to-khai')}>
        <input type="hidden" name="nhom" value={group.id} />
        <input type="hidden" name="da-khai" value={JSON.stringify(answers)} />
        {visibleFields(version.definition.form, answers, group, values).map((field) => (
          <Question key={field.id} field={field} raw={raw} {...errorAt(errors, field.id)} />
        ))}
        <Button icon="arrow-right">{vi.preview.next}</Button>
      </Form>
    </CitizenPage>
  );
}

const errorAt = (errors: readonly FieldError[], field: string) => {
  const found = errors.find((error) => error.field === field);
  return found ? { error: found.message } : {};
};

/** What the answers lead to: the case, its limit, the papers, the fee. */
function Outcome({ exchange, version, open, answers }: Trial & { readonly answers: Answers }) {
  const chosen = caseOf(version, answers);
  const cost = quote(version, chosen.id, answers, { channel: 'online', on: version.valid_from });
  const papers = papersOf(version, answers).map((paper) => paper.name);
  return (
    <CitizenPage
      exchange={exchange}
      title={vi.preview.title(version.plain_name)}
      back={{ href: `/can-bo/thay-doi/${open.change.id}` }}
    >
      <Inset tone="warning">{vi.preview.notice}</Inset>
      <p>{vi.preview.end}</p>
      <SummaryList
        rows={[
          { label: vi.preview.case, value: chosen.label },
          { label: vi.preview.limit, value: limitWords(chosen.limit) },
          { label: vi.preview.papers, value: papers.join('; ') || vi.preview.noPapers },
          {
            label: vi.preview.fee,
            value:
              cost.lines
                .map((l) => `${l.name}: ${l.amount === null ? vi.preview.unknownFee : formatMoney(l.amount)}`)
                .join('; ') || vi.preview.free,
          },
        ]}
      />
      <p>
        <a href={address(open.change.id, 'to-khai')}>{vi.preview.again}</a>
      </p>
    </CitizenPage>
  );
}

function Sheet({ exchange, version, open, text }: Trial & { readonly text: string }) {
  return (
    <CitizenPage
      exchange={exchange}
      title={vi.preview.title(version.plain_name)}
      back={{ href: `/can-bo/thay-doi/${open.change.id}` }}
    >
      <Inset tone="warning">{text}</Inset>
    </CitizenPage>
  );
}
