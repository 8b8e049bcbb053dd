import { accountById, accountsOfPersons } from '#engines/access';
import type { Ctx, Db, Tx } from '#engines/database';
import { queueSms } from './delivery.ts';
import { countNotices, insertNotice, listNotices, markNoticesRead } from './store.ts';

export interface Notice {
  readonly personId: string;
  readonly accountId?: string | null;
  /** What it is about, for its icon: `dossier`, `account`… */
  readonly kind?: string;
  readonly title: string;
  readonly body: string;
  /** Also goes out as one SMS of plain letters. */
  readonly sms?: string;
  /** Where the SMS goes; without it, to the telephone of the person's account. */
  readonly phone?: string | null;
  /** Local path of the page that tells more. */
  readonly link?: string;
}

/** Puts a notice in a person's inbox and, with `sms`, one message on its way. */
export async function notify(ctx: Ctx, tx: Tx, notice: Notice): Promise<string> {
  const { id } = await tx.one(insertNotice, {
    person_id: notice.personId,
    account_id: notice.accountId ?? null,
    kind: notice.kind ?? 'general',
    title: notice.title,
    body: notice.body,
    link: notice.link ?? null,
    at: ctx.now(),
  });
  if (notice.sms) {
    const to = notice.phone ?? (await phoneOf(tx, notice));
    if (to) await queueSms(ctx, tx, { to, text: notice.sms, noticeId: id });
  }
  return id;
}

async function phoneOf(tx: Tx, notice: Notice): Promise<string | undefined> {
  if (notice.accountId) return (await accountById(tx, notice.accountId))?.phone;
  return (await accountsOfPersons(tx, [notice.personId]))[0]?.phone;
}

/** A page of a person's inbox, the newest first. */
export const inboxOf = (db: Db, personId: string, page: { limit: number; offset: number }) =>
  db.many(listNotices, { person_id: personId, ...page });

/** How many notices she has, and how many she has not read. */
export const inboxCounts = (db: Db, personId: string) => db.one(countNotices, { person_id: personId });

export const unreadCount = async (db: Db, personId: string): Promise<number> =>
  (await inboxCounts(db, personId)).unread;

/** Marks hers as read: those named, or all. */
export const markRead = (ctx: Ctx, tx: Tx, personId: string, ids?: readonly string[]): Promise<number> =>
  tx.run(markNoticesRead, { person_id: personId, ids: ids ? [...ids] : null, now: ctx.now() });
