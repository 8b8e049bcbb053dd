import { requirePermission } from '#engines/access';
import { formatDate, localDate } from '#engines/calendar';
import { Refusal } from '#engines/database';
import { ErrorSummary, type FieldMistake, OfficerPage, SummaryList, Table } from '#engines/ui';
import { bodyVersionsOf, predecessorsOf, unitById, villageHistoryOf } from '#engines/units';
import { type Answer, type Exchange, officer, page, type Route, redirect, route } from '#engines/web';
import { Places } from '../places.tsx';
import { dayIn } from '../staff/day.ts';
import { closeBody, saveBody, saveVillages } from './actions.ts';
import { Bodies, home, VillageBook } from './books.tsx';
import { vi } from './vi.ts';

/** The commune as it came to be: what it was made from, its offices and its villages through time. */
async function show(exchange: Exchange, errors: readonly FieldMistake[] = []): Promise<Answer> {
  const { ctx } = exchange;
  const self = requirePermission(ctx, 'admin.accounts');
  const unit = await unitById(ctx.db, self.unitId);
  if (!unit) throw new Error(`the administrator's unit ${self.unitId} is unknown`);
  const above = unit.parent_id === null ? undefined : await unitById(ctx.db, unit.parent_id);
  const before = await predecessorsOf(ctx.db, unit.id);
  const bodies = await bodyVersionsOf(ctx.db, unit.id);
  const villages = await villageHistoryOf(ctx.db, unit.id);
  const today = localDate(ctx.now());
  const { facts } = vi;
  return page(
    <OfficerPage exchange={exchange} title={vi.title} hasErrors={errors.length > 0}>
      <Places exchange={exchange} current={home} />
      <ErrorSummary errors={errors} />
      <SummaryList
        rows={[
          { label: facts.name, value: unit.full_name },
          { label: facts.code, value: unit.code },
          { label: facts.above, value: above?.full_name ?? facts.none },
          { label: facts.since, value: unit.valid_from ? formatDate(unit.valid_from) : facts.none },
          { label: facts.act, value: unit.legal_act ?? facts.none },
          {
            label: facts.authority,
            value: unit.authority_code
              ? `${unit.authority_code}${unit.authority_code_checked ? '' : ` (${facts.unchecked})`}`
              : facts.none,
          },
        ]}
      />
      {before.length > 0 && (
        <Table
          caption={vi.fromCaption}
          rows={before}
          rowKey={(row) => String(row.id)}
          columns={[
            {
              key: 'old',
              title: vi.old,
              cell: (row) => [row.full_name, row.parent_name].filter(Boolean).join(', '),
            },
            { key: 'how', title: vi.how, cell: (row) => vi.kinds[row.kind] ?? row.kind },
            { key: 'clause', title: vi.clause, cell: (row) => row.clause },
          ]}
        />
      )}
      <h2>{vi.bodies}</h2>
      <Bodies exchange={exchange} rows={bodies} errors={errors} today={today} />
      <h2>{vi.villages}</h2>
      <VillageBook exchange={exchange} villages={villages} errors={errors} today={today} type={unit.type} />
    </OfficerPage>,
    errors.length > 0 ? 422 : 200,
  );
}

/** Runs the act; a refusal that the form can answer comes back beside its box. */
async function act(
  exchange: Exchange,
  name: 'co-quan' | 'ket-thuc' | 'thon',
  work: () => Promise<void>,
  done: string,
) {
  try {
    await work();
  } catch (error) {
    if (!(error instanceof Refusal) || error.kind === 'denied') throw error;
    const field = /act$/.test(error.code)
      ? `${name}-van-ban`
      : /day|past/.test(error.code)
        ? `${name}-tu`
        : name === 'thon' && error.code === 'units.no-village'
          ? 'thon'
          : name === 'ket-thuc'
            ? 'ket-thuc'
            : `${name}-ten`;
    return show(exchange, [{ field, message: error.message }]);
  }
  return redirect(home, done);
}

const numberIn = (text: string): number => (/^\d{1,9}$/.test(text) ? Number(text) : 0);

const putBody = (exchange: Exchange): Promise<Answer> => {
  const { ctx, form } = exchange;
  const work = () =>
    saveBody(ctx, {
      replaces: form.get('thay') === '' ? undefined : numberIn(form.get('thay')),
      name: form.get('co-quan-ten'),
      shortName: form.get('co-quan-ngan'),
      act: form.get('co-quan-van-ban'),
      from: dayIn(form, 'co-quan-tu') ?? '',
    });
  return act(exchange, 'co-quan', work, vi.bodyPut);
};

const endBody = (exchange: Exchange): Promise<Answer> => {
  const { ctx, form } = exchange;
  const id = numberIn(form.get('ket-thuc'));
  const work = () => closeBody(ctx, id, dayIn(form, 'ket-thuc-tu') ?? '');
  return act(exchange, 'ket-thuc', work, vi.bodyEnded);
};

const changeVillages = (exchange: Exchange): Promise<Answer> => {
  const { ctx, form } = exchange;
  const work = () =>
    saveVillages(ctx, {
      from: form
        .all('thon')
        .filter((id) => id !== '')
        .map(numberIn),
      kind: form.get('thon-loai'),
      names: form
        .get('thon-ten')
        .split(/\r?\n/)
        .map((name) => name.trim())
        .filter((name) => name !== ''),
      on: dayIn(form, 'thon-tu') ?? '',
      clause: form.get('thon-van-ban'),
    });
  return act(exchange, 'thon', work, vi.changed);
};

const who = officer('admin.accounts');

export const unitRoutes: readonly Route[] = [
  route({ method: 'GET', url: home, who, sample: {}, handler: (exchange) => show(exchange) }),
  route({
    method: 'POST',
    url: `${home}/co-quan`,
    who,
    sample: { body: { 'co-quan-ten': '' } },
    handler: putBody,
  }),
  route({
    method: 'POST',
    url: `${home}/co-quan/ket-thuc`,
    who,
    sample: { body: { 'ket-thuc': '' } },
    handler: endBody,
  }),
  route({
    method: 'POST',
    url: `${home}/thon`,
    who,
    sample: { body: { 'thon-ten': '' } },
    handler: changeVillages,
  }),
];
