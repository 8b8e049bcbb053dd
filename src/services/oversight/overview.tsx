import type { VNode } from 'preact';
import { postsById, requirePermission } from '#engines/access';
import { addDays, formatDate, localDate } from '#engines/calendar';
import { nobody } from '#engines/cases';
import { type Ctx, type Db, read } from '#engines/database';
import { BarChart, OfficerPage, type Stat, Stats, Table, Tabs } from '#engines/ui';
import { unitById } from '#engines/units';
import { type Answer, type Exchange, page } from '#engines/web';
import { changeCounts } from '#services/changes';
import { labelsOf, momentsOf, postNames } from '#services/dossiers';
import { type Asked, addressOf, type Figure, type FigureName, figuresOf } from './figures.ts';
import { periodIn, periods } from './period.ts';
import { procedureNames } from './procedure-names.ts';
import { showProvince } from './province.tsx';
import { vi } from './vi.ts';

const split = ['tiep-nhan', 'dang-giai-quyet', 'qua-han', 'dung-han', 'tre-han'] as const;
type Figures = Readonly<Record<FigureName, Figure>>;

/** What a leader sees first: what waits, what is late, how the period goes; each figure opens its rows. */
export async function showOverview(exchange: Exchange): Promise<Answer> {
  const { ctx } = exchange;
  const officer = requirePermission(ctx, 'dossier.oversee');
  const unit = await unitById(ctx.db, officer.unitId);
  if (unit?.level === 'province') return showProvince(exchange, officer, unit);
  const period = periodIn(exchange.query, localDate(ctx.now()));
  const { asked, figures, procedures, persons } = await read(ctx, async (db) => {
    const asked = { period, at: await momentsOf(ctx, db, officer.unitId) };
    const figures = await figuresOf(ctx, db, asked);
    return {
      asked,
      figures,
      procedures: await procedureNames(ctx, db),
      persons: await personNames(ctx, db, figures),
    };
  });
  return page(
    <OfficerPage exchange={exchange} title={vi.title} counts={await changeCounts(ctx)}>
      <Tabs
        label={vi.choosePeriod}
        items={periods.map((name) => ({
          href: `/can-bo/tong-quan?ky=${name}`,
          label: vi.periods[name],
          current: name === period.name,
        }))}
      />
      <h2>{vi.now}</h2>
      <Stats
        items={[
          stat('qua-han', figures, asked, 'danger'),
          stat('han-hom-nay', figures, asked, 'warning'),
          stat('sap-han', figures, asked),
          stat('cho-tiep-nhan', figures, asked),
          stat('dang-giai-quyet', figures, asked),
          stat('cho-bo-sung', figures, asked),
        ]}
      />
      <h2>{vi.inPeriod}</h2>
      <p class="hint">{vi.span(formatDate(period.from), formatDate(addDays(period.until, -1)))}</p>
      <Stats
        items={[
          stat('tiep-nhan', figures, asked),
          stat('dung-han', figures, asked, 'ok'),
          stat('tre-han', figures, asked, 'danger'),
        ]}
      />
      <p>{shareOf(figures)}</p>
      <BarChart
        title={vi.chart}
        unit={vi.dossiers}
        bars={largest(figures['dang-giai-quyet'].byProcedure).map(([code, value]) => ({
          label: procedures.get(code) ?? code,
          value,
          href: addressOf('dang-giai-quyet', asked, { facet1: code }),
        }))}
      />
      <SplitTable
        caption={vi.byProcedure}
        head={vi.procedure}
        of={(name) => figures[name].byProcedure}
        names={procedures}
        href={(name, code) => addressOf(name, asked, { facet1: code })}
      />
      <SplitTable
        caption={vi.byPerson}
        head={vi.person}
        of={(name) => figures[name].byPost}
        names={persons}
        href={(name, post) => addressOf(name, asked, { responsible: post })}
      />
    </OfficerPage>,
  );
}

const stat = (name: FigureName, figures: Figures, asked: Asked, tone?: Stat['tone']): Stat => ({
  label: vi.figures[name],
  value: figures[name].total,
  href: addressOf(name, asked),
  ...(tone && figures[name].total > 0 ? { tone } : {}),
});

function shareOf(figures: Figures): string {
  const done = figures['dung-han'].total + figures['tre-han'].total;
  if (done === 0) return vi.nothingDone;
  const share = (100 * figures['dung-han'].total) / done;
  return vi.onTimeShare(`${share.toLocaleString('vi-VN', { maximumFractionDigits: 1 })} %`);
}

const largest = (counts: ReadonlyMap<string, number>) =>
  [...counts].sort((a, b) => b[1] - a[1] || a[0].localeCompare(b[0])).slice(0, 12);

interface SplitRow {
  readonly key: string;
  readonly label: string;
}

/** The same figures for each procedure or each person; a nought is no link, there is nothing to open. */
function SplitTable(props: {
  readonly caption: string;
  readonly head: string;
  readonly of: (name: FigureName) => ReadonlyMap<string, number>;
  readonly names: ReadonlyMap<string, string>;
  readonly href: (name: FigureName, key: string) => string;
}): VNode {
  const keys = [...new Set(split.flatMap((name) => [...props.of(name).keys()]))];
  const rows: SplitRow[] = keys
    .map((key) => ({ key, label: props.names.get(key) ?? key }))
    .sort((a, b) => a.label.localeCompare(b.label, 'vi'));
  return (
    <Table<SplitRow>
      caption={props.caption}
      rows={rows}
      rowKey={(row) => row.key}
      columns={[
        { key: 'label', title: props.head, cell: (row) => row.label },
        ...split.map((name) => ({
          key: name,
          title: vi.short[name],
          align: 'right' as const,
          cell: (row: SplitRow) => {
            const n = props.of(name).get(row.key) ?? 0;
            return n === 0 ? '0' : <a href={props.href(name, row.key)}>{n.toLocaleString('vi-VN')}</a>;
          },
        })),
      ]}
    />
  );
}

/** Who holds each post today; posts that have ended keep their title. */
async function personNames(ctx: Ctx, db: Db, figures: Figures): Promise<ReadonlyMap<string, string>> {
  const names = new Map(labelsOf(await postNames(ctx, db)));
  const shown = new Set(split.flatMap((name) => [...figures[name].byPost.keys()]));
  const former = [...shown].filter((id) => !names.has(id) && id !== nobody);
  for (const post of former.length > 0 ? await postsById(db, former) : []) names.set(post.id, post.title);
  for (const id of former) if (!names.has(id)) names.set(id, vi.formerPost);
  return names.set(nobody, vi.nobody);
}
