import { formatDateTime } from '#engines/calendar';
import { Refusal } from '#engines/database';
import { type Mergeable, maskIdentity, mergeable, type Person, showPartialDate } from '#engines/people';
import {
  Button,
  EmptyState,
  ErrorSummary,
  errorOf,
  type FieldMistake,
  Form,
  Inset,
  OfficerPage,
  Pagination,
  Radios,
  Table,
  TextField,
} from '#engines/ui';
import { type Answer, type Exchange, officer, page, type Route, redirect, route } from '#engines/web';
import {
  comparePage,
  duplicatesPage,
  findDuplicates,
  keepApart,
  merge,
  mergesPage,
  pairsPerPage,
} from './merging.ts';
import { home, labelOf, mistakeOf, nobody, pageAsked, pairAt, personAt, saidOf } from './parts.tsx';
import { mayKeep } from './scope.ts';
import { vi } from './vi.ts';
import { villagesHere } from './villages.ts';

const line = (person: Person): string =>
  [person.name, showPartialDate(person.birth), maskIdentity(person.identity_number)]
    .filter((part) => part !== '')
    .join(' · ');

async function list(exchange: Exchange): Promise<Answer> {
  const at = pageAsked(exchange.query.trang);
  const pairs = await duplicatesPage(exchange.ctx, at);
  return page(
    <OfficerPage exchange={exchange} title={vi.duplicates} back={{ href: home, label: vi.title }}>
      <p>{vi.duplicatesLead}</p>
      {mayKeep(exchange.ctx) && (
        <Form action={`${home}/trung`}>
          <Button look="secondary" icon="refresh">
            {vi.findNow}
          </Button>
        </Form>
      )}
      <Table
        caption={vi.duplicates}
        rows={pairs}
        rowKey={(row) => `${row.low_id}${row.high_id}`}
        href={(row) => pairAt(row.low_id, row.high_id)}
        empty={<EmptyState title={vi.noDuplicates}>{vi.noDuplicatesText}</EmptyState>}
        columns={[
          {
            key: 'pair',
            title: vi.pair,
            cell: (row) => (
              <>
                {line(row.low)}
                <br />
                {line(row.high)}
              </>
            ),
          },
          { key: 'why', title: vi.why, cell: (row) => row.reasons.map((one) => vi.reasons[one]).join('; ') },
          { key: 'score', title: vi.score, align: 'right', cell: (row) => vi.points(row.score) },
        ]}
      />
      <Pagination
        page={at}
        pages={Math.ceil((pairs[0]?.total ?? 0) / pairsPerPage)}
        href={(n) => `${home}/trung?trang=${n}`}
      />
    </OfficerPage>,
  );
}

const same = (one: unknown, other: unknown): boolean => (one ?? null) === (other ?? null);

async function compare(exchange: Exchange, errors: readonly FieldMistake[] = []): Promise<Answer> {
  const { ctx, params, form } = exchange;
  const { people, pair, accounts } = await comparePage(ctx, params.one ?? '', params.other ?? '');
  const villages = await villagesHere(ctx);
  const [one, other] = people;
  const differ = mergeable.filter((field) => !same(one[field], other[field]));
  // Whoever has the number of the card is kept unless the officer says otherwise.
  const kept = form.get('giu') || (other.identity_number && !one.identity_number ? '2' : '1');
  const chosen = (field: Mergeable): string =>
    form.get(field) || (one[field] === null || one[field] === '' ? '2' : other[field] === null ? '1' : kept);
  const option = (n: 1 | 2, field: Mergeable) => ({
    value: String(n),
    label: `${vi.entry(n)}: ${saidOf(field, people[n - 1]?.[field], villages)}`,
  });
  return page(
    <OfficerPage
      exchange={exchange}
      title={vi.compare}
      back={{ href: `${home}/trung`, label: vi.duplicates }}
      hasErrors={errors.length > 0}
    >
      <ErrorSummary errors={errors} />
      {pair && pair.reasons.length > 0 && (
        <p>
          {vi.why}: {pair.reasons.map((reason) => vi.reasons[reason]).join('; ')}.
        </p>
      )}
      {accounts.length > 1 && <Inset tone="warning">{vi.twoAccounts}</Inset>}
      <Table
        caption={vi.compare}
        hideCaption
        rows={mergeable}
        rowKey={(field) => field}
        columns={[
          { key: 'field', title: vi.field, cell: (field) => labelOf(field) },
          ...people.map((person, i) => ({
            key: String(i),
            title: vi.entry(i + 1),
            cell: (field: Mergeable) =>
              field === 'name' ? (
                <a href={personAt(person.id)}>{person.name}</a>
              ) : differ.includes(field) ? (
                <strong>{saidOf(field, person[field], villages)}</strong>
              ) : (
                saidOf(field, person[field], villages)
              ),
          })),
        ]}
      />
      {mayKeep(ctx) && (
        <>
          <Form action={pairAt(one.id, other.id)} once>
            <h2>{vi.merge}</h2>
            <p>{vi.mergeLead}</p>
            <input type="hidden" name="ban-1" value={form.get('ban-1') || String(one.version)} />
            <input type="hidden" name="ban-2" value={form.get('ban-2') || String(other.version)} />
            <Radios
              name="giu"
              label={vi.keepWhich}
              inline
              value={kept}
              options={[
                { value: '1', label: vi.entry(1) },
                { value: '2', label: vi.entry(2) },
              ]}
            />
            {differ.map((field) => (
              <Radios
                key={field}
                name={field}
                label={labelOf(field)}
                inline
                value={chosen(field)}
                options={[option(1, field), option(2, field)]}
              />
            ))}
            <TextField
              name="ly-do-gop"
              label={vi.reason}
              hint={vi.reasonHint}
              value={form.get('ly-do-gop')}
              error={errorOf(errors, 'ly-do-gop')}
              maxLength={300}
            />
            <Button>{vi.merge}</Button>
          </Form>
          <Form action={`${pairAt(one.id, other.id)}/khac`}>
            <Button look="secondary">{vi.apart}</Button>
          </Form>
        </>
      )}
    </OfficerPage>,
    errors.length > 0 ? 422 : 200,
  );
}

async function postMerge(exchange: Exchange): Promise<Answer> {
  const { ctx, params, form } = exchange;
  const ids = [params.one ?? '', params.other ?? ''] as const;
  const versions = [Number(form.get('ban-1')) || 0, Number(form.get('ban-2')) || 0] as const;
  const second = form.get('giu') === '2';
  const [winnerId, loserId] = second ? [ids[1], ids[0]] : ids;
  try {
    await merge(ctx, {
      winnerId,
      loserId,
      versions: second ? [versions[1], versions[0]] : versions,
      fromLoser: mergeable.filter((field) => form.get(field) === (second ? '1' : '2')),
      reason: form.get('ly-do-gop'),
    });
  } catch (error) {
    if (error instanceof Refusal && error.code === 'registers.merged')
      return redirect(`${home}/gop`, error.message);
    return compare(exchange, [mistakeOf(error, 'gop')]);
  }
  return redirect(personAt(winnerId), vi.merged);
}

async function merges(exchange: Exchange): Promise<Answer> {
  return page(
    <OfficerPage exchange={exchange} title={vi.merges} back={{ href: home, label: vi.title }}>
      <Table
        caption={vi.merges}
        hideCaption
        rows={await mergesPage(exchange.ctx)}
        rowKey={(row) => row.id}
        href={(row) => personAt(row.winner_id)}
        empty={<EmptyState title={vi.noMerges} />}
        columns={[
          { key: 'who', title: vi.pair, cell: (row) => `${row.winner_after.name} ← ${row.loser.name}` },
          {
            key: 'when',
            title: vi.merge,
            cell: (row) => vi.mergedAt(formatDateTime(row.at), row.by_name, row.by_title),
          },
          { key: 'why', title: vi.reason, cell: (row) => row.reason },
          {
            key: 'undone',
            title: vi.part,
            cell: (row) => (row.undone_at ? vi.undoneBy(row.undone_by ?? '', row.undo_reason ?? '') : '–'),
          },
        ]}
      />
    </OfficerPage>,
  );
}

const see = officer('people.see');
const keep = officer('people.keep');
const sample = { params: { one: nobody, other: nobody } };

export const duplicateRoutes: Route[] = [
  route({ method: 'GET', url: `${home}/trung`, who: see, sample: {}, handler: list }),
  route({
    method: 'POST',
    url: `${home}/trung`,
    who: keep,
    sample: {},
    handler: async ({ ctx }) => redirect(`${home}/trung`, vi.foundPairs(await findDuplicates(ctx))),
  }),
  route({
    method: 'GET',
    url: `${home}/trung/:one/:other`,
    who: see,
    sample,
    handler: (exchange) => compare(exchange),
  }),
  route({ method: 'POST', url: `${home}/trung/:one/:other`, who: keep, sample, handler: postMerge }),
  route({
    method: 'POST',
    url: `${home}/trung/:one/:other/khac`,
    who: keep,
    sample,
    async handler({ ctx, params }) {
      await keepApart(ctx, params.one ?? '', params.other ?? '');
      return redirect(`${home}/trung`, vi.keptApart);
    },
  }),
  route({ method: 'GET', url: `${home}/gop`, who: see, sample: {}, handler: merges }),
];
