import { delegationsOf, officersOf, postsById, purposes, requirePermission } from '#engines/access';
import { addDays, fromLocal } from '#engines/calendar';
import { anyCaseByNumber } from '#engines/cases';
import {
  as,
  type Ctx,
  type Db,
  entryById,
  machine,
  Refusal,
  read,
  searchEntries,
  searchViews,
  tx,
  viewById,
} from '#engines/database';
import { suggestPersons } from '#engines/people';
import { lineageOf } from '#engines/units';
import { subjectInWords } from './said.ts';
import { verbs } from './verbs.ts';
import { vi } from './vi.ts';

export type Book = 'viec' | 'xem';

export interface AuditAsked {
  readonly book: Book;
  readonly from: string;
  /** The last day, itself included. */
  readonly to: string;
  readonly accountId: string | null;
  readonly verb: string | null;
  readonly subjectId: string | null;
  /** Twelve digits or a telephone, whole; '' = anybody. */
  readonly person: string;
  readonly before: number | null;
}

/** One line of either book, as the viewer shows it. */
export interface AuditLine {
  readonly id: number;
  readonly at: Date;
  readonly who: string;
  readonly what: string;
  readonly on: string;
}

/**
 * Reads the trail of the administrator's own commune. The reading is itself an act of the trail, and a look at
 * the person whose number was asked for; no record, no page.
 */
export async function searchAudit(
  ctx: Ctx,
  asked: AuditAsked,
  purpose: 'searched' | 'exported' = 'searched',
  limit = 50,
): Promise<AuditLine[]> {
  const self = requirePermission(ctx, 'admin.audit');
  if (asked.to < asked.from) throw new Refusal('invalid', 'administration.bad-span', vi.badSpan);
  const units = await lineageOf(ctx.db, self.unitId);
  const personId = asked.person === '' ? null : await personCalled(ctx, asked.person, units);
  const { accountId, before, verb } = asked;
  const subjectId = asked.subjectId === null ? null : await subjectCalled(ctx, asked.subjectId, units);
  const days = { from: fromLocal(`${asked.from}T00:00`), until: fromLocal(`${addDays(asked.to, 1)}T00:00`) };
  const common = { ...days, units, accountId, before, limit };
  return tx(ctx, async (t) => {
    if (personId !== null) await t.look({ persons: [personId], purpose: 'audit-search' });
    await t.audit({
      verb: `audit.${purpose}`,
      subjectKind: 'audit',
      subjectId: asked.book,
      detail: {
        from: asked.from,
        to: asked.to,
        account: accountId,
        verb,
        subject: subjectId,
        person: personId,
      },
    });
    if (asked.book === 'xem') {
      const rows = await searchViews(t, { ...common, personId });
      const nameOf = await names(t, units, rows);
      return rows.map((row) => ({
        ...{ id: row.id, at: row.at, who: nameOf(row) },
        what: purposeOf(row.purpose),
        on: String(row.persons.length),
      }));
    }
    const rows = await searchEntries(t, { ...common, subjectId, verb });
    const nameOf = await names(t, units, rows);
    return rows.map((row) => ({
      ...{ id: row.id, at: row.at, who: nameOf(row) },
      what: verbs[row.verb] ?? row.verb,
      on: subjectOf(row),
    }));
  });
}

/** One line with everything it holds and the seal that covers it; opening it is written down too. */
export async function openLine(ctx: Ctx, book: Book, id: number) {
  const self = requirePermission(ctx, 'admin.audit');
  const units = await lineageOf(ctx.db, self.unitId);
  const number = Number.isSafeInteger(id) ? id : 0;
  return tx(ctx, async (t) => {
    const view = book === 'xem' ? await viewById(t, number, units) : undefined;
    const entry = book === 'viec' ? await entryById(t, number, units) : undefined;
    const row = view ?? entry;
    if (!row) throw new Refusal('missing', 'administration.no-line', vi.missing);
    await t.audit({ verb: 'audit.opened', subjectKind: 'audit', subjectId: `${book} ${number}` });
    const who = (await names(t, units, [row]))(row);
    const what = view ? purposeOf(view.purpose) : (verbs[entry?.verb ?? ''] ?? entry?.verb);
    const detail: Readonly<Record<string, unknown>> = entry?.detail ?? { persons: view?.persons.length ?? 0 };
    const on = entry ? subjectOf(entry) : (view?.case_id ?? '');
    return { row, who, what: what ?? '', detail, on };
  });
}

/** Exactly one person of the commune with that number; the register is asked as the program. */
async function personCalled(ctx: Ctx, typed: string, units: readonly number[]): Promise<string> {
  const text = typed.replace(/[\s.]/g, '');
  const found = /^\+?\d{9,12}$/.test(text)
    ? await read(as(ctx, machine('administration.audit')), (db) => suggestPersons(db, { text, units }))
    : [];
  const [only] = found;
  if (!only || found.length > 1) throw new Refusal('invalid', 'administration.no-person', vi.noPerson);
  return only.id;
}

/** What an officer typed behind the colon may name a person, and a dossier's code is none of the viewer's. */
const purposeOf = (said: string): string =>
  purposes[said] ??
  said
    .replace(/:.*$/su, '')
    .replace(/H\d+(?:\.\d+)*-\d{6}-\d{4}/g, '')
    .trim();

/** A dossier is written down under its id; people know its code. */
async function subjectCalled(ctx: Ctx, typed: string, units: readonly number[]): Promise<string> {
  if (!/^H\d/i.test(typed)) return typed;
  const inside = as(ctx, machine('administration.audit'));
  const found = await read(inside, (db) => anyCaseByNumber(db, typed.toUpperCase()));
  return found && units.includes(found.unit_id) ? found.id : typed;
}

const subjectOf = (row: { readonly subject_kind: string; readonly subject_id: string }): string =>
  subjectInWords(row.subject_kind, row.subject_id);

interface Actor {
  readonly actor_kind: string;
  readonly account_id: string | null;
  readonly post_id: string | null;
  readonly detail?: Readonly<Record<string, unknown>>;
}

/** Officers by name and post; citizens and the program by what they are. */
async function names(
  db: Db,
  units: readonly number[],
  rows: readonly Actor[],
): Promise<(row: Actor) => string> {
  const officers = new Map((await officersOf(db, units)).map((one) => [one.account_id, one.name]));
  const ids = [...new Set(rows.flatMap((row) => row.post_id ?? []))];
  const posts = new Map((await postsById(db, ids)).map((post) => [post.id, post.title]));
  const holders = new Map((await delegationsOf(db, units)).map((one) => [one.id, one.holder]));
  return (row) => {
    if (row.actor_kind === 'machine') return vi.program;
    if (row.actor_kind === 'anyone') return vi.stranger;
    if (row.actor_kind === 'citizen') return vi.citizen;
    const said = vi.acting(
      officers.get(row.account_id ?? '') ?? vi.officer,
      posts.get(row.post_id ?? '') ?? '',
    );
    const holder = holders.get(String(row.detail?.delegation ?? ''));
    return holder === undefined ? said : vi.standingIn(said, holder);
  };
}
