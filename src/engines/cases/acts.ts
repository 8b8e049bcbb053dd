import { caseScope } from '#engines/access';
import { formatDateTime } from '#engines/calendar';
import { type Actor, actorColumns, type Ctx, type Db, Refusal, type Tx } from '#engines/database';
import { fold } from '#engines/search';
import type { Case, CaseLimit } from './case.ts';
import { kindOf, mayMove } from './kinds.ts';
import {
  findCase,
  findCaseById,
  findCaseByNumber,
  findRating,
  insertCase,
  insertRating,
  lastOfTrail,
  listTrail,
  moveCase,
} from './store.ts';
import { vi } from './vi.ts';

export interface NewCase {
  readonly kind: string;
  readonly number: string;
  readonly title: string;
  readonly state: string;
  readonly unitId: number;
  readonly receivedUnitId: number;
  readonly field: string;
  readonly filer: { accountId: string | null; personId: string | null; name: string; phone: string };
  readonly subject: { personId: string | null; name: string };
  readonly representativePersonId?: string | null;
  readonly facets?: readonly (string | null)[];
}

/** Opens a case and the first line of its trail. Take its number in the same transaction, last. */
export async function openCase(ctx: Ctx, tx: Tx, input: NewCase): Promise<string> {
  const { id } = await tx.one(insertCase, {
    kind: input.kind,
    number: input.number,
    title: input.title,
    unit_id: input.unitId,
    received_unit_id: input.receivedUnitId,
    field: input.field,
    filer_account_id: input.filer.accountId,
    filer_person_id: input.filer.personId,
    subject_person_id: input.subject.personId,
    representative_person_id: input.representativePersonId ?? null,
    filer_name: input.filer.name,
    subject_name: input.subject.name,
    filer_phone: input.filer.phone,
    state: input.state,
    submitted_at: ctx.now(),
    facet1: input.facets?.[0] ?? null,
    facet2: input.facets?.[1] ?? null,
    facet3: input.facets?.[2] ?? null,
    search: searchText(input.number, input.filer.name, input.subject.name, input.filer.phone),
    verb: 'submitted',
    ...trailActor(ctx.actor),
  });
  return id;
}

/** What a queue's search box looks in: number, both names without marks, telephone digits. */
export const searchText = (number: string, filer: string, subject: string, phone: string): string =>
  [number.toLowerCase(), fold(filer), filer === subject ? '' : fold(subject), phone.replace(/\D/g, '')]
    .filter(Boolean)
    .join(' ');

export interface Move {
  readonly to?: string;
  /** Past tense, a key of the kind's verbs: `received`. */
  readonly verb: string;
  /** What the actor looked at when deciding; another act in between is a conflict. */
  readonly expectedVersion: number;
  readonly reason?: string;
  /** Number and date of the paper it rests on. */
  readonly paper?: string;
  readonly step?: string | null;
  readonly assignee?: string | null;
  /** Whom the figures by person count it for; the assignee, unless said otherwise. */
  readonly responsible?: string | null;
  readonly unitId?: number;
  readonly receivedAt?: Date;
  readonly limit?: CaseLimit;
  readonly dueAt?: Date | null;
  readonly pausedAt?: Date | null;
  /** Whose turn it is next, in the kind's own words. */
  readonly turn?: string | null;
  readonly detail?: Readonly<Record<string, unknown>>;
}

/**
 * One act on a case: state, step, assignee and clock, with its line of the trail. Refuses a move that the
 * kind does not allow, and tells the second of two officers who did what before her.
 */
export async function transition(ctx: Ctx, tx: Tx, c: Case, move: Move): Promise<Case> {
  const kind = kindOf(c.kind);
  const to = move.to ?? c.state;
  await expectVersion(tx, c, move.expectedVersion);
  if (move.to && !mayMove(kind, c.state, move.to))
    throw new Refusal('conflict', 'case.cannot-move', vi.cannotMove(kind.states[c.state]?.name ?? c.state));
  const now = ctx.now();
  const moved = await tx.maybe(moveCase, {
    id: c.id,
    expected_version: move.expectedVersion,
    state: to,
    step: move.step === undefined ? c.step : move.step,
    assignee_post_id: move.assignee === undefined ? c.assignee_post_id : move.assignee,
    responsible_post_id: responsibleAfter(c, move),
    unit_id: move.unitId ?? c.unit_id,
    received_at: c.received_at ?? move.receivedAt ?? null,
    decided_at: c.decided_at ?? (kind.states[to]?.decision ? now : null),
    ended_at: kind.states[to]?.final ? now : null,
    due_at: move.dueAt === undefined ? c.due_at : move.dueAt,
    paused_at: move.pausedAt === undefined ? c.paused_at : move.pausedAt,
    time_limit: move.limit ?? c.time_limit,
    facet3: move.turn === undefined ? c.facet3 : move.turn,
    at: now,
    verb: move.verb,
    from_state: c.state,
    from_step: c.step,
    reason: move.reason ?? null,
    paper: move.paper ?? null,
    detail: { ...move.detail },
    ...trailActor(ctx.actor),
  });
  if (!moved) throw await conflict(tx, c);
  return moved;
}

/** Refuses when somebody has acted since the actor looked, and says who did what when. */
export async function expectVersion(tx: Tx, c: Case, expected: number): Promise<void> {
  if (expected !== c.version) throw await conflict(tx, c);
}

/** Who holds it. `postId` null puts it back to the unit. */
export const assign = (ctx: Ctx, tx: Tx, c: Case, postId: string | null, expectedVersion: number) =>
  transition(ctx, tx, c, { verb: postId ? 'assigned' : 'unassigned', assignee: postId, expectedVersion });

/** The case if the actor may see it; otherwise it does not exist for her. */
export async function caseByNumber(ctx: Ctx, db: Db, number: string): Promise<Case> {
  const found = await db.maybe(findCase, { number, ...caseScope.of(ctx.actor) });
  if (!found) throw new Refusal('missing', 'case.missing', vi.missing);
  return found;
}

/** Without a scope: only for the program itself and for tracking, which asks for its own secret. */
export const anyCaseByNumber = (db: Db, number: string): Promise<Case | undefined> =>
  db.maybe(findCaseByNumber, { number });

/** Without a scope: only for event handlers and jobs. */
export const anyCaseById = (db: Db, id: string): Promise<Case | undefined> => db.maybe(findCaseById, { id });

export const trailOf = (db: Db, caseId: string) => db.many(listTrail, { case_id: caseId });

export async function rate(ctx: Ctx, tx: Tx, c: Case, score: 1 | 2 | 3, words: string): Promise<void> {
  const done = await tx.maybe(insertRating, {
    case_id: c.id,
    unit_id: c.unit_id,
    score,
    words,
    at: ctx.now(),
  });
  if (!done) throw new Refusal('conflict', 'case.already-rated', vi.ratedAlready);
}

export const ratingOf = (db: Db, caseId: string) => db.maybe(findRating, { case_id: caseId });

/** After the decision it stays with whoever was charged with it before. */
function responsibleAfter(c: Case, move: Move): string | null {
  if (c.decided_at) return c.responsible_post_id;
  return move.responsible === undefined ? (move.assignee ?? c.responsible_post_id) : move.responsible;
}

/** The trail's columns of an actor: her name stays readable when the account is gone. */
export function trailActor(actor: Actor) {
  const { actor_kind, account_id, post_id } = actorColumns(actor);
  return { actor_kind, account_id, post_id, actor_name: nameOf(actor) };
}

const nameOf = (actor: Actor): string => {
  if (actor.kind === 'citizen') return actor.name;
  if (actor.kind === 'client') return vi.client(actor.name, actor.owner);
  if (actor.kind === 'officer') return `${actor.name}, ${actor.postTitle}`;
  return actor.kind === 'machine' ? vi.machine : vi.anyone;
};

async function conflict(tx: Tx, c: Case): Promise<Refusal> {
  const last = await tx.maybe(lastOfTrail, { case_id: c.id });
  const what = (last && kindOf(c.kind).verbs[last.verb]) ?? 'thay đổi';
  return new Refusal(
    'conflict',
    'case.changed',
    vi.changed(last?.actor_name ?? vi.changedBySomeone, what, last ? formatDateTime(last.at) : ''),
    { caseId: c.id },
  );
}
