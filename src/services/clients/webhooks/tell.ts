import { randomUUID } from 'node:crypto';
import type { EventHandler } from '#engines/database';
import { enqueue } from '#engines/jobs';
import { clientNewsOf } from '#services/dossiers';
import { eventTypes } from '../client.ts';
import { cloudEvent } from './event.ts';
import { insertDelivery, listSubscriptions } from './store.ts';

export const deliverJob = 'clients.deliver';

/** One row for each subscription, in the transaction that ticks the event off: none is lost and none is doubled. */
export const tellTheClient: EventHandler = {
  name: 'clients.tell_the_client',
  types: eventTypes,
  async handle(ctx, tx, event) {
    const news = await clientNewsOf(tx, event.subject);
    if (!news) return;
    const all = await tx.many(listSubscriptions, { client_id: news.clientId });
    const wanted = all.filter((one) => one.types.includes(event.type));
    if (wanted.length === 0) return;
    const id = randomUUID();
    const body = cloudEvent({
      ...{ id, type: event.type, subject: news.data.code, at: event.at, data: news.data },
    });
    for (const one of wanted)
      await tx.one(insertDelivery, {
        ...{ subscription_id: one.id, event_id: id, type: event.type, case_id: event.subject, body },
        at: ctx.now(),
      });
    await enqueue(tx, deliverJob, {}, { key: deliverJob });
  },
};
