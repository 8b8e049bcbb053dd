import { requirePermission } from '#engines/access';
import { localDate } from '#engines/calendar';
import { type Ctx, type Db, type Officer, Refusal } from '#engines/database';
import { lineageOf } from '#engines/units';
import { type Change, isWritable, mayWrite } from './change.ts';
import { addressOf, type Problem } from './editor.ts';
import { type ChangeKind, type Checked, type Current, kindCalled } from './kinds.ts';
import { findChange, listTrail } from './store.ts';
import { vi } from './vi.ts';
import { type Line, linesOf } from './words.ts';

export interface OpenChange {
  readonly change: Change;
  readonly kind: ChangeKind;
  readonly problems: readonly Problem[];
  readonly lines: readonly Line[];
  readonly trail: readonly {
    readonly at: Date;
    readonly name: string;
    readonly verb: string;
    readonly words: string;
  }[];
  /** What it was drafted from is no longer what is in force. */
  readonly hasMoved: boolean;
  readonly earliest: string;
}

/** A change of the officer's commune, with everything its page says. */
export async function openChange(ctx: Ctx, id: string): Promise<OpenChange> {
  const officer = requirePermission(ctx, 'changes.see');
  const change = await ctx.db.maybe(findChange, { id: uuidOr(id), ...(await reach(ctx.db, officer)) });
  if (!change) throw new Refusal('missing', 'changes.missing', vi.refusals.missing);
  const kind = kindCalled(change.kind);
  const current = await kind.current(ctx.db, change.subject, change.unit_id);
  const isOpen = isWritable(change) || change.state === 'submitted';
  return {
    change,
    kind,
    problems: isOpen ? await kind.check(change.content, aboutIn(ctx, ctx.db, change)) : [],
    lines: kind.linesOf
      ? kind.linesOf(change.before, change.content)
      : linesOf(kind.editorFor(change.content), change.before, change.content),
    trail: await ctx.db.many(listTrail, { change_id: change.id }),
    hasMoved: isOpen && current?.base !== change.base,
    earliest: earliestOf(ctx, current),
  };
}

/** The draft itself, for its author's editing screens. */
export async function openDraft(ctx: Ctx, id: string): Promise<OpenChange> {
  const open = await openChange(ctx, id);
  requireAuthor(open.change, requirePermission(ctx, open.kind.permission));
  return open;
}

/** The problem's screen among the draft's editing screens. */
export const editAddress = (open: OpenChange, problem: Problem): string => {
  const address = addressOf(open.kind.editorFor(open.change.content), problem.at);
  const base = `/can-bo/thay-doi/${open.change.id}/sua`;
  return address ? `${base}?muc=${address}` : base;
};

/** The units whose changes an officer sees: her own commune, under its former names too. */
export const reach = async (db: Db, officer: Officer) => ({
  units: await lineageOf(db, officer.unitId),
  account: officer.accountId,
});

export function requireAuthor(change: Change, officer: Officer): void {
  if (!mayWrite(change, officer)) throw new Refusal('conflict', 'changes.not-yours', vi.refusals.notYours);
}

export const aboutIn = (ctx: Ctx, db: Db, change: Change): Checked => ({
  db,
  subject: change.subject,
  unitId: change.unit_id,
  today: localDate(ctx.now()),
});

const earliestOf = (ctx: Ctx, current: Current | undefined): string => {
  const today = localDate(ctx.now());
  return current?.earliest && current.earliest > today ? current.earliest : today;
};

export const uuidOr = (id: string): string =>
  /^[0-9a-f]{8}(-[0-9a-f]{4}){3}-[0-9a-f]{12}$/.test(id) ? id : '00000000-0000-0000-0000-000000000000';
