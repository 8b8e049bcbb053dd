import { requirePermission, staffOn } from '#engines/access';
import { localDate } from '#engines/calendar';
import {
  type AuditFinding,
  type Ctx,
  type Officer,
  Refusal,
  recall,
  remember,
  retryEvent,
  sealStatus,
  tx,
  verifyAudit,
} from '#engines/database';
import { retryDelivery } from '#engines/messages';
import { lineageOf } from '#engines/units';
import { rolesWithoutHolder } from './setup/ready.ts';
import { settingsOf } from './setup/settings.ts';
import { parkedOf, troubleOf } from './trouble.ts';
import { vi } from './vi.ts';

/** Lets an event that failed too often be tried again. */
export async function retryParked(ctx: Ctx, id: number): Promise<void> {
  const self = requirePermission(ctx, 'admin.outbox');
  const own = await parkedOf(ctx, await lineageOf(ctx.db, self.unitId));
  await tx(ctx, async (t) => {
    if (!own.some((event) => event.id === id) || !(await retryEvent(t, id)))
      throw new Refusal('conflict', 'administration.not-parked', vi.events.gone);
    await t.audit({ verb: 'event.retried', subjectKind: 'event', subjectId: String(id) });
  });
}

/** Queues a message again that did not arrive. */
export async function resend(ctx: Ctx, id: string): Promise<void> {
  const self = requirePermission(ctx, 'admin.outbox');
  const own = await troubleOf(ctx, await lineageOf(ctx.db, self.unitId));
  await tx(ctx, async (t) => {
    await retryDelivery(ctx, t, own.some((row) => row.id === id) ? id : noSuchId);
    await t.audit({ verb: 'message.retried', subjectKind: 'delivery', subjectId: id });
  });
}

export interface Verification {
  readonly at: string;
  readonly findings: readonly AuditFinding[];
}

const verified = 'audit.verified';

/** Recomputes the hash chain and notes the outcome; by an officer's hand or the nightly job's. */
export async function verifyNow(ctx: Ctx): Promise<Verification> {
  if (ctx.actor.kind !== 'machine') requirePermission(ctx, 'admin.audit');
  const outcome: Verification = { at: ctx.now().toISOString(), findings: await verifyAudit(ctx.db) };
  await tx(ctx, async (t) => {
    await remember(t, verified, JSON.stringify({ ...outcome, findings: outcome.findings.slice(0, 20) }));
    const detail = { findings: outcome.findings.length };
    await t.audit({ verb: 'audit.verified', subjectKind: 'audit', subjectId: 'chain', detail });
  });
  if (outcome.findings.length > 0)
    ctx.log.error({ findings: outcome.findings.length }, 'the audit was changed after it was sealed');
  return outcome;
}

export async function lastVerification(ctx: Ctx): Promise<Verification | undefined> {
  const noted = await recall(ctx.db, verified);
  return noted === undefined ? undefined : (JSON.parse(noted) as Verification);
}

/** What the administration's screens show; each part only to who may see it. */
export async function stateOf(ctx: Ctx, officer: Officer) {
  const may = (permission: string) => officer.permissions.has(permission);
  const units = await lineageOf(ctx.db, officer.unitId);
  const isHers = may('admin.accounts');
  const posts = isHers ? await staffOn(ctx.db, units, localDate(ctx.now())) : [];
  const settings = isHers ? await settingsOf(ctx.db) : undefined;
  return {
    parked: may('admin.outbox') ? await parkedOf(ctx, units) : [],
    deliveries: may('admin.outbox') ? await troubleOf(ctx, units) : [],
    seals: may('admin.audit') ? await sealStatus(ctx.db) : [],
    verification: may('admin.audit') ? await lastVerification(ctx) : undefined,
    posts,
    maySetUp: isHers,
    isUnfinished: settings !== undefined && (settings.phone === '' || rolesWithoutHolder(posts).length > 0),
  };
}

export type State = Awaited<ReturnType<typeof stateOf>>;

const noSuchId = '00000000-0000-0000-0000-000000000000';
