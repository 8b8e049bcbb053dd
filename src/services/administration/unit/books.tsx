import { formatDate } from '#engines/calendar';
import {
  Button,
  Checkboxes,
  DateBoxes,
  Details,
  EmptyState,
  errorOf,
  type FieldMistake,
  Form,
  SelectField,
  Table,
  TextArea,
  TextField,
} from '#engines/ui';
import type { bodyVersionsOf, villageHistoryOf } from '#engines/units';
import type { Exchange } from '#engines/web';
import { boxesFrom } from '../staff/day.ts';
import { vi } from './vi.ts';

export const home = '/can-bo/quan-tri/don-vi';

export type Body = Awaited<ReturnType<typeof bodyVersionsOf>>[number];

export type Villages = Awaited<ReturnType<typeof villageHistoryOf>>;

type Village = Villages['versions'][number];

export interface PartProps {
  readonly exchange: Exchange;
  readonly errors: readonly FieldMistake[];
  readonly today: string;
}

const until = (day: string | null): string => (day === null ? vi.stillThere : formatDate(day));

export function Bodies({ exchange, rows, errors, today }: PartProps & { readonly rows: readonly Body[] }) {
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

export function VillageBook(props: PartProps & { readonly villages: Villages; readonly type: string }) {
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
