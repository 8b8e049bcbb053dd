import { expect, test } from 'vitest';
import { caseByNumber } from '#engines/cases';
import { deliverDue, registerHandlers } from '#engines/database';
import { registerJobs } from '#engines/jobs';
import { aCommune, testCtx, testDb } from '#engines/testing';
import { handlers, jobs, receiveDossier, refuseDossier, requestSupplement, sayToCitizen } from './index.ts';
import { vi } from './vi.ts';

const house = await testDb();
const ctx = testCtx(house, { at: '2026-03-02T09:00' });
registerHandlers(handlers);
registerJobs(jobs);
const hall = await aCommune(house, ctx);
const { reception } = hall;
const on = async (number: string) => ({
  number,
  expectedVersion: (await caseByNumber(reception, house.db, number)).version,
});

test('each step reaches the filer’s inbox, and what matters at once her telephone', async () => {
  const { number } = await hall.aDossier();
  await receiveDossier(reception, await on(number));
  await sayToCitizen(reception, { number, words: 'Mời bà chiều nay qua nhận' });
  const second = await hall.aDossier();
  await requestSupplement(reception, { ...(await on(second.number)), items: ['Giấy tờ cũ'], reason: 'Mờ' });
  const third = await hall.aDossier();
  await refuseDossier(reception, { ...(await on(third.number)), reason: 'Không thuộc thẩm quyền' });
  while ((await deliverDue(ctx)) > 0);
  const notices = await house.asOwner('select title, body, link from messages.notices order by title');
  const titles = notices.map((n) => n.title);
  expect(titles).toContain(`Hồ sơ ${number} đã được tiếp nhận`);
  expect(titles).toContain(`Cơ quan nhắn về hồ sơ ${number}`);
  expect(titles).toContain(`Hồ sơ ${second.number} cần bổ sung`);
  expect(titles).toContain(`Hồ sơ ${third.number} không được tiếp nhận`);
  const received = notices.find((n) => n.title === `Hồ sơ ${number} đã được tiếp nhận`);
  expect(received).toMatchObject({ link: `/ho-so/${number}` });
  expect(String(received?.body)).toContain('17 giờ 00 phút, ngày 02/03/2026');
  const parked = await house.asOwner(
    'select error from outbox.events where parked_at is not null or error is not null',
  );
  expect(parked).toEqual([]);
});

test('every SMS is plain letters and at most 160 characters', () => {
  const number = 'H42.37.14-261123-10001';
  const { news } = vi;
  const sent = [
    news.submitted.sms(number),
    news.received.sms(number, '17h00 02/03/2026'),
    news.received.smsUndated(number),
    news.supplement.sms(number),
    news.refused.sms(number),
    news.stopped.sms(number),
    news.decided.sms(number),
  ];
  for (const text of sent) {
    expect(text).toMatch(/^[\x20-\x7e]+$/);
    expect(text.length).toBeLessThanOrEqual(160);
  }
});
