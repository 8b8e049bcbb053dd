import type { Db } from '#engines/database';
import type { SmsGateway } from './gateway.ts';
import { deleteOldSimulated, insertSimulated, listSimulated } from './store.ts';

/** The demo's gateway: keeps what a telephone would have shown. Never offered outside the demo. */
export const simulatedPhone = (db: Db, now: () => Date): SmsGateway => ({
  name: 'simulated',
  async send(sms) {
    await db.run(insertSimulated, { delivery_id: sms.id, phone: sms.to, body: sms.text, at: now() });
    return { providerId: `simulated-${sms.id}` };
  },
});

/** What came to a simulated telephone, or to all of them, the newest first. */
export const simulatedMessages = (db: Db, phone?: string) =>
  db.many(listSimulated, { phone: phone ?? null, limit: 50 });

export const forgetOldSimulated = (db: Db, now: Date): Promise<number> =>
  db.run(deleteOldSimulated, { before: new Date(now.getTime() - 14 * 24 * 3_600_000) });
