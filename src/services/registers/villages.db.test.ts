import { expect, test } from 'vitest';
import { tx } from '#engines/database';
import { aCommune, aServer, PlainBrowser, session, testCtx, testDb } from '#engines/testing';
import { changeVillages } from '#engines/units';
import { routes } from './index.ts';
import { savePerson } from './keeping.ts';
import { personPage } from './looking.ts';

const house = await testDb();
const ctx = testCtx(house, { at: '2026-03-02T09:00' });
const home = await aCommune(house, ctx);
const server = await aServer(house, ctx, routes);
const browser = new PlainBrowser(server.app);
const signIn = async () => browser.jar.set('phien', await session(ctx, home.reception));
await signIn();
/** Another day: the session of the day before has ended. */
async function on(day: string): Promise<void> {
  ctx.clock.set(`${day}T09:00`);
  await signIn();
}
const ground = { reason: 'Đối chiếu giấy tờ', paper: 'Đơn ngày 02/03/2026' };
const root = '/can-bo/so-dan';

async function change(from: readonly number[], names: readonly string[], on: string): Promise<number[]> {
  const to = names.map((name) => ({ name, kind: 'thôn' }));
  const unit = { id: home.unitId, type: 'xã' as const };
  return tx(ctx, (t) => changeVillages(ctx, t, { unit, from, to, on, clause: 'NQ 5/NQ-HĐND' }));
}
const [north = 0] = await change([], ['Bắc'], '2026-03-02');
const [south = 0] = await change([], ['Nam'], '2026-03-02');
const someone = (name: string, village_id: number) =>
  savePerson(home.reception, { name, sex: 'female', birth: '1985', village_id }, ground);
const { id: lan } = await someone('Mai Thị Lan', north);
await someone('Mai Thị Huệ', south);
const form = {
  ...{ 'ho-ten': 'Mai Thị Lan', 'gioi-tinh': 'female', 'ngay-sinh': '1985', 'quoc-tich': 'VN' },
  ...{ 'ly-do-sua': ground.reason, 'giay-to-sua': ground.paper },
};

test('two villages made one keep their people: counted, listed, named and corrected under the new name', async () => {
  const [joined = 0] = await change([north, south], ['Đoàn Kết'], '2026-04-01');
  await browser.open(`${root}/nguoi/${lan}`);
  expect(browser.page).toContain('thôn Bắc');
  await on('2026-04-01');
  await browser.open(`${root}/nguoi/${lan}`);
  expect(browser.page).toContain('thôn Đoàn Kết');
  await browser.open(root);
  expect(browser.page).toContain('thôn Đoàn Kết');
  for (const old of ['thôn Bắc', 'thôn Nam']) expect(browser.page).not.toContain(old);
  await browser.open(`${root}/thon?ma=${joined}`);
  expect(browser.page).toContain('2 nhân khẩu');
  for (const name of ['Mai Thị Lan', 'Mai Thị Huệ']) expect(browser.page).toContain(name);
  await browser.post(`${root}/thon/in`, { ma: String(joined) });
  for (const name of ['Mai Thị Lan', 'Mai Thị Huệ']) expect(browser.page).toContain(name);
  // A list asked for by the old village's address is that of the new one.
  await browser.open(`${root}/thon?ma=${north}`);
  expect(browser.page).toContain('Mai Thị Huệ');

  await browser.open(`${root}/nguoi/${lan}/sua`);
  expect(browser.page).toMatch(new RegExp(`<option value="${joined}" selected`));
  await browser.post(`${root}/nguoi/${lan}/sua`, {
    ...form,
    thon: String(joined),
    ban: '1',
    'dia-chi': 'Số 3',
  });
  const { person, changes } = await personPage(home.reception, lan);
  expect(person).toMatchObject({ village_id: north, address: 'Số 3' });
  expect(Object.keys(changes[0]?.after ?? {})).not.toContain('village_id');
  // A form opened before that day still means the village.
  const late = await someone('Mai Thị Muộn', south);
  expect((await personPage(home.reception, late.id)).person.village_id).toBe(joined);
});

test('a divided village keeps its people under its old name until they are written where they live', async () => {
  const [undivided = 0] = await change([], ['Trung'], '2026-04-01');
  const { id } = await someone('Mai Thị Giữa', undivided);
  const [upper = 0] = await change([undivided], ['Thượng', 'Hạ'], '2026-05-01');
  await on('2026-05-01');
  await browser.open(`${root}/nguoi/${id}`);
  expect(browser.page).toContain('thôn Trung (cũ, đã chia)');
  await browser.open(`${root}/them`);
  expect(browser.page).not.toContain('thôn Trung');
  const answers = { ...form, 'ho-ten': 'Mai Thị Giữa' };
  await browser.open(`${root}/nguoi/${id}/sua`);
  await browser.post(`${root}/nguoi/${id}/sua`, {
    ...answers,
    thon: String(undivided),
    ban: '1',
    'noi-sinh': 'Hà Nội',
  });
  expect((await personPage(home.reception, id)).person.village_id).toBe(undivided);
  await browser.open(`${root}/nguoi/${id}/sua`);
  await browser.post(`${root}/nguoi/${id}/sua`, { ...answers, thon: String(upper), ban: '2' });
  expect((await personPage(home.reception, id)).person.village_id).toBe(upper);
});

test('a village that is not here, or an address without end, stands beside its box with all that was typed', async () => {
  const add = async (more: Record<string, string>) => {
    await browser.open(`${root}/them`);
    await browser.post(`${root}/them`, { ...form, 'ho-ten': 'Mai Thị Gõ', ...more });
    return [browser.status, /href="#f-([a-z-]+)"/.exec(browser.page)?.[1]];
  };
  expect(await add({ thon: '999999' })).toEqual([422, 'thon']);
  expect(browser.page).toContain('value="Mai Thị Gõ"');
  expect(await add({ 'dia-chi': 'a'.repeat(5000) })).toEqual([422, 'dia-chi']);
  expect(await add({ 'noi-sinh': 'a'.repeat(5000) })).toEqual([422, 'noi-sinh']);
  expect(await add({ 'ghi-chu': 'a'.repeat(5000) })).toEqual([422, 'ghi-chu']);
  await browser.open(`${root}/thon?trang=99999`);
  expect(browser.page).not.toContain('99999');
  await browser.open(`${root}/thon?ma=999999`);
  expect(browser.status).toBe(404);
});
