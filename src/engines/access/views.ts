import { localDate } from '#engines/calendar';
import { type Db, type Look, viewsOf as looksAt, type Tx } from '#engines/database';
import { postsById } from './accounts.ts';
import { findDelegated } from './delegations-store.ts';
import type { MandateKind } from './representation.ts';
import { findAgents } from './representation-store.ts';
import { vi } from './vi.ts';

/**
 * Records that the actor saw these persons (law 8), in the same transaction that reads them: no record, no
 * page. A citizen's look at herself is recorded too and left out of what she is shown.
 */
export const recordView = (tx: Tx, look: Look): Promise<void> =>
  look.persons.length === 0 ? Promise.resolve() : tx.look({ ...look, persons: [...new Set(look.persons)] });

export interface View {
  readonly at: Date;
  /** The post of the officer who looked, and for whom when it was delegated to her; undefined for family and for the program. */
  readonly postTitle: string | undefined;
  readonly unitId: number | undefined;
  readonly actorKind: string;
  /** Set for somebody who then acted for the person: an authorised person or a helper, by name. */
  readonly agent?: { readonly kind: MandateKind; readonly name: string; readonly team: string | null };
  readonly purpose: string;
  readonly caseId: string | undefined;
}

/** Who looked at a person, the latest first; what she looked at herself (`exceptAccount`) is left out. */
export async function viewsOf(
  db: Db,
  personId: string,
  options: { exceptAccount?: string; limit?: number } = {},
): Promise<View[]> {
  const all = await looksAt(db, personId, options.limit ?? 200);
  const rows = all.filter((r) => r.actor_kind === 'officer' || r.account_id !== options.exceptAccount);
  const posts = await postsById(db, [...new Set(rows.flatMap((r) => r.post_id ?? []))]);
  const titles = new Map(posts.map((p) => [p.id, p.title]));
  const others = rows.flatMap((r) => (r.actor_kind === 'citizen' && r.account_id ? [r.account_id] : []));
  const agents =
    others.length > 0
      ? await db.many(findAgents, { person_id: personId, accounts: [...new Set(others)] })
      : [];
  const delegated =
    titles.size > 0
      ? await db.many(findDelegated, {
          posts: [...titles.keys()],
          accounts: [...new Set(rows.flatMap((r) => r.account_id ?? []))],
        })
      : [];
  const titleOf = (row: { post_id: string | null; account_id: string | null; at: Date }) => {
    const title = row.post_id === null ? undefined : titles.get(row.post_id);
    const day = localDate(row.at);
    const found = delegated.find(
      (d) =>
        d.post_id === row.post_id &&
        d.account_id === row.account_id &&
        d.valid_from <= day &&
        day < d.valid_to &&
        (d.ended_at === null || row.at < d.ended_at),
    );
    return title !== undefined && found ? vi.actingFor(title, found.holder) : title;
  };
  const agentOf = (accountId: string | null, at: Date) => {
    const found = agents.find((a) => a.account_id === accountId && a.since <= at && at <= a.until);
    return found && { kind: found.kind, name: found.agent_name, team: found.team };
  };
  return rows.map((row) => ({
    at: row.at,
    postTitle: titleOf(row),
    unitId: row.unit_id ?? undefined,
    actorKind: row.actor_kind,
    purpose: row.purpose,
    caseId: row.case_id ?? undefined,
    ...(row.actor_kind === 'citizen' ? { agent: agentOf(row.account_id, row.at) } : {}),
  }));
}
