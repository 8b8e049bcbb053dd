import { grants as allGrants, type Grant, requirePermission } from '#engines/access';
import { type Ctx, Refusal, tx } from '#engines/database';
import { unitById } from '#engines/units';
import { longestMonths, overlapHours } from '../client.ts';
import { readKey } from '../credentials/keys.ts';
import {
  endFormerKeys,
  findClient,
  insertClient,
  insertKey,
  listClients,
  listKeys,
  revokeClientRow,
  setKeyAddress,
} from '../store/clients.ts';
import { vi } from '../vi.ts';

export interface Registration {
  readonly name: string;
  readonly owner: string;
  readonly contact: string;
  readonly grants: readonly string[];
  /** A JWK, a PEM public key, or the https address of a JWKS. */
  readonly key: string;
  readonly months: string;
  readonly callsAMinute: string;
  /** True in a demo commune, where nothing is real. */
  readonly sandbox: boolean;
}

/** The systems that this commune has let in. */
export async function clientsDesk(ctx: Ctx) {
  return ctx.db.many(listClients, { home_code: await homeOf(ctx) });
}

/** One of them with its keys. @throws Refusal `missing` when another commune registered it */
export async function clientDesk(ctx: Ctx, id: string) {
  const home = await homeOf(ctx);
  const listed = (await ctx.db.many(listClients, { home_code: home })).find((one) => one.id === id);
  const client = listed && (await ctx.db.maybe(findClient, { id }));
  if (!client) throw new Refusal('missing', 'clients.missing', vi.missing);
  return { client: listed, keys: await ctx.db.many(listKeys, { client_id: id }) };
}

/** Lets a system in for the people of the administrator's commune. @throws Refusal naming the field at fault */
export async function registerClient(ctx: Ctx, given: Registration): Promise<string> {
  const home = await homeOf(ctx);
  const months = wholeNumber(given.months, longestMonths, 'months', 'thang');
  const calls = wholeNumber(given.callsAMinute, 6000, 'calls', 'so-lan');
  const named = {
    name: words(given.name, 3, 100, 'name', 'ten'),
    owner: words(given.owner, 3, 200, 'owner', 'don-vi'),
    contact: words(given.contact, 5, 200, 'contact', 'lien-he'),
  };
  const wanted = given.grants.filter((one): one is Grant => allGrants.some((grant) => grant === one));
  if (wanted.length === 0) throw mistake('grants', 'quyen');
  const key = await readKey(given.key, given.sandbox);
  const until = new Date(ctx.now());
  until.setUTCMonth(until.getUTCMonth() + months);
  return tx(ctx, async (t) => {
    const row = await t.one(insertClient, {
      ...named,
      ...{ home_code: home, unit_codes: [home], grants: wanted, sandbox: given.sandbox },
      ...{ jwks_url: key.kind === 'url' ? key.url : null, calls_a_minute: calls },
      ...{ at: ctx.now(), expires_at: until },
      created_by: requirePermission(ctx, 'clients.manage').accountId,
    });
    if (key.kind === 'jwk')
      await t.run(insertKey, { client_id: row.id, kid: key.kid, jwk: key.jwk, at: ctx.now() });
    await t.audit({
      ...{ verb: 'client.registered', subjectKind: 'client', subjectId: row.id },
      detail: { grants: wanted, calls, until: until.toISOString() },
    });
    return row.id;
  });
}

/** A new key from now on; the former ones hold for another day. */
export async function rotateKey(ctx: Ctx, id: string, given: string): Promise<void> {
  const { client } = await clientDesk(ctx, id);
  const key = await readKey(given, client.sandbox);
  await tx(ctx, async (t) => {
    if (key.kind === 'url') await t.run(setKeyAddress, { id, jwks_url: key.url });
    else {
      const made = await t.maybe(insertKey, { client_id: id, kid: key.kid, jwk: key.jwk, at: ctx.now() });
      if (!made) throw mistake('unchanged', 'khoa');
      const until = new Date(ctx.now().getTime() + overlapHours * 3_600_000);
      await t.run(setKeyAddress, { id, jwks_url: null });
      await t.run(endFormerKeys, { client_id: id, except: made.id, until });
    }
    await t.audit({ verb: 'client.key-changed', subjectKind: 'client', subjectId: id });
  });
}

/** Shuts a system out at once: its tokens hold no more either. */
export async function revokeClient(ctx: Ctx, id: string): Promise<void> {
  await clientDesk(ctx, id);
  const home = await homeOf(ctx);
  await tx(ctx, async (t) => {
    const changed = await t.run(revokeClientRow, { id, home_code: home, at: ctx.now() });
    if (changed > 0) await t.audit({ verb: 'client.revoked', subjectKind: 'client', subjectId: id });
  });
}

async function homeOf(ctx: Ctx): Promise<string> {
  const { unitId } = requirePermission(ctx, 'clients.manage');
  const unit = await unitById(ctx.db, unitId);
  if (!unit) throw new Error('an officer without a unit');
  return unit.code;
}

function words(text: string, least: number, most: number, what: keyof typeof vi.mistakes, field: string) {
  const clean = text.trim().replace(/\s+/g, ' ');
  if (clean.length < least || clean.length > most) throw mistake(what, field);
  return clean;
}

function wholeNumber(text: string, most: number, what: keyof typeof vi.mistakes, field: string): number {
  const number = /^\d{1,5}$/.test(text.trim()) ? Number(text) : 0;
  if (number < 1 || number > most) throw mistake(what, field);
  return number;
}

const mistake = (what: keyof typeof vi.mistakes, field: string) =>
  new Refusal('invalid', `clients.${String(what)}`, vi.mistakes[what], { field });
