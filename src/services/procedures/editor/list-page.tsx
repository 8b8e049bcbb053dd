import { may, requirePermission } from '#engines/access';
import { localDate } from '#engines/calendar';
import { fold } from '#engines/search';
import {
  Buttons,
  EmptyState,
  FilterBar,
  LinkButton,
  OfficerPage,
  SelectField,
  Table,
  Tag,
  TextField,
} from '#engines/ui';
import { type Answer, type Exchange, page } from '#engines/web';
import { catalogueOf } from '../catalogue.ts';
import { vi } from './vi.ts';

export const home = '/can-bo/thu-tuc';

/** Every procedure of the catalogue, to be changed or read back. */
export async function showList(exchange: Exchange): Promise<Answer> {
  const { ctx, query } = exchange;
  requirePermission(ctx, 'changes.see');
  const all = await catalogueOf(ctx.db, localDate(ctx.now()));
  const [words, kind, field] = [fold(query.tim ?? ''), query.loai ?? '', query['linh-vuc'] ?? ''];
  const rows = all.filter(
    (row) =>
      (kind === '' || row.kind === kind) &&
      (field === '' || row.field_name === field) &&
      (words === '' || fold(`${row.code} ${row.plain_name} ${row.name}`).includes(words)),
  );
  const fields = [...new Set(all.map((row) => row.field_name))].sort((a, b) => a.localeCompare(b, 'vi'));
  return page(
    <OfficerPage exchange={exchange} title={vi.list.title}>
      <p>{vi.list.lead}</p>
      <Buttons>
        <LinkButton href={`${home}/tu-dong-nghia`} look="secondary" icon="list-search">
          {vi.list.synonyms}
        </LinkButton>
        {may(ctx.actor, 'procedures.edit') && (
          <LinkButton href={`${home}/xuat-nhap`} look="secondary" icon="download">
            {vi.list.exchange}
          </LinkButton>
        )}
      </Buttons>
      <FilterBar action={home} {...(words || kind || field ? { clear: home } : {})}>
        <TextField name="tim" label={vi.list.search} type="search" value={query.tim ?? ''} />
        <SelectField
          name="loai"
          label={vi.list.kind}
          empty={vi.list.all}
          value={kind}
          options={Object.entries(vi.list.kinds).map(([value, label]) => ({ value, label }))}
        />
        <SelectField
          name="linh-vuc"
          label={vi.list.field}
          empty={vi.list.allFields}
          value={field}
          options={fields.map((name) => ({ value: name, label: name }))}
        />
      </FilterBar>
      <Table
        caption={vi.list.caption(rows.length)}
        rows={rows}
        rowKey={(row) => row.id}
        href={(row) => `${home}/${row.code}`}
        empty={<EmptyState title={vi.list.none} />}
        columns={[
          { key: 'name', title: vi.list.name, cell: (row) => row.plain_name },
          { key: 'code', title: vi.list.code, cell: (row) => row.code },
          { key: 'field', title: vi.list.field, cell: (row) => row.field_name },
          { key: 'kind', title: vi.list.kind, cell: (row) => vi.list.kinds[row.kind] ?? row.kind },
          {
            key: 'checked',
            title: vi.list.checked,
            cell: (row) => (
              <Tag colour={row.checked === 'checked' ? 'green' : 'amber'}>{vi.checked[row.checked]}</Tag>
            ),
          },
        ]}
      />
    </OfficerPage>,
  );
}
