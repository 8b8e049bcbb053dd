import { readFileSync } from 'node:fs';
import { expect, test } from 'vitest';
import { openSession } from '#engines/access';
import { tx } from '#engines/database';
import { aCommune, aServer, PlainBrowser, type TestCtx, testCtx, testDb } from '#engines/testing';
import { routes as dataRoutes, importPersonalData } from '#services/personaldata';
import { jobs } from './index.ts';

const house = await testDb();
const ctx: TestCtx = testCtx(house, { at: '2026-03-02T09:00' });
const home = await aCommune(house, ctx);
const file = (name: string) =>
  readFileSync(new URL(`../../../data/personal-data/${name}.yaml`, import.meta.url), 'utf8');
await tx(ctx, (t) => importPersonalData(t, { purposes: file('purposes'), rights: file('rights') }));
const server = await aServer(house, ctx, dataRoutes);

let made = 0;
async function someone(name: string) {
  const phone = `09140${String(++made).padStart(5, '0')}`;
  const { actor } = await home.aCitizen(name, phone);
  if (actor.kind !== 'citizen') throw new Error('a citizen');
  const browser = new PlainBrowser(server.app);
  const { accountId, personId } = actor;
  browser.jar.set('phien', await tx(ctx, (t) => openSession(ctx, t, { accountId, device: 'thử' })));
  return { name, phone, personId, browser };
}
type Someone = Awaited<ReturnType<typeof someone>>;

/** From 2 March, until the midnight before this day. */
async function authorises(who: Someone, agent: Someone, until: string): Promise<void> {
  await house.asOwner(
    `insert into access.mandates (kind, principal_id, agent_id, principal_name, agent_name, unit_id, valid_from,
       valid_until, way, asked_at, consented_at, made_by)
     select 'authorisation', $1, $2, $3, $4, p.unit_id, '2026-03-02T02:00Z', $5, 'code', '2026-03-02T02:00Z',
       '2026-03-02T02:00Z', p.id
     from people.persons p where p.id = $1`,
    [who.personId, agent.personId, who.name, agent.name, `${until}T00:00+07:00`],
  );
}
const remind = () => jobs.find((job) => job.name === 'representation.remind_of_ends')?.run(ctx, {});
const told = async (who: Someone) => {
  const notices = await house.asOwner(
    `select body from messages.notices where person_id = $1 and title like 'Ủy quyền cho%sắp hết hạn'`,
    [who.personId],
  );
  const sms = await house.asOwner('select 1 from messages.deliveries where address = $1', [who.phone]);
  return { notices: notices.length, sms: sms.length, body: notices[0]?.body };
};

test('the end of an authorisation is told once; by telephone only to whoever agreed, and not after she withdrew', async () => {
  const agent = await someone('Người Làm Thay');
  const [silent, agreed, withdrew] = [
    await someone('Bà Không Chọn'),
    await someone('Bà Đồng Ý'),
    await someone('Bà Rút Lại'),
  ];
  for (const who of [silent, agreed, withdrew]) await authorises(who, agent, '2026-06-01');
  for (const who of [agreed, withdrew]) {
    await who.browser.open('/toi/dong-y');
    await who.browser.post('/toi/dong-y', { viec: 'reminders', ban: '1' });
  }
  await withdrew.browser.post('/toi/dong-y/reminders/rut', {});
  ctx.clock.set('2026-05-17T08:20');
  await remind();
  expect((await told(agreed)).notices).toBe(0);

  ctx.clock.set('2026-05-18T08:20');
  for (let n = 0; n < 2; n += 1) await remind();
  expect(await told(silent)).toMatchObject({ notices: 1, sms: 0 });
  expect(await told(withdrew)).toMatchObject({ notices: 1, sms: 0 });
  const heard = await told(agreed);
  expect(heard).toMatchObject({ notices: 1, sms: 1 });
  expect(heard.body).toContain('31/05/2026');
});

test('an authorisation made for a few days, or ended, is not reminded of', async () => {
  ctx.clock.set('2026-03-02T10:00');
  const agent = await someone('Người Khác Làm Thay');
  const [short, ended] = [await someone('Bà Mấy Ngày'), await someone('Bà Đã Dừng')];
  await authorises(short, agent, '2026-03-10');
  await authorises(ended, agent, '2026-06-01');
  await house.asOwner(
    `update access.mandates set ended_at = '2026-04-01', ended_by = agent_id, end_reason = 'agent'
     where principal_id = $1`,
    [ended.personId],
  );
  for (const at of ['2026-03-03T08:20', '2026-05-25T08:20']) {
    ctx.clock.set(at);
    await remind();
  }
  for (const who of [short, ended]) expect(await told(who)).toMatchObject({ notices: 0, sms: 0 });
});
