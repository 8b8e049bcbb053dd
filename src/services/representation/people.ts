import { accountsOfPersons, type Mandate } from '#engines/access';
import { formatDate } from '#engines/calendar';
import type { Ctx, Db, Tx } from '#engines/database';
import { notify } from '#engines/messages';
import { nationalPhone, type Person } from '#engines/people';
import { vi } from './vi/index.ts';

/** The telephone that is the person's own: of her account, else of the register; national form. */
export async function phoneOf(db: Db, person: Person): Promise<string | undefined> {
  const [account] = await accountsOfPersons(db, [person.id]);
  return account?.phone ?? (person.phone ? nationalPhone(person.phone) : undefined);
}

/** A mandate's last day; its end is the midnight after it. */
export const lastDay = (mandate: Pick<Mandate, 'valid_until'>): string =>
  formatDate(new Date(mandate.valid_until.getTime() - 1));

/** Tells both sides that an authorisation holds from now on. */
export async function tellAuthorised(ctx: Ctx, tx: Tx, mandate: Mandate): Promise<void> {
  const until = lastDay(mandate);
  const { told, made } = vi.authorise;
  await notify(ctx, tx, {
    personId: mandate.agent_id,
    kind: 'account',
    title: told.title,
    body: told.body(mandate.principal_name, until),
    sms: told.sms(mandate.principal_name, until),
    link: '/toi/lam-thay',
  });
  await notify(ctx, tx, {
    personId: mandate.principal_id,
    kind: 'account',
    title: made.title,
    body: made.body(mandate.agent_name, until),
    link: '/toi/lam-thay',
  });
}

/** Tells both sides that it is over. */
export async function tellEnded(ctx: Ctx, tx: Tx, mandate: Mandate): Promise<void> {
  const { title, body } = vi.mine.endedNotice;
  for (const personId of [mandate.principal_id, mandate.agent_id])
    await notify(ctx, tx, {
      personId,
      kind: 'account',
      title,
      body: body(mandate.agent_name, mandate.principal_name),
      link: '/toi/lam-thay',
    });
}
