import { accountsByPhone, actorOf, appointmentsOf, closeSession, openSession } from '#engines/access';
import { type Citizen, type Ctx, type Officer, tx } from '#engines/database';

/** Signs an account of the demo in, sees who it then is, and signs it out again. */
export async function actorIn(
  ctx: Ctx,
  phone: string,
  as: 'citizen' | 'officer',
  personId?: string,
): Promise<Citizen | Officer> {
  const accounts = await accountsByPhone(ctx.db, phone);
  const account = accounts.find((a) => personId === undefined || a.person_id === personId);
  if (!account) throw new Error(`no account of the demo has the number ${phone}`);
  const appointment = as === 'officer' ? (await appointmentsOf(ctx.db, account.id, ctx.now()))[0] : undefined;
  const token = await tx(ctx, (t) =>
    openSession(ctx, t, { accountId: account.id, appointmentId: appointment?.id, device: 'bản trình diễn' }),
  );
  const resolved = await actorOf(ctx.db, token, ctx.now());
  await tx(ctx, (t) => closeSession(ctx, t, token));
  if (!resolved) throw new Error(`the account ${phone} of the demo could not be signed in`);
  return resolved.actor;
}
