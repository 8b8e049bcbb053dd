import { createHash, randomBytes } from 'node:crypto';
import { type Ctx, column, type Db, sql, type Tx } from '#engines/database';

const { bytes, instant, nullable, text, uuid } = column;

export type InvitationKind = 'first-administrator' | 'officer';

export interface Invitation {
  readonly id: string;
  readonly kind: InvitationKind;
  /** The officer who sets her password by it; null for the first administrator. */
  readonly account_id: string | null;
  readonly expires_at: Date;
}

const hour = 3_600_000;
/** A link on the operator's own screen is used at once; one handed to a colleague may wait over a weekend. */
const life: Readonly<Record<InvitationKind, number>> = {
  'first-administrator': 24 * hour,
  officer: 72 * hour,
};

/** Makes a link that is good once, until its hour, and at this address only; earlier ones for the same end. */
export async function invite(
  ctx: Ctx,
  tx: Tx,
  asked: { kind: InvitationKind; accountId?: string; origin: string },
): Promise<{ token: string; expiresAt: Date }> {
  const token = randomBytes(24).toString('base64url');
  const now = ctx.now();
  const expiresAt = new Date(now.getTime() + life[asked.kind]);
  const account_id = asked.accountId ?? null;
  await tx.run(expireInvitations, { kind: asked.kind, account_id, now });
  await tx.one(insertInvitation, {
    kind: asked.kind,
    token_hash: hashOf(token),
    origin: asked.origin,
    account_id,
    created_by: ctx.actor.kind === 'officer' ? ctx.actor.accountId : null,
    at: now,
    expires_at: expiresAt,
  });
  return { token, expiresAt };
}

/** The invitation of a link that may still be used here; undefined for any other, whatever is wrong with it. */
export const invitationOf = (
  ctx: Ctx,
  db: Db,
  kind: InvitationKind,
  link: { token: string; origin: string },
): Promise<Invitation | undefined> =>
  db.maybe(findInvitation, { kind, token_hash: hashOf(link.token), origin: link.origin, now: ctx.now() });

/** Uses a link up: true exactly once. */
export const useInvitation = async (ctx: Ctx, tx: Tx, id: string): Promise<boolean> =>
  (await tx.run(spendInvitation, { id, now: ctx.now() })) === 1;

const hashOf = (token: string): Buffer => createHash('sha256').update(token).digest();

const insertInvitation = sql({
  name: 'access.insert_invitation',
  params: {
    kind: text,
    token_hash: bytes,
    origin: text,
    account_id: nullable(uuid),
    created_by: nullable(uuid),
    at: instant,
    expires_at: instant,
  },
  row: { id: uuid },
  text: `
    insert into access.invitations (kind, token_hash, origin, account_id, created_by, created_at, expires_at)
    values (:kind, :token_hash, :origin, :account_id, :created_by, :at, :expires_at)
    returning id`,
});

const expireInvitations = sql({
  name: 'access.expire_invitations',
  params: { kind: text, account_id: nullable(uuid), now: instant },
  text: `
    update access.invitations set expires_at = :now
    where kind = :kind and account_id is not distinct from :account_id and used_at is null and expires_at > :now`,
});

const findInvitation = sql({
  name: 'access.find_invitation',
  params: { kind: text, token_hash: bytes, origin: text, now: instant },
  row: {
    id: uuid,
    kind: text as column.Column<InvitationKind>,
    account_id: nullable(uuid),
    expires_at: instant,
  },
  text: `
    select id, kind, account_id, expires_at from access.invitations
    where token_hash = :token_hash and kind = :kind and origin = :origin and used_at is null and expires_at > :now`,
});

const spendInvitation = sql({
  name: 'access.spend_invitation',
  params: { id: uuid, now: instant },
  text: `update access.invitations set used_at = :now where id = :id and used_at is null and expires_at > :now`,
});
