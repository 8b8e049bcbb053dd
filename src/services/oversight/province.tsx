import { addDays, formatDate, localDate } from '#engines/calendar';
import { as, type Ctx, type Db, type Officer, Refusal, read } from '#engines/database';
import { EmptyState, OfficerPage, type Stat, Stats, Table, Tabs } from '#engines/ui';
import { lineageOf, type Unit, unitsWithin } from '#engines/units';
import { type Answer, type Exchange, page } from '#engines/web';
import { momentsOf } from '#services/dossiers';
import { type Figure, type FigureName, figuresOf } from './figures.ts';
import { type Period, periodIn, periods } from './period.ts';
import { procedureNames } from './procedure-names.ts';
import { vi } from './vi.ts';

const home = '/can-bo/tong-quan';
const now = ['qua-han', 'han-hom-nay', 'sap-han', 'cho-tiep-nhan', 'dang-giai-quyet', 'cho-bo-sung'] as const;
const inPeriod = ['tiep-nhan', 'dung-han', 'tre-han'] as const;
const split = ['tiep-nhan', 'dang-giai-quyet', 'qua-han', 'dung-han', 'tre-han'] as const;
const table = 'so-lieu';

type Figures = Readonly<Record<FigureName, Figure>>;

interface Line {
  readonly key: string;
  readonly label: string;
  readonly counts: ReadonlyMap<FigureName, number>;
}

/**
 * A province sees its communes' figures and no dossier: each figure opens to the communes it is made of, a
 * commune's to its procedures, and there it ends (law 7: who oversees counts matters and opens none).
 */
export async function showProvince(exchange: Exchange, officer: Officer, province: Unit): Promise<Answer> {
  const { ctx, query } = exchange;
  const today = localDate(ctx.now());
  const period = periodIn(query, today);
  const communes = await unitsWithin(ctx.db, province.id, today);
  const chosen = query.xa ? communes.find((one) => one.code === query.xa) : undefined;
  if (query.xa && !chosen) throw new Refusal('missing', 'oversight.no-commune', vi.province.noCommune);
  const shown = chosen ? [chosen] : communes;
  const versions = await versionsOfCommunes(ctx.db, shown);
  const counting = as(ctx, { ...officer, scope: { units: [...versions.keys()], fields: null, persons: [] } });
  const { figures, lines } = await read(counting, async (db) => {
    const asked = { period, at: await momentsOf(counting, db, province.id) };
    const figures = await figuresOf(counting, db, asked);
    return {
      figures,
      lines: chosen ? await byProcedure(counting, db, figures) : byCommune(shown, versions, figures),
    };
  });
  return page(
    <OfficerPage
      exchange={exchange}
      title={chosen ? vi.province.ofCommune(chosen.full_name) : vi.province.title}
      {...(chosen ? { back: { href: `${home}?ky=${period.name}`, label: vi.province.back } } : {})}
    >
      <Tabs
        label={vi.choosePeriod}
        items={periods.map((name) => ({
          href: addressOf(name, chosen),
          label: vi.periods[name],
          current: name === period.name,
        }))}
      />
      <p>{vi.province.lead}</p>
      <h2>{vi.now}</h2>
      <Stats items={now.map((name) => stat(name, figures))} />
      <h2>{vi.inPeriod}</h2>
      <p class="hint">{vi.span(formatDate(period.from), formatDate(addDays(period.until, -1)))}</p>
      <Stats items={inPeriod.map((name) => stat(name, figures))} />
      <section id={table}>
        <Table<Line>
          caption={chosen ? vi.byProcedure : vi.province.communes(lines.length)}
          rows={lines}
          rowKey={(line) => line.key}
          {...(chosen ? {} : { href: (line: Line) => addressOf(period.name, { code: line.key }) })}
          empty={<EmptyState title={chosen ? vi.noRows : vi.province.none} icon="chart-bar" />}
          columns={[
            {
              key: 'label',
              title: chosen ? vi.procedure : vi.province.commune,
              cell: (line) => line.label,
            },
            ...split.map((name) => ({
              key: name,
              title: vi.short[name],
              align: 'right' as const,
              cell: (line: Line) => (line.counts.get(name) ?? 0).toLocaleString('vi-VN'),
            })),
          ]}
        />
      </section>
    </OfficerPage>,
  );
}

const addressOf = (period: Period['name'], commune: { readonly code: string } | undefined): string =>
  `${home}?${new URLSearchParams({ ky: period, ...(commune ? { xa: commune.code } : {}) })}`;

/** The rows behind a figure are the table below it. */
const stat = (name: FigureName, figures: Figures): Stat => ({
  label: vi.figures[name],
  value: figures[name].total,
  href: `#${table}`,
  ...(name === 'qua-han' && figures[name].total > 0 ? { tone: 'danger' as const } : {}),
});

/** Every version that a commune of today answers for, with that commune. */
async function versionsOfCommunes(db: Db, communes: readonly Unit[]): Promise<Map<number, Unit>> {
  const lineages = await Promise.all(
    communes.map(async (commune) => [commune, await lineageOf(db, commune.id)] as const),
  );
  return new Map(lineages.flatMap(([commune, ids]) => ids.map((id) => [id, commune] as const)));
}

function byCommune(communes: readonly Unit[], versions: ReadonlyMap<number, Unit>, figures: Figures): Line[] {
  return communes.map((commune) => {
    const counts = new Map<FigureName, number>();
    for (const name of split)
      for (const [version, n] of figures[name].byUnit)
        if (versions.get(version)?.id === commune.id) counts.set(name, (counts.get(name) ?? 0) + n);
    return { key: commune.code, label: commune.full_name, counts };
  });
}

async function byProcedure(ctx: Ctx, db: Db, figures: Figures): Promise<Line[]> {
  const names = await procedureNames(ctx, db);
  const codes = [...new Set(split.flatMap((name) => [...figures[name].byProcedure.keys()]))];
  return codes
    .map((code) => ({
      key: code,
      label: names.get(code) ?? code,
      counts: new Map(split.map((name) => [name, figures[name].byProcedure.get(code) ?? 0])),
    }))
    .sort((a, b) => a.label.localeCompare(b.label, 'vi'));
}
