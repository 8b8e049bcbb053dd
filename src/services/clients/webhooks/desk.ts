import { type Ctx, column, Refusal, type ResultOf, sql, tx } from '#engines/database';
import { enqueue } from '#engines/jobs';
import { clientDesk } from '../registration/actions.ts';
import { replayOne } from './store.ts';
import { deliverJob } from './tell.ts';
import { vi } from './vi.ts';

const { bigint, uuid, text, int, instant, nullable } = column;

const deliveriesOfClient = sql({
  name: 'clients.deliveries_of_client',
  params: { client_id: uuid },
  row: {
    id: bigint,
    subscription_id: uuid,
    url: text,
    type: text,
    code: nullable(text),
    created_at: instant,
    state: text,
    attempts: int,
    last_status: nullable(int),
    last_trouble: nullable(text),
    last_at: nullable(instant),
  },
  text: `
    select d.id, d.subscription_id, s.url, d.type, d.body->>'subject' as code, d.created_at, d.state, d.attempts,
      d.last_status, d.last_trouble, d.last_at
    from clients.deliveries d join clients.subscriptions s on s.id = d.subscription_id
    where s.client_id = :client_id order by d.id desc limit 100`,
});
export type ToldLine = ResultOf<typeof deliveriesOfClient>;

/** What a system was told, the newest hundred, for the administrator who let it in. */
export async function toldDesk(ctx: Ctx, clientId: string) {
  const { client } = await clientDesk(ctx, clientId);
  return { client, rows: await ctx.db.many(deliveriesOfClient, { client_id: client.id }) };
}

/** Sends one again, under the same id. @throws Refusal `missing` when it is not this client's or is on its way */
export async function tellAgain(ctx: Ctx, clientId: string, delivery: number): Promise<void> {
  const { rows } = await toldDesk(ctx, clientId);
  const told = rows.find((row) => Number(row.id) === delivery);
  await tx(ctx, async (t) => {
    const done =
      told &&
      (await t.maybe(replayOne, { subscription_id: told.subscription_id, id: told.id, at: ctx.now() }));
    if (!done) throw new Refusal('missing', 'webhooks.no-delivery', vi.noDelivery);
    await t.audit({ verb: 'client.told-again', subjectKind: 'client', subjectId: clientId });
    await enqueue(t, deliverJob, {}, { key: deliverJob });
  });
}
