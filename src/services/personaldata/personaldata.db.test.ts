import { execFileSync } from 'node:child_process';
import fs from 'node:fs';
import os from 'node:os';
import path from 'node:path';
import { expect, test } from 'vitest';
import { openSession } from '#engines/access';
import { type Ctx, read, tx } from '#engines/database';
import { aCommune, aServer, PlainBrowser, session, type TestCtx, testCtx, testDb } from '#engines/testing';
import { routes as accountRoutes } from '#services/account';
import { routes as dossierRoutes } from '#services/dossiers';
import { setDirectFiling } from '#services/procedures';
import { hasConsented } from './consents.ts';
import { importPersonalData, routes } from './index.ts';

const house = await testDb();
const ctx: TestCtx = testCtx(house, { at: '2026-03-02T09:00' });
const home = await aCommune(house, ctx);
const away = await aCommune(house, ctx, '14702');
const data = path.resolve(import.meta.dirname, '../../../data/personal-data');
const file = (name: string) => fs.readFileSync(path.join(data, `${name}.yaml`), 'utf8');
await tx(ctx, (t) => importPersonalData(t, { purposes: file('purposes'), rights: file('rights') }));
await tx(ctx, (t) => setDirectFiling(t, '14701', 'thử', ctx.now()));
const server = await aServer(house, ctx, [...accountRoutes, ...dossierRoutes, ...routes]);

let made = 0;
async function aCitizen(name: string) {
  const who = await home.aCitizen(name, `09140${String(++made).padStart(5, '0')}`);
  if (who.actor.kind !== 'citizen') throw new Error('a citizen');
  const { accountId, personId } = who.actor;
  const browser = new PlainBrowser(server.app);
  browser.jar.set('phien', await tx(ctx, (t) => openSession(ctx, t, { accountId, device: 'thử' })));
  return { who, accountId, personId, browser, name };
}
async function anOfficer(who: Ctx) {
  const browser = new PlainBrowser(server.app);
  browser.jar.set('phien', await session(ctx, who));
  return browser;
}
const chair = await anOfficer(home.leader);

async function ask(browser: PlainBrowser, quyen: string, words = 'Tôi muốn được biết rõ') {
  await browser.open('/toi/yeu-cau/moi');
  await browser.post('/toi/yeu-cau/moi', { quyen, 'noi-dung': words });
  return /DL-[\w.]+-2026-\d{4}/.exec(browser.path)?.[0] ?? '';
}

test('each request gets a number and the day by which the law wants an answer, said to be unchecked', async () => {
  const { browser } = await aCitizen('Nguyễn Thị Hỏi');
  // Calendar days from Monday 2 March 2026, moved on from a weekend.
  const due: Record<string, string> = {
    access: '12/03/2026',
    correct: '12/03/2026',
    portability: '12/03/2026',
    restrict: '17/03/2026',
    object: '17/03/2026',
    withdraw: '17/03/2026',
    delete: '23/03/2026',
  };
  for (const [right, day] of Object.entries(due)) {
    const number = await ask(browser, right);
    expect(number, right).toMatch(/^DL-H42\.37\.01-2026-\d{4}$/);
    expect(browser.page, right).toContain(day);
    expect(browser.page).toContain('NĐ 356/2025/NĐ-CP');
    expect(browser.page).toContain('chưa đối chiếu');
  }
  const complaint = await ask(browser, 'complaint');
  expect(browser.page).toContain('cán bộ sẽ hẹn ngày');
  await chair.open(`/can-bo/du-lieu-ca-nhan/${complaint}`);
  await chair.post(`/can-bo/du-lieu-ca-nhan/${complaint}/gia-han`, {
    'den-day': '20',
    'den-month': '3',
    'den-year': '2026',
    'ly-do': 'Hẹn gặp để nghe trình bày',
  });
  expect(chair.page).toContain('20/03/2026');
  await browser.open('/toi/yeu-cau/moi');
  await browser.post('/toi/yeu-cau/moi', { quyen: '' });
  expect(browser.status).toBe(422);
  await browser.post('/toi/yeu-cau/moi', { quyen: 'correct', 'noi-dung': 'sai' });
  expect(browser.page).toContain('viết rõ thêm');
});

test('a request is a case: in the queue of its commune only, answered, told, and never answered twice', async () => {
  const { browser, personId } = await aCitizen('Trần Thị Sửa');
  const number = await ask(browser, 'correct', 'Ngày sinh của tôi phải là 05/03/1980');
  await chair.open('/can-bo/du-lieu-ca-nhan');
  expect(chair.page).toContain(number);
  const elsewhere = await anOfficer(away.leader);
  expect((await elsewhere.open('/can-bo/du-lieu-ca-nhan')).page).not.toContain(number);
  expect((await elsewhere.open(`/can-bo/du-lieu-ca-nhan/${number}`)).status).toBe(404);
  const desk = await anOfficer(home.reception);
  expect((await desk.open(`/can-bo/du-lieu-ca-nhan/${number}`)).status).toBe(403);
  const neighbour = await aCitizen('Láng Giềng');
  expect((await neighbour.browser.open(`/toi/yeu-cau/${number}`)).status).toBe(404);
  // It is no dossier, whatever page is asked for it.
  expect((await browser.open(`/ho-so/${number}`)).status).toBe(404);
  const filed = await home.aDossier();
  expect((await chair.open(`/can-bo/du-lieu-ca-nhan/${filed.number}`)).status).toBe(404);

  await chair.open(`/can-bo/du-lieu-ca-nhan/${number}`);
  const form = chair.page;
  await chair.post(`/can-bo/du-lieu-ca-nhan/${number}/tra-loi`, { 'tra-loi': 'Ừ', cach: 'answered' });
  expect(chair.status).toBe(422);
  await chair.post(`/can-bo/du-lieu-ca-nhan/${number}/tra-loi`, {
    'tra-loi': 'Đã sửa ngày sinh theo giấy khai sinh Bà mang đến.',
    cach: 'answered',
  });
  expect(chair.page).toContain('Đã trả lời và báo');
  chair.page = form;
  await chair.post(`/can-bo/du-lieu-ca-nhan/${number}/tra-loi`, {
    'tra-loi': 'Trả lời lần nữa cho chắc.',
    cach: 'refused',
  });
  expect(chair.status).toBe(409);
  await browser.open(`/toi/yeu-cau/${number}`);
  expect(browser.page).toContain('Đã sửa ngày sinh theo giấy khai sinh');
  await browser.open('/toi/hop-thu');
  expect(browser.page).toContain(`Yêu cầu ${number} đã có trả lời`);
  await browser.open('/toi/ai-da-xem');
  expect(browser.page).toContain('Trả lời yêu cầu về dữ liệu cá nhân');
  const entries = await house.asOwner(
    `select verb from audit.entries e join cases.cases c on c.id::text = e.subject_id where c.number = $1 order by e.id`,
    [number],
  );
  expect(entries.map((entry) => entry.verb)).toEqual(['data-request.sent', 'data-request.answered']);
  expect(personId).toBeDefined();
});

test('an extension needs a reason, comes once, and is no longer than the first limit', async () => {
  const { browser } = await aCitizen('Vũ Thị Chờ');
  const number = await ask(browser, 'access');
  const extend = async (day: string, month: string, reason = 'Phải hỏi lại sổ gốc ở tỉnh') => {
    await chair.open(`/can-bo/du-lieu-ca-nhan/${number}`);
    return chair.post(`/can-bo/du-lieu-ca-nhan/${number}/gia-han`, {
      'den-day': day,
      'den-month': month,
      'den-year': '2026',
      'ly-do': reason,
    });
  };
  expect((await extend('11', '3')).page).toContain('Ngày mới phải sau hạn');
  expect((await extend('30', '3')).page).toContain('Ngày mới phải sau hạn');
  expect((await extend('20', '3', '')).page).toContain('viết lý do');
  expect((await extend('20', '3')).page).toContain('đã hẹn ngày mới'.replace('đã', 'Đã'));
  await browser.open(`/toi/yeu-cau/${number}`);
  expect(browser.page).toContain('20/03/2026');
  expect(browser.page).toContain('Phải hỏi lại sổ gốc');
  chair.page = chair.page.includes('_csrf') ? chair.page : '';
  await chair.post(`/can-bo/du-lieu-ca-nhan/${number}/gia-han`, {
    ...{ ban: '3', 'den-day': '25', 'den-month': '3', 'den-year': '2026', 'ly-do': 'Vẫn chưa có sổ gốc' },
  });
  expect([409, 422]).toContain(chair.status);
  expect((await browser.open(`/toi/yeu-cau/${number}`)).page).toContain('20/03/2026');
});

test('a deletion deletes what no law keeps, and names the law for the rest', async () => {
  const { browser, personId, who } = await aCitizen('Lê Thị Xóa');
  const filed = await home.aDossier(who);
  await browser.open('/nop/1.011607');
  await browser.post('/nop/1.011607', { whom: 'self', name: '' });
  const drafts = () => house.asOwner('select 1 from dossiers.drafts where person_id = $1', [personId]);
  expect(await drafts()).toHaveLength(1);
  const number = await ask(browser, 'delete', 'Xóa hết thông tin của tôi');
  await chair.open(`/can-bo/du-lieu-ca-nhan/${number}`);
  expect(chair.page).toContain('Luật Lưu trữ 33/2024/QH15');
  await chair.post(`/can-bo/du-lieu-ca-nhan/${number}/tra-loi`, {
    'tra-loi': 'Đã xóa những gì xóa được.',
    cach: 'answered',
  });
  expect(await drafts()).toHaveLength(0);
  await browser.open(`/toi/yeu-cau/${number}`);
  expect(browser.page).toContain('Đã xóa 1 mục');
  expect(browser.page).toContain('Luật Hộ tịch 60/2014/QH13');
  expect((await browser.open(`/ho-so/${filed.number}`)).status).toBe(200);
});

test('a refused deletion deletes nothing', async () => {
  const { browser, personId } = await aCitizen('Lý Thị Giữ');
  await browser.open('/nop/1.011607');
  await browser.post('/nop/1.011607', { whom: 'self', name: '' });
  const number = await ask(browser, 'delete', 'Xóa hết thông tin của tôi');
  await chair.open(`/can-bo/du-lieu-ca-nhan/${number}`);
  await chair.post(`/can-bo/du-lieu-ca-nhan/${number}/tra-loi`, {
    'tra-loi': 'Cần xác minh người yêu cầu trước.',
    cach: 'refused',
  });
  expect(await house.asOwner('select 1 from dossiers.drafts where person_id = $1', [personId])).toHaveLength(
    1,
  );
});

/** What another program reads out of the ZIP. */
function unzipped(bytes: Buffer): { html: string; json: string } {
  const dir = fs.mkdtempSync(path.join(os.tmpdir(), 'langso-export-'));
  fs.writeFileSync(path.join(dir, 'a.zip'), bytes);
  execFileSync('python3', ['-m', 'zipfile', '-e', path.join(dir, 'a.zip'), dir]);
  const html = fs.readFileSync(path.join(dir, 'du-lieu-cua-toi.html'), 'utf8');
  const json = fs.readFileSync(path.join(dir, 'du-lieu-cua-toi.json'), 'utf8');
  fs.rmSync(dir, { recursive: true });
  return { html, json };
}
async function download(browser: PlainBrowser, url: string) {
  const csrf = /name="_csrf" value="([^"]+)"/.exec(browser.page)?.[1] ?? '';
  const cookie = [...browser.jar].map(([name, value]) => `${name}=${value}`).join('; ');
  return server.app.inject({
    method: 'POST',
    url,
    headers: { cookie, 'content-type': 'application/x-www-form-urlencoded' },
    payload: new URLSearchParams({ _csrf: csrf }).toString(),
  });
}

test('one click gives her everything of hers and nothing of anybody else', async () => {
  const own = await aCitizen('Phạm Thị Tải');
  await house.asOwner(`update people.persons set address = '<b>Nhà & vườn 🌾' where id = $1`, [own.personId]);
  const other = await aCitizen('Người Không Liên Quan');
  const filed = await home.aDossier(own.who);
  const theirs = await home.aDossier(other.who);
  await own.browser.open('/toi/du-lieu');
  expect(own.browser.page).toContain('Sổ dân cư');
  const answer = await download(own.browser, '/toi/du-lieu/tai-ve');
  expect(answer.headers['content-type']).toBe('application/zip');
  const { html, json } = unzipped(answer.rawPayload);
  expect(html).toContain(filed.number);
  expect(html).toContain('Xã Yên Hòa, huyện Yên Mô');
  expect(html).not.toContain('<b>');
  expect(html).toContain('Nhà &#38; vườn 🌾');
  expect(JSON.parse(json).holdings.map((one: { key: string }) => one.key)).toEqual(
    expect.arrayContaining(['register', 'dossiers', 'drafts', 'notices', 'looks', 'consents', 'mandates']),
  );
  for (const text of [html, json]) {
    expect(text).not.toContain(theirs.number);
    expect(text).not.toContain('Người Không Liên Quan');
  }
  const number = await ask(other.browser, 'access');
  await chair.open(`/can-bo/du-lieu-ca-nhan/${number}`);
  const handed = unzipped((await download(chair, `/can-bo/du-lieu-ca-nhan/${number}/goi`)).rawPayload);
  expect(handed.html).toContain(theirs.number);
  expect(handed.html).not.toContain(filed.number);
  await other.browser.open('/toi/ai-da-xem');
  expect(other.browser.page).toContain('Lấy bản dữ liệu cá nhân');
  const correct = await ask(other.browser, 'correct');
  await chair.open(`/can-bo/du-lieu-ca-nhan/${correct}`);
  expect((await download(chair, `/can-bo/du-lieu-ca-nhan/${correct}/goi`)).statusCode).toBe(404);
});

test('consent is given and withdrawn by version; a new text asks again, and an old page cannot agree to it', async () => {
  const { browser, personId } = await aCitizen('Đỗ Thị Ưng');
  const agreed = () => read(ctx, (db) => hasConsented(ctx, db, personId, 'reminders'));
  expect(await agreed()).toBe(false);
  await browser.open('/toi/dong-y');
  expect(browser.page).toContain('Những việc theo luật, không hỏi đồng ý');
  const old = browser.page;
  await browser.post('/toi/dong-y', { viec: 'reminders', ban: '1' });
  expect(await agreed()).toBe(true);
  await tx(ctx, (t) =>
    importPersonalData(t, {
      purposes: file('purposes').replace(
        'purposes:',
        `purposes:
  - { key: reminders, version: 2, valid-from: 2026-03-01, basis: consent, title: Nhắn tin nhắc việc, text: Nội dung mới, consequence: Không nhắn nữa }`,
      ),
      rights: file('rights'),
    }),
  );
  expect(await agreed()).toBe(false);
  await browser.open('/toi/dong-y');
  expect(browser.page).toContain('Nội dung đã đổi, xin hỏi lại');
  browser.page = old;
  await browser.post('/toi/dong-y', { viec: 'reminders', ban: '1' });
  expect(browser.status).toBe(409);
  await browser.open('/toi/dong-y');
  await browser.post('/toi/dong-y', { viec: 'reminders', ban: '2' });
  expect(await agreed()).toBe(true);
  await browser.open('/toi/dong-y/reminders/rut');
  expect(browser.page).toContain('Không nhắn nữa');
  await browser.post('/toi/dong-y/reminders/rut', {});
  expect(browser.page).toContain('Đã rút lại');
  expect(await agreed()).toBe(false);
  await browser.post('/toi/dong-y', { viec: 'dossiers', ban: '1' });
  expect(browser.status).toBe(404);
  const rows = await house.asOwner(
    'select version, withdrawn_at is not null as withdrawn from personaldata.consents where person_id = $1 order by given_at, version',
    [personId],
  );
  expect(rows).toEqual([
    { version: 1, withdrawn: true },
    { version: 2, withdrawn: true },
  ]);
});

test('a guardian asks for her ward, nobody for a stranger', async () => {
  const { browser, personId } = await aCitizen('Hà Thị Giám Hộ');
  const ward = await aCitizen('Hà Văn Cháu');
  const stranger = await aCitizen('Người Lạ');
  await house.asOwner(
    `insert into people.kinships (person_id, relative_id, kind) values ($1, $2, 'guardian')`,
    [ward.personId, personId],
  );
  await browser.open('/toi/yeu-cau/moi');
  await browser.post('/toi/yeu-cau/moi', { quyen: 'access', nguoi: ward.personId });
  expect(browser.page).toContain('Hà Văn Cháu');
  const number = /DL-[\w.]+-2026-\d{4}/.exec(browser.path)?.[0] ?? '';
  expect((await ward.browser.open(`/toi/yeu-cau/${number}`)).status).toBe(200);
  await browser.open('/toi/yeu-cau/moi');
  await browser.post('/toi/yeu-cau/moi', { quyen: 'access', nguoi: stranger.personId });
  expect(browser.status).toBe(403);
});

test('somebody who only holds a telephone neither takes data away nor asks in a name', async () => {
  const { browser, accountId } = await aCitizen('Chưa Ai Biết');
  await house.asOwner(`update access.accounts set level = 'unproven' where id = $1`, [accountId]);
  browser.jar.set('phien', await tx(ctx, (t) => openSession(ctx, t, { accountId, device: 'thử' })));
  await browser.open('/toi/du-lieu');
  expect((await download(browser, '/toi/du-lieu/tai-ve')).statusCode).toBe(403);
  await browser.open('/toi/yeu-cau/moi');
  await browser.post('/toi/yeu-cau/moi', { quyen: 'access' });
  expect(browser.status).toBe(403);
});

test('a purpose that is given up is neither asked nor counts, and what was agreed to stays written', async () => {
  const { browser, personId } = await aCitizen('Đỗ Thị Tin');
  const agreed = () => read(ctx, (db) => hasConsented(ctx, db, personId, 'village-news'));
  const until = (day: string) =>
    tx(ctx, (t) =>
      importPersonalData(t, {
        purposes: file('purposes').replaceAll(/valid-to: .*/g, `valid-to: ${day}`),
        rights: file('rights'),
      }),
    );
  await until('2030-01-01');
  await browser.open('/toi/dong-y');
  await browser.post('/toi/dong-y', { viec: 'village-news', ban: '1' });
  expect(await agreed()).toBe(true);
  await until('2026-01-02');
  expect(await agreed()).toBe(false);
  await browser.open('/toi/dong-y');
  expect(browser.page).toContain('Xã đã thôi việc này');
  await browser.post('/toi/dong-y', { viec: 'village-news', ban: '1' });
  expect(browser.status).toBe(404);
});
