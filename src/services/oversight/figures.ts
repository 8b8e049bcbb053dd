import { addDays, localDate } from '#engines/calendar';
import { nobody, type Queue, type QueueFilter, type Tally, tallyOf } from '#engines/cases';
import type { Ctx, Db } from '#engines/database';
import type { Moments } from '#services/dossiers';
import { type Period, startOf } from './period.ts';

export const figureNames = [
  'tiep-nhan',
  'cho-tiep-nhan',
  'dang-giai-quyet',
  'cho-bo-sung',
  'han-hom-nay',
  'sap-han',
  'qua-han',
  'dung-han',
  'tre-han',
] as const;
export type FigureName = (typeof figureNames)[number];

/** Everything that decides what a figure counts; its address carries it all, so the rows are the same. */
export interface Asked {
  readonly period: Period;
  readonly at: Moments;
}

/** What a figure counts. The rows behind it are this same queue. */
export function queueOfFigure(name: FigureName, { period, at }: Asked, filter: QueueFilter = {}): Queue {
  const kind = 'dossier';
  const within = { from: startOf(period.from), until: startOf(period.until) };
  const tomorrow = startOf(addDays(localDate(at.now), 1));
  switch (name) {
    case 'tiep-nhan':
      return { kind, name: 'received', ...within, filter };
    case 'cho-tiep-nhan':
      return { kind, name: 'open', states: ['submitted'], filter };
    case 'dang-giai-quyet':
      return { kind, name: 'open', states: ['received', 'processing', 'awaiting-payment'], filter };
    case 'cho-bo-sung':
      return { kind, name: 'open', states: ['supplement'], filter };
    case 'han-hom-nay':
      return { kind, name: 'due', from: at.now, until: tomorrow, filter };
    case 'sap-han':
      return { kind, name: 'due', from: tomorrow, until: at.soon, filter };
    case 'qua-han':
      return { kind, name: 'due', from: new Date(0), until: at.now, filter };
    case 'dung-han':
      return { kind, name: 'decided-on-time', ...within, filter };
    case 'tre-han':
      return { kind, name: 'decided-late', ...within, filter };
  }
}

/** A figure in all and split by procedure, by responsible post and by unit version, from one tally. */
export interface Figure {
  readonly name: FigureName;
  readonly total: number;
  readonly byProcedure: ReadonlyMap<string, number>;
  readonly byPost: ReadonlyMap<string, number>;
  readonly byUnit: ReadonlyMap<number, number>;
}

/** The screen's figures: one statement for the open cases, one for each of the others. */
export async function figuresOf(ctx: Ctx, db: Db, asked: Asked): Promise<Record<FigureName, Figure>> {
  const states = figureNames.flatMap((name) => {
    const q = queueOfFigure(name, asked);
    return q.name === 'open' ? q.states : [];
  });
  const open = await tallyOf(ctx, db, { kind: 'dossier', name: 'open', states });
  const figures = {} as Record<FigureName, Figure>;
  for (const name of figureNames) {
    const q = queueOfFigure(name, asked);
    const rows =
      q.name === 'open' ? open.filter((t) => q.states.includes(t.state)) : await tallyOf(ctx, db, q);
    figures[name] = figureFrom(name, rows);
  }
  return figures;
}

function figureFrom(name: FigureName, rows: readonly Tally[]): Figure {
  const byProcedure = new Map<string, number>();
  const byPost = new Map<string, number>();
  const byUnit = new Map<number, number>();
  let total = 0;
  for (const { facet1, responsible, unit, n } of rows) {
    total += n;
    byUnit.set(unit, (byUnit.get(unit) ?? 0) + n);
    byProcedure.set(facet1 ?? '', (byProcedure.get(facet1 ?? '') ?? 0) + n);
    byPost.set(responsible ?? nobody, (byPost.get(responsible ?? nobody) ?? 0) + n);
  }
  return { name, total, byProcedure, byPost, byUnit };
}

/** The address of the rows of a figure. `luc` fixes the moment, so that a figure and its rows mean the same one. */
export function addressOf(name: FigureName, asked: Asked, filter: QueueFilter = {}): string {
  const query = new URLSearchParams({
    hinh: name,
    tu: asked.period.from,
    den: asked.period.until,
    luc: asked.at.now.toISOString(),
    sap: asked.at.soon.toISOString(),
  });
  if (filter.facet1) query.set('thu-tuc', filter.facet1);
  if (filter.responsible) query.set('nguoi', filter.responsible);
  return `/can-bo/tong-quan/ho-so?${query}`;
}

export interface RowsAsked {
  readonly figure: FigureName;
  readonly asked: Asked;
  readonly filter: QueueFilter;
}

/** Reads such an address again; undefined when it is none of ours. */
export function rowsAskedIn(
  query: Readonly<Record<string, string>>,
  period: Period,
  fallback: Moments,
): RowsAsked | undefined {
  const figure = figureNames.find((name) => name === query.hinh);
  if (!figure) return undefined;
  const moment = (text: string | undefined, other: Date) => {
    const at = new Date(text ?? '');
    return Number.isNaN(at.getTime()) ? other : at;
  };
  const post = query.nguoi ?? '';
  return {
    figure,
    asked: { period, at: { now: moment(query.luc, fallback.now), soon: moment(query.sap, fallback.soon) } },
    filter: {
      facet1: query['thu-tuc'] || undefined,
      responsible: /^[0-9a-f]{8}(-[0-9a-f]{4}){3}-[0-9a-f]{12}$/.test(post) ? post : undefined,
    },
  };
}
