import { requirePermission } from '#engines/access';
import { formatDate, localDate } from '#engines/calendar';
import { Refusal } from '#engines/database';
import {
  Button,
  Checkboxes,
  DateBoxes,
  Details,
  EmptyState,
  ErrorSummary,
  errorOf,
  type FieldMistake,
  Form,
  OfficerPage,
  SelectField,
  SummaryList,
  Table,
  TextArea,
  TextField,
} from '#engines/ui';
import { bodyVersionsOf, predecessorsOf, unitById, villageHistoryOf } from '#engines/units';
import { type Answer, type Exchange, officer, page, type Route, redirect, route } from '#engines/web';
import { Places } from '../places.tsx';
import { boxesFrom, dayIn } from '../staff/day.ts';
import { closeBody, saveBody, saveVillages } from './actions.ts';
import { vi } from './vi.ts';

const home = '/can-bo/quan-tri/don-vi';

type Body = Awaited<ReturnType<typeof bodyVersionsOf>>[number];
type Villages = Awaited<ReturnType<typeof villageHistoryOf>>;
type Village = Villages['versions'][number];

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

interface PartProps {
  readonly exchange: Exchange;
  readonly errors: readonly FieldMistake[];
  readonly today: string;
}

const until = (day: string | null): string => (day === null ? vi.stillThere : formatDate(day));

function Bodies({ exchange, rows, errors, today }: PartProps & { readonly rows: readonly Body[] }) {
  const { form } = exchange;
  const open = rows.filter((row) => row.valid_to === null);
  const options = open.map((row) => ({ value: String(row.id), label: row.name }));
  return (
    <>
      <Table<Body>
        caption={vi.bodiesCaption}
        rows={rows}
        rowKey={(row) => String(row.id)}
        columns={[
          { key: 'name', title: vi.body, cell: (row) => row.name },
          { key: 'from', title: vi.bodyFrom, cell: (row) => formatDate(row.valid_from) },
          { key: 'to', title: vi.bodyTo, cell: (row) => until(row.valid_to) },
          { key: 'act', title: vi.act, cell: (row) => row.legal_act ?? vi.facts.none },
        ]}
      />
      <Details summary={vi.putBody} open={form.has('co-quan-ten')}>
        <Form action={`${home}/co-quan`}>
          <SelectField
            name="thay"
            label={vi.replaces}
            empty={vi.newBody}
            value={form.get('thay')}
            options={options}
          />
          <TextField
            name="co-quan-ten"
            label={vi.bodyName}
            value={form.get('co-quan-ten')}
            maxLength={160}
            error={errorOf(errors, 'co-quan-ten')}
          />
          <TextField
            name="co-quan-ngan"
            label={vi.bodyShort}
            value={form.get('co-quan-ngan')}
            maxLength={80}
            optional
          />
          <Paper name="co-quan" exchange={exchange} errors={errors} today={today} />
          <Button>{vi.put}</Button>
        </Form>
      </Details>
      <Details summary={vi.endBody} open={form.has('ket-thuc')}>
        <Form action={`${home}/co-quan/ket-thuc`}>
          <SelectField
            name="ket-thuc"
            label={vi.endBodyWho}
            value={form.get('ket-thuc')}
            options={options}
            error={errorOf(errors, 'ket-thuc')}
          />
          <DateBoxes
            name="ket-thuc-tu"
            label={vi.on}
            {...boxesFrom(form, 'ket-thuc-tu', today)}
            error={errorOf(errors, 'ket-thuc-tu')}
          />
          <Button look="danger">{vi.endSubmit}</Button>
        </Form>
      </Details>
    </>
  );
}

/** The paper that decides and the day from which it holds: every change has both. */
const Paper = ({ name, exchange, errors, today }: PartProps & { readonly name: string }) => (
  <>
    <TextField
      name={`${name}-van-ban`}
      label={vi.act}
      hint={vi.actHint}
      value={exchange.form.get(`${name}-van-ban`)}
      maxLength={200}
      error={errorOf(errors, `${name}-van-ban`)}
    />
    <DateBoxes
      name={`${name}-tu`}
      label={vi.on}
      {...boxesFrom(exchange.form, `${name}-tu`, today)}
      error={errorOf(errors, `${name}-tu`)}
    />
  </>
);

function VillageBook(props: PartProps & { readonly villages: Villages; readonly type: string }) {
  const { exchange, errors, villages, type } = props;
  const { form } = exchange;
  const nameOf = new Map(villages.versions.map((one) => [one.id, `${one.kind} ${one.name}`]));
  const became = (row: Village) =>
    villages.edges
      .filter((edge) => edge.from_id === row.id)
      .map((edge) => `${nameOf.get(edge.to_id)} (${edge.clause})`)
      .join('; ');
  const open = villages.versions.filter((one) => one.valid_to === null);
  const kinds = type === 'phường' ? ['tổ dân phố'] : ['thôn', 'xóm'];
  return (
    <>
      <Table<Village>
        caption={vi.villagesCaption}
        rows={villages.versions}
        rowKey={(row) => String(row.id)}
        empty={<EmptyState title={vi.noVillages} icon="map-pin" />}
        columns={[
          {
            key: 'name',
            title: vi.village,
            cell: (row) => `${row.kind} ${row.name}${row.invented ? ` (${vi.invented})` : ''}`,
          },
          { key: 'former', title: vi.former, cell: (row) => row.former_name ?? vi.facts.none },
          { key: 'from', title: vi.bodyFrom, cell: (row) => formatDate(row.valid_from) },
          { key: 'to', title: vi.bodyTo, cell: (row) => until(row.valid_to) },
          { key: 'became', title: vi.became, cell: (row) => became(row) || vi.facts.none },
        ]}
      />
      <Details summary={vi.change} open={form.has('thon-ten')}>
        <p>{vi.changeLead}</p>
        <Form action={`${home}/thon`}>
          {open.length > 0 && (
            <Checkboxes
              name="thon"
              label={vi.from1}
              values={form.all('thon')}
              options={open.map((one) => ({
                value: String(one.id),
                label: `${one.kind} ${one.name}${one.former_name ? `, ${one.former_name}` : ''}`,
              }))}
              error={errorOf(errors, 'thon')}
            />
          )}
          <SelectField
            name="thon-loai"
            label={vi.kind}
            value={form.get('thon-loai') || kinds[0]}
            options={kinds.map((kind) => ({ value: kind, label: kind }))}
          />
          <TextArea
            name="thon-ten"
            label={vi.names}
            hint={vi.namesHint}
            rows={3}
            value={form.get('thon-ten')}
            maxLength={600}
            error={errorOf(errors, 'thon-ten')}
          />
          <Paper name="thon" exchange={exchange} errors={errors} today={props.today} />
          <Button>{vi.changeSubmit}</Button>
        </Form>
      </Details>
    </>
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
