import { citizenCases, officerCases } from '#engines/access';
import { type Columns, type Ctx, column, type Db, sql } from '#engines/database';
import { fold } from '#engines/search';
import { type Case, caseColumns, caseList } from './case.ts';

const { nullable, text, uuid, int, instant, texts, bigint } = column;

/**
 * A queue is a condition on cases. Its list, its count and its breakdowns are made from the same text, so a
 * figure always opens exactly the rows it counts (law 11), and each is one statement bounded by the scope.
 * Each condition starts with the columns of a partial index of migration 0001.
 */
const mine = 'c.unit_id = any(:scope_units)';
const conditions = {
  /** Open cases of the unit in these states. */
  open: {
    params: { states: texts },
    where: `c.ended_at is null and ${mine} and c.state = any(:states)`,
    order: 'c.submitted_at',
  },
  /** Open cases that one post holds. */
  assigned: {
    params: { post_id: uuid, states: texts },
    where: 'c.ended_at is null and c.assignee_post_id = :post_id and c.state = any(:states)',
    order: 'c.submitted_at',
  },
  /** Undecided cases whose clock runs out in [from, until). */
  due: {
    params: { from: instant, until: instant },
    where: `c.ended_at is null and c.decided_at is null and c.due_at >= :from and c.due_at < :until and ${mine}`,
    order: 'c.due_at',
  },
  /** Validly received in [from, until). */
  received: {
    params: { from: instant, until: instant },
    where: `c.received_at >= :from and c.received_at < :until and ${mine}`,
    order: 'c.received_at',
    newestFirst: true,
  },
  'decided-on-time': {
    params: { from: instant, until: instant },
    where: `c.decided_at >= :from and c.decided_at < :until and (c.due_at is null or c.decided_at <= c.due_at) and ${mine}`,
    order: 'c.decided_at',
    newestFirst: true,
  },
  'decided-late': {
    params: { from: instant, until: instant },
    where: `c.decided_at >= :from and c.decided_at < :until and c.decided_at > c.due_at and ${mine}`,
    order: 'c.decided_at',
    newestFirst: true,
  },
  /** Name without marks, number, telephone; `pattern` comes from searchPattern. */
  search: {
    params: { pattern: text },
    where: `${mine} and c.search like :pattern`,
    order: 'c.submitted_at',
    newestFirst: true,
  },
} as const;

export type QueueName = keyof typeof conditions;

export interface QueueFilter {
  /** The procedure, for dossiers. */
  readonly facet1?: string;
  /** The village, for dossiers. */
  readonly facet2?: string;
  /** Whose turn it is, for dossiers. */
  readonly facet3?: string;
  readonly responsible?: string;
}

export type Queue = (
  | { readonly name: 'open'; readonly states: readonly string[] }
  | { readonly name: 'assigned'; readonly postId: string; readonly states: readonly string[] }
  | {
      readonly name: 'due' | 'received' | 'decided-on-time' | 'decided-late';
      readonly from: Date;
      readonly until: Date;
    }
  | { readonly name: 'search'; readonly words: string }
) & { readonly kind: string; readonly filter?: QueueFilter };

/** Where the next page starts: the order column and id of the last row. */
export interface After {
  readonly at: string;
  readonly id: string;
}

export interface QueuePage {
  readonly rows: readonly Case[];
  readonly next: After | null;
}

/** Stands for "no post" in a filter by responsible post. */
export const nobody = '00000000-0000-0000-0000-000000000000';

const filterParams = {
  kind: text,
  facet1: nullable(text),
  facet2: nullable(text),
  facet3: nullable(text),
  responsible: nullable(uuid),
};
const filters = (alias: string) => `
  and c.kind = :kind
  and (:facet1 is null or c.facet1 = :facet1) and (:facet2 is null or c.facet2 = :facet2)
  and (:facet3 is null or c.facet3 = :facet3) and (:responsible is null or coalesce(c.responsible_post_id, '${nobody}') = :responsible)
  and ${officerCases.predicate(alias)}`;

const named = (name: QueueName, what: string) => `cases.${what}_${name.replaceAll('-', '_')}`;

interface Condition {
  readonly params: Columns;
  readonly where: string;
  readonly order: string;
  readonly newestFirst?: boolean;
}

const declare = (name: QueueName) => {
  const condition: Condition = conditions[name];
  const params: Columns = { ...condition.params, ...filterParams, ...officerCases.params };
  const where = `${condition.where} ${filters('c')}`;
  const [beyond, direction] = condition.newestFirst ? ['<', 'desc'] : ['>', 'asc'];
  return {
    order: condition.order.slice(2) as 'submitted_at' | 'due_at' | 'received_at' | 'decided_at',
    list: sql({
      name: named(name, 'list'),
      params: { ...params, after_at: nullable(instant), after_id: nullable(uuid), size: int } as Columns,
      row: caseColumns,
      text: `
        select ${caseList('c')} from cases.cases c
        where ${where} and (:after_at is null or (${condition.order}, c.id) ${beyond} (:after_at, :after_id))
        order by ${condition.order} ${direction}, c.id ${direction} limit :size`,
    }),
    count: sql({
      name: named(name, 'count'),
      params,
      row: { n: bigint },
      text: `select count(*) as n from cases.cases c where ${where}`,
    }),
    tally: sql({
      name: named(name, 'tally'),
      params,
      row: {
        facet1: nullable(text),
        facet3: nullable(text),
        responsible: nullable(uuid),
        unit: int,
        state: text,
        n: bigint,
      },
      text: `
        select c.facet1, c.facet3, c.responsible_post_id as responsible, c.unit_id as unit, c.state, count(*) as n
        from cases.cases c where ${where}
        group by c.facet1, c.facet3, c.responsible_post_id, c.unit_id, c.state`,
    }),
  };
};

const statements: Readonly<Record<QueueName, ReturnType<typeof declare>>> = {
  open: declare('open'),
  assigned: declare('assigned'),
  due: declare('due'),
  received: declare('received'),
  'decided-on-time': declare('decided-on-time'),
  'decided-late': declare('decided-late'),
  search: declare('search'),
};

/** One page of a queue, within the actor's scope; keyset pages, so the hundredth costs what the first does. */
export async function queue(
  ctx: Ctx,
  db: Db,
  q: Queue,
  size: number,
  after: After | null,
): Promise<QueuePage> {
  const { list, order } = statements[q.name];
  const found = await db.many(list, {
    ...paramsOf(ctx, q),
    after_at: after && new Date(after.at),
    after_id: after?.id ?? null,
    size: size + 1,
  });
  const rows = found.slice(0, size);
  const last = rows.at(-1);
  const at = last?.[order];
  return { rows, next: found.length > size && last && at ? { at: at.toISOString(), id: last.id } : null };
}

/** How many rows the queue has: the same condition as the list. */
export const countOf = async (ctx: Ctx, db: Db, q: Queue): Promise<number> =>
  (await db.one(statements[q.name].count, paramsOf(ctx, q))).n;

export interface Tally {
  readonly facet1: string | null;
  readonly facet3: string | null;
  readonly responsible: string | null;
  /** The unit version that decides. */
  readonly unit: number;
  readonly state: string;
  readonly n: number;
}

/** The queue's rows by facets one and three, responsible post, unit and state: one statement for a whole screen of figures. */
export const tallyOf = (ctx: Ctx, db: Db, q: Queue): Promise<Tally[]> =>
  db.many(statements[q.name].tally, paramsOf(ctx, q));

/** Every word in any distance, in the order typed: 'nguyễn lan' → '%nguyen%lan%'; a telephone by its digits. */
export function searchPattern(words: string): string {
  const parts = partsOf(words.normalize('NFC').trim().toLowerCase());
  // Nothing to look for matches nothing, rather than everything.
  return parts.length === 0 ? '' : `%${parts.map((part) => part.replace(/[\\%_]/g, '\\$&')).join('%')}%`;
}

function partsOf(typed: string): string[] {
  // A number of a case keeps its dots and hyphens; folding would take them away.
  if (/^[a-z]\S*\d$/.test(typed) || /^\d{3}\.\S*$/.test(typed)) return [typed.replace(/\s/g, '')];
  if (/^[\d\s.+()-]*\d{3}[\d\s.+()-]*$/.test(typed) && !/-\d{6}-/.test(typed))
    return [typed.replace(/\D/g, '').replace(/^(84|0)/, '')];
  return /^[\d-]+$/.test(typed) ? [typed] : fold(typed).split(/\s+/).filter(Boolean);
}

function paramsOf(ctx: Ctx, q: Queue): Record<string, unknown> {
  const common = {
    kind: q.kind,
    facet1: q.filter?.facet1 ?? null,
    facet2: q.filter?.facet2 ?? null,
    facet3: q.filter?.facet3 ?? null,
    responsible: q.filter?.responsible ?? null,
    ...officerCases.of(ctx.actor),
  };
  if (q.name === 'search') return { ...common, pattern: searchPattern(q.words) };
  if (q.name === 'open') return { ...common, states: q.states };
  if (q.name === 'assigned') return { ...common, post_id: q.postId, states: q.states };
  return { ...common, from: q.from, until: q.until };
}

const listOwn = sql({
  name: 'cases.list_own',
  params: { kind: text, ...citizenCases.params },
  row: caseColumns,
  text: `
    select ${caseList('c')} from cases.cases c
    where c.kind = :kind and ${citizenCases.predicate('c')}
    order by c.submitted_at desc limit 200`,
});

/** The cases a citizen has filed or that concern her and hers, newest first. */
export const ownCases = (ctx: Ctx, db: Db, kind: string): Promise<Case[]> =>
  db.many(listOwn, { kind, ...citizenCases.of(ctx.actor) });
