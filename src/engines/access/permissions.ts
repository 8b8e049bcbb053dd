import { type Actor, type Citizen, type Client, type Ctx, type Officer, Refusal } from '#engines/database';
import { vi } from './vi.ts';

/** What a post may allow. Which role allows what is data: `access.role_permissions`. */
export type Permission =
  | 'dossier.receive'
  | 'dossier.process'
  | 'dossier.approve'
  | 'dossier.hand-over'
  | 'dossier.see'
  | 'dossier.oversee'
  | 'people.see'
  | 'people.keep'
  | 'representation.record'
  | 'accounts.recover'
  | 'helpers.name'
  | 'personal-data.answer'
  | 'procedures.edit'
  | 'changes.see'
  | 'changes.approve'
  | 'post.delegate'
  | 'clients.manage'
  | 'admin.accounts'
  | 'admin.outbox'
  | 'admin.audit';

export type Role = 'reception' | 'processor' | 'approver' | 'leader' | 'administrator' | 'province-overseer';

/** True when the actor is an officer whose post allows it; the program itself may not act as an officer. */
export const may = (actor: Actor, permission: Permission): boolean =>
  actor.kind === 'officer' && actor.permissions.has(permission);

/** The first line of every officer's action. */
export function requirePermission(ctx: Ctx, permission: Permission): Officer {
  if (ctx.actor.kind === 'officer' && ctx.actor.permissions.has(permission)) return ctx.actor;
  throw new Refusal('denied', 'access.not-permitted', vi.notPermitted, { permission });
}

/** The first line of every citizen's action. */
export function requireCitizen(ctx: Ctx): Citizen {
  if (ctx.actor.kind === 'citizen') return ctx.actor;
  throw new Refusal('denied', 'access.not-a-citizen', vi.signInFirst);
}

/** For what a person does with her own account, whichever post she is acting in. */
export function requireAccount(ctx: Ctx): Citizen | Officer {
  if (ctx.actor.kind === 'citizen' || ctx.actor.kind === 'officer') return ctx.actor;
  throw new Refusal('denied', 'access.not-signed-in', vi.signInFirst);
}

/** What an API client may be allowed to do; a token holds some of them (RFC 6749 calls them scopes). */
export const grants = [
  'procedures.read',
  'dossiers.submit',
  'dossiers.follow',
  'dossiers.answer',
  'webhooks',
] as const;
export type Grant = (typeof grants)[number];

/** The first line of every action of an API client. */
export function requireGrant(ctx: Ctx, grant: Grant): Client {
  if (ctx.actor.kind === 'client' && ctx.actor.grants.has(grant)) return ctx.actor;
  throw new Refusal('denied', 'access.not-granted', vi.notGranted(grant), { grant });
}

/**
 * For what a citizen does with her own dossier and a client may do with one that it filed for her: under whose id
 * uploads and keys of one's own stand.
 */
export const requireCitizenOr = (ctx: Ctx, grant: Grant): string =>
  ctx.actor.kind === 'client' ? requireGrant(ctx, grant).clientId : requireCitizen(ctx).accountId;
