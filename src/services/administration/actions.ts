import { requirePermission, staffOn } from '#engines/access';
import { localDate } from '#engines/calendar';
import {
  type AuditFinding,
  type Ctx,
  type Officer,
  parkedEvents,
  Refusal,
  recall,
  remember,
  retryEvent,
  sealStatus,
  tx,
  verifyAudit,
} from '#engines/database';
import { retryDelivery, troubledDeliveries } from '#engines/messages';
import { lineageOf } from '#engines/units';
import { settingsOf } from './setup/settings.ts';
import { vi } from './vi.ts';

/** Lets an event that failed too often be tried again. */
export async function retryParked(ctx: Ctx, id: number): Promise<void> {
  requirePermission(ctx, 'admin.outbox');
  await tx(ctx, async (t) => {
    if (!Number.isSafeInteger(id) || !(await retryEvent(t, id)))
      throw new Refusal('conflict', 'administration.not-parked', vi.events.gone);
    await t.audit({ verb: 'event.retried', subjectKind: 'event', subjectId: String(id) });
  });
}

/** Queues a message again that did not arrive. */
export async function resend(ctx: Ctx, id: string): Promise<void> {
  requirePermission(ctx, 'admin.outbox');
  await tx(ctx, async (t) => {
    await retryDelivery(ctx, t, isUuid(id) ? id : noSuchId);
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
  return {
    parked: may('admin.outbox') ? await parkedEvents(ctx.db) : [],
    deliveries: may('admin.outbox') ? await troubledDeliveries(ctx.db) : [],
    seals: may('admin.audit') ? await sealStatus(ctx.db) : [],
    verification: may('admin.audit') ? await lastVerification(ctx) : undefined,
    posts: may('admin.accounts') ? await staffOn(ctx.db, units, localDate(ctx.now())) : [],
    isUnfinished: may('admin.accounts') && (await settingsOf(ctx.db))?.phone === '',
  };
}

export type State = Awaited<ReturnType<typeof stateOf>>;

const isUuid = (id: string): boolean => /^[0-9a-f]{8}(-[0-9a-f]{4}){3}-[0-9a-f]{12}$/.test(id);
const noSuchId = '00000000-0000-0000-0000-000000000000';
