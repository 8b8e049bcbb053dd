import { type Ctx, type Db, Refusal, type Tx } from '#engines/database';
import type { Vouched } from './flow.ts';
import { findLink, insertLink } from './flow-store.ts';
import { vi } from './vi.ts';

/** The account that this answer is linked with; one number is never two people. */
export async function linkOf(db: Pick<Db, 'maybe'>, who: Vouched): Promise<string | undefined> {
  const { issuer, subject, identityNumber } = who;
  const link = await db.maybe(findLink, { issuer, subject, identity_number: identityNumber });
  if (link && link.identity_number !== identityNumber)
    throw new Refusal('invalid', 'access.vneid-refused', vi.refused);
  return link?.account_id;
}

/** https://www.postgresql.org/docs/15/errcodes-appendix.html: the account is linked with another number already. */
const uniqueViolation = '23505';

/** Links an answer with an account, for good; refused when either is linked otherwise. */
export async function linkWith(ctx: Ctx, tx: Tx, who: Vouched, accountId: string): Promise<void> {
  const { issuer, subject, identityNumber } = who;
  const link = { issuer, subject, account_id: accountId, identity_number: identityNumber, at: ctx.now() };
  const linked = await tx.run(insertLink, link).catch((error: unknown) => {
    if (error instanceof Error && 'code' in error && error.code === uniqueViolation) return 0;
    throw error;
  });
  if (linked !== 1) throw new Refusal('conflict', 'access.vneid-other', vi.other);
}
