import type { Role } from '#engines/access';
import { type Ctx, tx } from '#engines/database';
import type { TestCtx } from '../ctx.ts';
import type { TestHouse } from '../house.ts';
import type { Commune } from './dossier.ts';

/** One kind of actor of the rights walk, with what the declared rules say of it. */
export interface Walker {
  readonly name: string;
  readonly kind: 'anyone' | 'citizen' | 'officer';
  readonly permissions: ReadonlySet<string>;
  /** She filed the fixture. */
  readonly owns: boolean;
  /** An officer whose unit and fields cover the fixture. */
  readonly covers: boolean;
  /** An officer whose post is bound to a field that is not civil status. */
  readonly otherField?: boolean;
  /** A session of her own, new each time; '' for one who has none. */
  signIn(): Promise<string>;
}

const roles: readonly Role[] = [
  'reception',
  'processor',
  'approver',
  'leader',
  'administrator',
  'province-overseer',
];

/** Every kind of actor there is, seen from a dossier that `owner` filed in `home`. */
export async function theWalkers(
  house: TestHouse,
  ctx: TestCtx,
  place: { home: Commune; away: Commune; owner: Ctx; province: number },
): Promise<Walker[]> {
  const { home, away, owner, province } = place;
  const nobody = { permissions: new Set<string>(), owns: false, covers: false };
  const asCitizen = (name: string, who: Ctx, owns = false): Walker => ({
    ...{ ...nobody, name, kind: 'citizen', owns },
    signIn: () => session(ctx, who),
  });
  const asOfficer = async (
    name: string,
    commune: Commune,
    role: Role,
    fields?: string[],
  ): Promise<Walker> => {
    const who = await commune.anOfficer({ role, title: name, name, ...(fields ? { fields } : {}) });
    const permissions = who.actor.kind === 'officer' ? who.actor.permissions : nobody.permissions;
    return {
      ...{ ...nobody, name, kind: 'officer', permissions, covers: commune === home && !fields },
      otherField: fields !== undefined,
      signIn: () => session(ctx, who),
    };
  };
  const walkers: Walker[] = [
    { ...nobody, name: 'anyone', kind: 'anyone', signIn: async () => '' },
    asCitizen('the citizen who filed', owner, true),
    asCitizen('another citizen of the commune', await home.aCitizen('Lê Thị Láng Giềng', '0913555001')),
    asCitizen('a citizen of another commune', await away.aCitizen('Lê Thị Nơi Khác', '0913555002')),
  ];
  for (const role of roles) walkers.push(await asOfficer(`${role} of the commune`, home, role));
  for (const role of roles) walkers.push(await asOfficer(`${role} of another commune`, away, role));
  walkers.push(await asOfficer('processor of another field', home, 'processor', ['Chứng thực']));
  const above = await home.anOfficer({ role: 'province-overseer', title: 'Giám sát', name: 'Giám sát tỉnh' });
  const abovePost = above.actor.kind === 'officer' ? above.actor.postId : '';
  await house.asOwner('update access.posts set unit_id = $2 where id = $1', [abovePost, province]);
  walkers.push({
    ...{ ...nobody, name: 'province-overseer of the province', kind: 'officer' },
    permissions: new Set(['dossier.oversee']),
    signIn: () => session(ctx, above),
  });
  const former = await home.anOfficer({ role: 'reception', title: 'Đã nghỉ', name: 'Cán bộ đã nghỉ' });
  walkers.push({
    ...{ ...nobody, name: 'an officer whose appointment ended', kind: 'anyone' },
    async signIn() {
      const token = await session(ctx, former);
      const accountId = former.actor.kind === 'officer' ? former.actor.accountId : '';
      await house.asOwner(`update access.appointments set valid_to = '2026-02-01' where account_id = $1`, [
        accountId,
      ]);
      return token;
    },
  });
  return walkers;
}

/** A session as the sign-in pages open it. */
export async function session(ctx: TestCtx, who: Ctx): Promise<string> {
  const { openSession } = await import('#engines/access');
  const { actor } = who;
  if (actor.kind !== 'citizen' && actor.kind !== 'officer') throw new Error('only a person signs in');
  const { accountId } = actor;
  const appointmentId = actor.kind === 'officer' ? await appointmentTo(ctx, actor) : undefined;
  return tx(ctx, (t) =>
    openSession(ctx, t, { accountId, device: 'thử', ...(appointmentId ? { appointmentId } : {}) }),
  );
}

const appointments = new Map<string, string>();

/** Remembered: one that has ended is listed no longer, but the sessions it opened are still tried. */
async function appointmentTo(ctx: TestCtx, officer: { accountId: string; postId: string }): Promise<string> {
  const { appointmentsOf } = await import('#engines/access');
  const known = appointments.get(officer.postId);
  if (known) return known;
  const [held] = await appointmentsOf(ctx.db, officer.accountId, ctx.now());
  if (!held) throw new Error('the officer holds no post');
  appointments.set(officer.postId, held.id);
  return held.id;
}
