import { randomUUID } from 'node:crypto';
import { expect, test } from 'vitest';
import { actorOf, openSession } from '#engines/access';
import { tx } from '#engines/database';
import { insertHouseholds, insertPeople, type PersonInput } from '#engines/people';
import { aCommune, aServer, PlainBrowser, session, testCtx, testDb } from '#engines/testing';
import { routes } from './index.ts';
import { moveHousehold, saveDeath, savePerson, setHouseholdHead } from './keeping.ts';
import { householdPage, personPage } from './looking.ts';

const house = await testDb();
const ctx = testCtx(house, { at: '2026-03-02T09:00' });
const home = await aCommune(house, ctx);
const away = await aCommune(house, ctx, '14702');
const server = await aServer(house, ctx, routes);
const ground = { reason: 'Đối chiếu giấy tờ', paper: 'Đơn ngày 02/03/2026' };
const browser = new PlainBrowser(server.app);
browser.jar.set('phien', await session(ctx, home.reception));

const [village, foreign] = await Promise.all(
  [home, away].map(async ({ unitId }) => {
    const [row] = await house.asOwner(
      `insert into units.villages (unit_id, name, kind, valid_from, invented, source)
       values ($1, 'Thử', 'thôn', '2025-07-01', false, 'test') returning id`,
      [unitId],
    );
    return Number(row?.id);
  }),
);

async function aHousehold(code: string | null, members: readonly Partial<PersonInput>[]) {
  const household = randomUUID();
  const people = members.map((given) => ({
    ...{ unit_id: home.unitId, name: 'Mai Thị Đông', sex: 'female' as const, birth: '1985' },
    ...{ household_id: household, ...given, id: randomUUID() },
  }));
  await tx(ctx, async (t) => {
    await insertHouseholds(t, [
      { id: household, unit_id: home.unitId, code, head_person_id: people[0]?.id ?? null },
    ]);
    await insertPeople(t, people);
  });
  return { household, people: people.map((one) => one.id) };
}

test('a page number that is none opens the list', async () => {
  for (const path of ['/trung', '/thon'])
    for (const n of ['1.01', '-3', '999999999999', 'x', '1e400', ''])
      expect((await browser.open(`/can-bo/so-dan${path}?trang=${n}`)).status, `${path} ${n}`).toBe(200);
});

test('a village counts the living, and the list without a village holds nobody of a village', async () => {
  await aHousehold('S-1', [
    { name: 'Phan Thị Sống', village_id: village },
    { name: 'Phan Thị Khuất', village_id: village, died_on: '2026-01-01' },
    { name: 'Phan Thị Chưa Rõ', village_id: null },
  ]);
  await browser.open(`/can-bo/so-dan/thon?ma=${village}`);
  expect(browser.page).toContain('Phan Thị Sống');
  expect(browser.page).not.toContain('Phan Thị Khuất');
  expect(browser.page).toMatch(/>1 nhân khẩu/);
  await browser.open('/can-bo/so-dan');
  const link = /href="(\/can-bo\/so-dan\/thon\?[^"]*)">Chưa rõ thôn/.exec(browser.page)?.[1];
  await browser.open(link ?? '');
  expect(browser.page).toContain('Phan Thị Chưa Rõ');
  expect(browser.page).not.toContain('Phan Thị Sống');
});

test('nobody is moved into one of two households that bear one number', async () => {
  await aHousehold('TRUNG-1', [{}]);
  await aHousehold('TRUNG-1', [{}]);
  const { people } = await aHousehold('RIENG-1', [{}]);
  await expect(
    moveHousehold(home.reception, {
      ...{ ...ground, personId: people[0] ?? '', code: 'trung-1', villageId: null, relation: 'Con' },
    }),
  ).rejects.toMatchObject({ kind: 'invalid' });
});

test("a household is not founded in another commune's village", async () => {
  const { people } = await aHousehold('NOI-1', [{}, {}]);
  await expect(
    moveHousehold(home.reception, {
      ...{ ...ground, personId: people[1] ?? '', code: '', villageId: foreign ?? 0, relation: '' },
    }),
  ).rejects.toMatchObject({ kind: 'invalid', code: 'registers.no-village' });
});

test('a household has one head: the relation follows, and the next one is living', async () => {
  const { household, people } = await aHousehold('CHU-1', [
    { relation: 'Chủ hộ', birth: '1950' },
    { relation: 'Vợ', birth: '1955' },
    { relation: 'Mẹ', birth: '1920', died_on: '2020-01-01' },
  ]);
  const [former = '', wife = '', mother = ''] = people;
  const heads = async () =>
    (await householdPage(home.reception, household)).members
      .filter((one) => one.relation === 'Chủ hộ')
      .map((one) => one.id);
  await expect(
    setHouseholdHead(home.reception, { householdId: household, personId: mother, reason: 'Thử' }),
  ).rejects.toMatchObject({ kind: 'invalid' });
  await setHouseholdHead(home.reception, { householdId: household, personId: wife, reason: 'Theo đơn' });
  expect(await heads()).toEqual([wife]);
  await setHouseholdHead(home.reception, { householdId: household, personId: former, reason: 'Theo đơn' });
  const { household: other } = await aHousehold('CHU-2', [{ relation: 'Chủ hộ' }]);
  await moveHousehold(home.reception, {
    ...{ ...ground, personId: former, code: 'CHU-2', villageId: null, relation: '' },
  });
  const { household: left } = await householdPage(home.reception, household);
  expect(left.head_person_id).toBe(wife);
  const { members } = await householdPage(home.reception, other);
  expect(members.filter((one) => one.relation === 'Chủ hộ')).toHaveLength(1);
});

test('without a sex nothing is written, and all that was typed stays', async () => {
  await browser.open('/can-bo/so-dan/them');
  await browser.post('/can-bo/so-dan/them', {
    ...{
      'ho-ten': 'Vũ Chưa Chọn',
      'ngay-sinh': '1980',
      'ly-do-sua': 'Thêm theo giấy',
      'dia-chi': 'Số nhà 5',
    },
  });
  expect(browser.status).toBe(422);
  for (const typed of ['Vũ Chưa Chọn', '1980', 'Thêm theo giấy', 'Số nhà 5'])
    expect(browser.page).toContain(typed);
});

test('an old number that is none is refused beside its box, one that another has beside its own', async () => {
  const typed = { 'ho-ten': 'Vũ Thị Số', 'gioi-tinh': 'female', 'ngay-sinh': '1980', 'ly-do-sua': 'Thêm' };
  await browser.open('/can-bo/so-dan/them');
  await browser.post('/can-bo/so-dan/them', { ...typed, 'so-cu': '😀 12' });
  expect(browser.status).toBe(422);
  expect(browser.page).toContain('href="#f-so-cu"');
  await savePerson(
    home.reception,
    { name: 'Vũ Thị Trước', sex: 'female', birth: '1980', identity_number: '037180000777' },
    ground,
  );
  await browser.open('/can-bo/so-dan/them');
  await browser.post('/can-bo/so-dan/them', { ...typed, 'so-dinh-danh': '037180000777' });
  expect(browser.status).toBe(422);
  expect(browser.page).toContain('href="#f-so-dinh-danh"');
});

test('what was typed on a household stays when it is refused', async () => {
  const { household } = await aHousehold('GIU-1', [{}]);
  await browser.open(`/can-bo/so-dan/ho/${household}`);
  await browser.post(`/can-bo/so-dan/ho/${household}/nhap`, {
    ...{ 'so-ho': 'KHONG-CO', 'ly-do-nhap': 'Hai số một nhà', 'giay-to-nhap': 'Biên bản 5' },
  });
  expect(browser.status).toBe(422);
  for (const text of ['KHONG-CO', 'Hai số một nhà', 'Biên bản 5']) expect(browser.page).toContain(text);
});

test('parting without a reason is asked for it on the page of the person', async () => {
  const [a = '', b = ''] = (await aHousehold('TACH-1', [{ name: 'Lò Thị Tách' }, { name: 'Lò Thị Tách' }]))
    .people;
  await browser.open(`/can-bo/so-dan/trung/${a}/${b}`);
  await browser.post(`/can-bo/so-dan/trung/${a}/${b}`, { giu: '1', 'ly-do-gop': 'Một người' });
  const merge = /\/can-bo\/so-dan\/gop\/([0-9a-f-]{36})\/tach/.exec(browser.page)?.[1];
  await browser.post(`/can-bo/so-dan/gop/${merge}/tach`, { nguoi: a });
  expect(browser.status).toBe(422);
  expect(browser.page).toContain('Lò Thị Tách');
  expect(browser.page).toContain(`href="#f-ly-do-${merge}"`);
});

test('a death recorded puts out who is signed in on it, and she may come back when it was a mistake', async () => {
  const citizen = await home.aCitizen('Vũ Thị Mất', '0912345888');
  const { actor } = citizen;
  if (actor.kind !== 'citizen') throw new Error('no citizen');
  const token = await tx(ctx, (t) =>
    openSession(ctx, t, { accountId: actor.accountId, device: 'điện thoại' }),
  );
  const { person } = await personPage(home.reception, actor.personId);
  await saveDeath(home.reception, {
    ...{ ...ground, personId: person.id, version: person.version, diedOn: '01/03/2026' },
  });
  expect(await tx(ctx, (t) => actorOf(t, token, ctx.now()))).toBeUndefined();
});

test('a name with a year of birth finds her alone', async () => {
  await aHousehold('NAM-1', [
    { name: 'Đoàn Thị Mận', birth: '1961-02-03' },
    { name: 'Đoàn Thị Mận', birth: '1975' },
  ]);
  await browser.open('/can-bo/so-dan?tim=doan+thi+man+1961');
  expect(browser.page).toContain('03/02/1961');
  expect(browser.page).not.toContain('năm 1975');
});

test('a list of a village holds each of its living once, the head first, and each reads that it was made', async () => {
  const { people } = await aHousehold('DS-1', [
    { name: 'Trịnh Văn Cả', relation: 'Chủ hộ', village_id: village, birth: '1950' },
    { name: 'Trịnh Thị Út', relation: 'Con', village_id: village, birth: '1940', note: 'bí mật' },
    { name: '=Trịnh Văn Khuất', village_id: village, died_on: '2026-01-01' },
  ]);
  await browser.open(`/can-bo/so-dan/thon?ma=${village}`);
  await browser.post('/can-bo/so-dan/thon/in', { ma: String(village) });
  expect(browser.status).toBe(200);
  const [head, child] = ['Trịnh Văn Cả', 'Trịnh Thị Út'].map((name) => browser.page.indexOf(name));
  expect(head).toBeGreaterThan(0);
  expect(child).toBeGreaterThan(head ?? 0);
  expect(browser.page).not.toMatch(/Khuất|bí mật/);
  const looks = await house.asOwner(
    `select persons from audit.views where purpose = 'list-village' and persons @> $1::uuid[]`,
    [people.slice(0, 2)],
  );
  expect(looks).toHaveLength(1);
  await browser.post('/can-bo/so-dan/thon/tep', { ma: String(village) });
  expect(browser.page.split('\r\n').filter((line) => line.includes('Trịnh'))).toHaveLength(2);
  await browser.open('/can-bo/so-dan');
  await browser.post('/can-bo/so-dan/thon/in', { ma: String(foreign) });
  expect(browser.status).toBe(404);
});
