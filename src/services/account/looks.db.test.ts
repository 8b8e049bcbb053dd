import { randomUUID } from 'node:crypto';
import { expect, test } from 'vitest';
import { actorOf, delegatePost, openSession } from '#engines/access';
import { as, type Client, seesNothing, tx } from '#engines/database';
import { aCommune, aServer, PlainBrowser, type TestCtx, testCtx, testDb } from '#engines/testing';
import { routes } from './index.ts';

const house = await testDb();
const ctx: TestCtx = testCtx(house, { at: '2026-03-02T09:00' });
const home = await aCommune(house, ctx);
const server = await aServer(house, ctx, routes);

let made = 0;
async function someone(name: string) {
  const { actor } = await home.aCitizen(name, `09190${String(++made).padStart(5, '0')}`);
  if (actor.kind !== 'citizen') throw new Error('a citizen');
  return actor;
}
async function browserOf(accountId: string, device = 'Máy cũ') {
  const browser = new PlainBrowser(server.app);
  browser.jar.set('phien', await tx(ctx, (t) => openSession(ctx, t, { accountId, device })));
  return browser;
}

test('each look is told in plain words: a post, who stood in for it, another system', async () => {
  const seen = await someone('Mai Thị Được Xem');
  const { actor: holder } = home.approver;
  const { actor: colleague } = home.reception;
  if (holder.kind !== 'officer' || colleague.kind !== 'officer') throw new Error('officers');
  const [held] = await house.asOwner('select id from access.appointments where account_id = $1', [
    holder.accountId,
  ]);
  const id = await tx(ctx, (t) =>
    delegatePost(ctx, t, holder, [home.unitId], {
      ...{ appointmentId: String(held?.id), delegateId: colleague.accountId },
      ...{ from: '2026-03-02', until: '2026-03-06', reason: 'Nghỉ phép', document: 'Quyết định 12/QĐ-UBND' },
    }),
  );
  const token = await tx(ctx, (t) =>
    openSession(ctx, t, { accountId: colleague.accountId, appointmentId: id, device: 'thử' }),
  );
  const deputy = (await actorOf(house.db, token, ctx.now()))?.actor;
  if (deputy?.kind !== 'officer') throw new Error('stands in');
  const client: Client = {
    ...{ kind: 'client', clientId: randomUUID(), name: 'Cổng thử', owner: 'Sở thử' },
    ...{ grants: new Set<string>(), units: ['14701'], scope: seesNothing },
  };
  const looks = [
    [holder, 'approve-dossier'],
    [deputy, 'look-up-person'],
    [client, 'see-dossier'],
  ] as const;
  for (const [actor, purpose] of looks)
    await tx(as(ctx, actor), (t) => t.look({ persons: [seen.personId], purpose }));

  const browser = await browserOf(seen.accountId);
  await browser.open('/toi/ai-da-xem');
  const words = browser.page.replace(/<[^>]*>/g, ' ').replace(/\s+/g, ' ');
  expect(words).toContain(`${holder.postTitle}, `);
  expect(words).toContain('Ký duyệt hồ sơ');
  expect(words).toContain(`${holder.postTitle} (thay ${holder.name})`);
  expect(words).toContain('Tra sổ dân cư');
  expect(words).toContain('Phần mềm của nơi khác mà xã cho kết nối');
  expect(words).not.toContain('Phần mềm tự chạy');
  expect(words).not.toContain('see-dossier');
});

test('each machine is named as people name it, with its last use, and is ended alone', async () => {
  const who = await someone('Mai Thị Hai Máy');
  const [here, there, third] = [
    await browserOf(who.accountId, 'Chrome trên điện thoại Android'),
    await browserOf(who.accountId, 'Firefox trên máy tính Windows'),
    await browserOf(who.accountId, 'Safari trên điện thoại iPhone'),
  ];
  ctx.clock.set('2026-03-02T09:25');
  await there.open('/toi');
  ctx.clock.set('2026-03-02T09:30');
  await here.open('/toi');
  for (const device of ['điện thoại Android', 'máy tính Windows', 'điện thoại iPhone'])
    expect(here.page).toContain(device);
  expect(here.page.match(/Máy này/g)).toHaveLength(1);
  const card = /Firefox trên máy tính Windows[\s\S]*?name="phien" value="([^"]+)"/.exec(here.page);
  expect(card?.[0]).toContain('9 giờ 25 phút');
  await here.post('/toi/phien', { phien: card?.[1] ?? '' });
  expect(here.page).toContain('Đã thoát máy đó');
  expect(here.page).not.toContain('máy tính Windows');
  expect((await there.open('/toi')).path).toMatch(/^\/dang-nhap/);
  expect((await third.open('/toi')).path).toBe('/toi');
});

test("nobody ends another person's session", async () => {
  const [who, other] = [await someone('Mai Thị Yên'), await someone('Mai Văn Phá')];
  const [hers, his] = [await browserOf(who.accountId), await browserOf(other.accountId)];
  const [row] = await house.asOwner('select id from access.sessions where account_id = $1', [who.accountId]);
  await his.open('/toi');
  await his.post('/toi/phien', { phien: String(row?.id) });
  expect((await hers.open('/toi')).path).toBe('/toi');
});
