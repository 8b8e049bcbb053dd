import { type Holding, requireAccount } from '#engines/access';
import { formatDateTime, localDate } from '#engines/calendar';
import { as, type Ctx, type Db, Refusal, read, tx } from '#engines/database';
import {
  type Consent,
  insertConsent,
  listConsents,
  listPurposes,
  type Purpose,
  withdrawConsentRow,
} from './store.ts';
import { vi } from './vi/index.ts';

export type ConsentState = 'given' | 'not-given' | 'withdrawn' | 'asks-again';

/** Where a purpose stands for a person. A new version of the text is a new question: the old yes does not count. */
export function consentState(
  purpose: Pick<Purpose, 'key' | 'version'>,
  consents: readonly Consent[],
): ConsentState {
  const own = consents.filter((consent) => consent.purpose === purpose.key);
  const open = own.find((consent) => consent.withdrawn_at === null);
  if (open) return open.version === purpose.version ? 'given' : 'asks-again';
  return own.length > 0 ? 'withdrawn' : 'not-given';
}

/** Every purpose in force, and what she has said to it. Read as herself, whichever post she acts in. */
export async function purposesFor(ctx: Ctx) {
  const self = requireAccount(ctx);
  return read(herself(ctx), async (db) => {
    const purposes = await purposesOn(db, localDate(ctx.now()));
    const consents = await db.many(listConsents, { person_id: self.personId });
    return { purposes, consents };
  });
}

const purposesOn = (db: Db, today: string): Promise<Purpose[]> => db.many(listPurposes, { today });

/** True when she has agreed to the text as it stands today. For whoever wants to act on it, at that moment. */
export async function hasConsented(ctx: Ctx, db: Db, personId: string, key: string): Promise<boolean> {
  const purpose = (await purposesOn(db, localDate(ctx.now()))).find((one) => one.key === key);
  return (
    purpose !== undefined &&
    consentState(purpose, await db.many(listConsents, { person_id: personId })) === 'given'
  );
}

/** She agrees to exactly the version she was shown; another one in force meanwhile is told, not taken. */
export async function giveConsent(ctx: Ctx, key: string, version: number): Promise<void> {
  const self = requireAccount(ctx);
  await tx(herself(ctx), async (t) => {
    const purpose = (await purposesOn(t, localDate(ctx.now()))).find((one) => one.key === key);
    if (purpose?.basis !== 'consent') throw new Refusal('missing', 'consent.no-purpose', vi.consents.missing);
    if (purpose.version !== version) throw new Refusal('conflict', 'consent.new-text', vi.consents.changed);
    const { accountId, personId } = self;
    const what = { person_id: personId, purpose: key, at: ctx.now(), by: accountId };
    const open = (await t.many(listConsents, { person_id: personId })).find(
      (consent) => consent.purpose === key && consent.withdrawn_at === null,
    );
    if (open && open.version !== version) await t.run(withdrawConsentRow, what);
    if ((await t.run(insertConsent, { ...what, version })) === 1)
      await t.audit({
        verb: 'consent.given',
        subjectKind: 'account',
        subjectId: accountId,
        detail: { key, version },
      });
  });
}

/** As easily as it was given; from this moment it counts no more. */
export async function withdrawConsent(ctx: Ctx, key: string): Promise<void> {
  const { accountId, personId } = requireAccount(ctx);
  await tx(herself(ctx), async (t) => {
    const what = { person_id: personId, purpose: key, at: ctx.now(), by: accountId };
    if ((await t.run(withdrawConsentRow, what)) === 1)
      await t.audit({
        verb: 'consent.withdrawn',
        subjectKind: 'account',
        subjectId: accountId,
        detail: { key },
      });
  });
}

function herself(ctx: Ctx): Ctx {
  const self = requireAccount(ctx);
  return as(ctx, { ...self, scope: { units: [], fields: null, persons: [self.personId] } });
}

/** What she agreed to is kept: it proves that what was done was lawful. */
export const consentHolding: Holding = {
  key: 'consents',
  title: vi.holdings.consents,
  origin: vi.holdings.fromYou,
  keptBecause: vi.holdings.proof,
  async collect(_ctx, db, personId) {
    const consents = await db.many(listConsents, { person_id: personId });
    return consents.map((consent) => ({
      title: consent.title,
      rows: [
        { label: vi.consents.version, value: String(consent.version) },
        { label: vi.consents.givenAt, value: formatDateTime(consent.given_at) },
        ...(consent.withdrawn_at
          ? [{ label: vi.consents.withdrawnAt, value: formatDateTime(consent.withdrawn_at) }]
          : []),
      ],
    }));
  },
};
