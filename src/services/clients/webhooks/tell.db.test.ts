import { expect, test } from 'vitest';
import { deliverDue, registerHandlers, tx } from '#engines/database';
import { registerJobs } from '#engines/jobs';
import { aCommune, testCtx, testDb } from '#engines/testing';
import { tellTheClient, webhookJobs } from './index.ts';
import { insertSubscription, listDeliveries } from './store.ts';

const house = await testDb();
const ctx = testCtx(house, { at: '2026-03-02T09:00' });
const hall = await aCommune(house, ctx);
registerHandlers([tellTheClient]);
registerJobs(webhookJobs);
const clientId = '00000000-0000-4000-8000-000000000001';
await house.asOwner(
  `insert into clients.clients (id, name, owner, contact, home_code, unit_codes, grants, calls_a_minute,
    created_at, expires_at)
  values ($1, 'Sổ nhà', 'Công ty', 'a@b.vn', '14701', '{14701}', '{webhooks}', 60, now(), '2030-01-01')`,
  [clientId],
);
const subscribed = (...types: string[]) =>
  house.db.one(insertSubscription, {
    ...{
      client_id: clientId,
      url: 'https://so-nha.vn/tin',
      types,
      secret: 'whsec_AAAA',
      at: ctx.now(),
      most: 10,
    },
  });
const told = (id: string) => house.db.many(listDeliveries, { subscription_id: id, before: 1e15, size: 10 });

test('only the client that filed a dossier is told, of what it asked for, and not after it was taken back', async () => {
  const wanting = await subscribed('dossier.received');
  const both = await subscribed('dossier.received', 'dossier.decided');
  const indifferent = await subscribed('dossier.decided');
  const mine = await hall.aDossier();
  const theirs = await hall.aDossier();
  const idOf = async (number: string) => {
    const [row] = await house.asOwner('select id from cases.cases where number = $1', [number]);
    return String(row?.id);
  };
  const caseId = await idOf(theirs.number);
  await house.asOwner(
    `insert into dossiers.client_filings (client_id, case_id, number, idempotency_key, body_hash, answer, person_id,
      persons, client_name, client_owner, basis, user_reference, may_fetch_results, at, changed_at)
    values ($1, $2, $3, 'k', '\\x00', '{}', gen_random_uuid(), '{}', 'Sổ nhà', 'Công ty', 'đồng ý', 'u', false,
      now(), now())`,
    [clientId, caseId, theirs.number],
  );
  const happens = async (subject: string) => {
    await tx(ctx, (t) => t.emit('dossier.received', subject, { reason: 'Nguyễn Thị Đào' }));
    await deliverDue(ctx);
  };
  await happens(await idOf(mine.number));
  expect(await told(wanting.id)).toEqual([]);
  await happens(caseId);
  const [first] = await told(wanting.id);
  const [second] = await told(both.id);
  expect(first).toMatchObject({ type: 'dossier.received', state: 'waiting' });
  expect(second?.event_id).toBe(first?.event_id);
  expect(await told(indifferent.id)).toEqual([]);
  const [row] = await house.asOwner('select body from clients.deliveries limit 1');
  expect(row?.body).toMatchObject({
    specversion: '1.0',
    subject: theirs.number,
    data: { code: theirs.number },
  });
  expect(JSON.stringify(row?.body)).not.toContain('Đào');
  await house.asOwner('update dossiers.client_filings set ended_at = now()');
  await happens(caseId);
  expect(await told(wanting.id)).toHaveLength(1);
});
