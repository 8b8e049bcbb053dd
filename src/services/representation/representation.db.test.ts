import { expect, test } from 'vitest';
import { actorOf, openSession, setPassword } from '#engines/access';
import { as, type Ctx, deliverDue, registerHandlers, tx } from '#engines/database';
import { simulatedMessages, simulatedPhone, useSmsGateway } from '#engines/messages';
import { aCommune, aServer, PlainBrowser, type TestCtx, testCtx, testDb } from '#engines/testing';
import { jobs as accountJobs, routes as accountRoutes } from '#services/account';
import { routes as dossierRoutes, handlers } from '#services/dossiers';
import { setDirectFiling } from '#services/procedures';
import { routes } from './index.ts';

const house = await testDb();
const ctx: TestCtx = testCtx(house, { at: '2026-03-02T09:00' });
useSmsGateway(simulatedPhone(house.db, () => ctx.now()));
registerHandlers(handlers);
const home = await aCommune(house, ctx);
await tx(ctx, (t) => setDirectFiling(t, '14701', 'thử', ctx.now()));
const server = await aServer(house, ctx, [...accountRoutes, ...dossierRoutes, ...routes]);
expect(accountJobs.length).toBeGreaterThan(0);

let made = 0;
interface Someone {
  readonly who: Ctx;
  readonly personId: string;
  readonly accountId: string;
  readonly name: string;
  readonly number: string;
  readonly phone: string;
}
async function someone(name: string, more: { password?: string } = {}): Promise<Someone> {
  made += 1;
  const phone = `09130${String(made).padStart(5, '0')}`;
  const number = `0371800${String(made).padStart(5, '0')}`;
  const who = await home.aCitizen(name, phone);
  if (who.actor.kind !== 'citizen') throw new Error('a citizen');
  const { personId, accountId } = who.actor;
  await house.asOwner('update people.persons set identity_number = $2 where id = $1', [personId, number]);
  if (more.password) await tx(ctx, (t) => setPassword(t, accountId, more.password ?? null));
  return { who, personId, accountId, name, number, phone };
}
async function browserOf(person: Pick<Someone, 'accountId'>): Promise<PlainBrowser> {
  const browser = new PlainBrowser(server.app);
  const { accountId } = person;
  browser.jar.set('phien', await tx(ctx, (t) => openSession(ctx, t, { accountId, device: 'thử' })));
  return browser;
}
const codeFor = async (phone: string) =>
  /^\d{6}/.exec((await simulatedMessages(house.db, phone))[0]?.body ?? '')?.[0] ?? '';

/** A multipart form, as the pages with a photo post it. */
async function upload(browser: PlainBrowser, url: string, fields: Record<string, string>, photo = false) {
  const csrf = /name="_csrf" value="([^"]+)"/.exec(browser.page)?.[1] ?? '';
  const parts = Object.entries({ _csrf: csrf, ...fields }).map(
    ([name, value]) => `--x\r\nContent-Disposition: form-data; name="${name}"\r\n\r\n${value}\r\n`,
  );
  const file = Buffer.concat([
    Buffer.from(
      '--x\r\nContent-Disposition: form-data; name="anh"; filename="giay.png"\r\nContent-Type: image/png\r\n\r\n',
    ),
    png,
    Buffer.from('\r\n'),
  ]);
  const payload = Buffer.concat([
    Buffer.from(parts.join('')),
    ...(photo ? [file] : []),
    Buffer.from('--x--\r\n'),
  ]);
  const cookie = [...browser.jar].map(([name, value]) => `${name}=${value}`).join('; ');
  const headers = { cookie, 'content-type': 'multipart/form-data; boundary=x' };
  const answer = await server.app.inject({ method: 'POST', url, headers, payload });
  for (const { name, value } of answer.cookies) browser.jar.set(name, value);
  const to = answer.headers.location;
  if (answer.statusCode === 303 && typeof to === 'string') return browser.open(to);
  browser.page = answer.body;
  browser.status = answer.statusCode;
  browser.path = url;
  return browser;
}
const png = Buffer.from(
  'iVBORw0KGgoAAAANSUhEUgAAAAEAAAABCAYAAAAfFcSJAAAADUlEQVR42mNk+M9QDwADhgGAWjR9awAAAABJRU5ErkJggg==',
  'base64',
);

const code = '2.000635';
/** Fills 2.000635 in and sends it; ends wherever sending leads. */
async function fileOn(
  browser: PlainBrowser,
  whom: string,
  filer: string,
  subject: string,
  relation = 'self',
) {
  await browser.open(`/nop/${code}`);
  await browser.post(`/nop/${code}`, { whom, name: '' });
  const draft = /^\/nop\/([0-9a-f-]{36})\//.exec(browser.path)?.[1] ?? '';
  await fillIn(browser, draft, filer, subject, relation);
  await browser.post(`/nop/${draft}/kiem-tra`, { oath: 'yes' });
  return draft;
}
async function fillIn(
  browser: PlainBrowser,
  draft: string,
  filer: string,
  subject: string,
  relation = 'self',
) {
  await browser.post(`/nop/${draft}/filer`, {
    'for-whom': relation,
    'filer-name': filer,
    'filer-address': 'xã Yên Mô',
    'filer-phone': '0913000001',
  });
  await browser.post(`/nop/${draft}/subject`, {
    'subject-name': subject,
    'subject-birth-year': '1980',
    'subject-sex': 'female',
    'subject-nationality': 'VN',
  });
  await browser.post(`/nop/${draft}/records/0`, {
    'record-kind': 'birth',
    'record-place': 'Xã Yên Hòa',
    copies: '1',
  });
  await browser.post(`/nop/${draft}/result`, { deliver: 'counter' });
  await browser.open(`/nop/${draft}/nhan-ket-qua`);
  await browser.post(`/nop/${draft}/nhan-ket-qua`, { phone: '0913000001' });
  await browser.open(`/nop/${draft}/kiem-tra`);
}
const caseNamed = async (number: string) =>
  (await house.asOwner('select * from cases.cases where number = $1', [number]))[0] ?? {};
const numberIn = (text: string) => /H42[\d.]*-\d{6}-\d{4}/.exec(text)?.[0] ?? '';

async function authorise(principal: Someone, agent: Someone, more: Record<string, string> = {}) {
  const browser = await browserOf(principal);
  await browser.open('/toi/uy-quyen');
  await browser.post('/toi/uy-quyen', {
    ten: agent.name,
    so: agent.number,
    viec: 'some',
    'thu-tuc-1': code,
    'den-day': '31',
    'den-month': '12',
    'den-year': '2026',
    ...more,
  });
  return browser;
}

test('an authorised person files for another: each stands in the right role, and she is told', async () => {
  const old = await someone('Bùi Thị Cậy');
  const son = await someone('Bùi Văn Thay');
  const giving = await authorise(old, son);
  expect(giving.path).toMatch(/^\/toi\/uy-quyen\/[0-9a-f-]{36}$/);
  await giving.post(giving.path, { ma: await codeFor(old.phone) });
  expect(giving.page).toContain('Đã ủy quyền cho Bùi Văn Thay');
  expect(giving.page).toContain('Đang có hiệu lực');

  const acting = await browserOf(son);
  await acting.open(`/nop/${code}`);
  const choice = /value="(mandate:[0-9a-f-]{36})"/.exec(acting.page)?.[1] ?? '';
  expect(acting.page).toContain('Cho Bùi Thị Cậy, đã ủy quyền cho tôi');
  await fileOn(acting, choice, 'Bùi Văn Thay', 'Bùi Thị Cậy', 'parent');
  expect(acting.path).toMatch(/\/da-nop$/);
  const number = numberIn(acting.path);
  expect(await caseNamed(number)).toMatchObject({
    filer_person_id: son.personId,
    subject_person_id: old.personId,
    representative_person_id: son.personId,
    filer_name: 'Bùi Văn Thay',
    subject_name: 'Bùi Thị Cậy',
  });
  const [step] = await house.asOwner(
    'select t.actor_name from cases.trail t join cases.cases c on c.id = t.case_id where c.number = $1',
    [number],
  );
  expect(step?.actor_name).toBe('Bùi Văn Thay, người được ủy quyền của Bùi Thị Cậy');
  await deliverDue(ctx);
  const mine = await browserOf(old);
  await mine.open('/toi/hop-thu');
  expect(mine.page).toContain(number);
  await mine.open('/toi/lam-thay');
  expect(mine.page).toContain(`${number}: `);
  await mine.open('/toi/ai-da-xem');
  expect(mine.page).toContain('Bùi Văn Thay');

  // What is hers beside it stays hers.
  const own = await home.aDossier(old.who);
  expect((await acting.open(`/ho-so/${own.number}`)).status).toBe(404);
  expect((await acting.open(`/ho-so/${number}`)).status).toBe(200);
  expect((await acting.open('/ho-so')).page).not.toContain(own.number);

  // Ended by her: in the very next request, on the session that is open.
  await mine.open('/toi/lam-thay');
  const end = /\/toi\/lam-thay\/[0-9a-f-]{36}\/dung/.exec(mine.page)?.[0] ?? '';
  await mine.open(end);
  await mine.post(end, {});
  expect(mine.page).toContain('không làm thay được nữa');
  expect((await acting.open(`/ho-so/${number}`)).status).toBe(404);
  expect((await acting.open('/ho-so')).page).not.toContain(number);
  await acting.open(`/nop/${code}`);
  expect(acting.page).not.toContain('Bùi Thị Cậy');
  await acting.post(`/nop/${code}`, { whom: choice, name: '' });
  expect(acting.status).toBe(403);
  expect((await mine.open(`/ho-so/${number}`)).status).toBe(200);
});

test('a draft begun for another is gone the moment the authorisation ends', async () => {
  const old = await someone('Đỗ Thị Nhờ');
  const son = await someone('Đỗ Văn Giúp');
  const giving = await authorise(old, son);
  await giving.post(giving.path, { ma: await codeFor(old.phone) });
  const acting = await browserOf(son);
  await acting.open(`/nop/${code}`);
  const choice = /value="(mandate:[0-9a-f-]{36})"/.exec(acting.page)?.[1] ?? '';
  await acting.post(`/nop/${code}`, { whom: choice, name: '' });
  const at = acting.path;
  const draft = at.split('/')[2] ?? '';
  await fillIn(acting, draft, son.name, old.name, 'parent');
  expect(acting.status).toBe(200);
  const stranger = await browserOf(await someone('Kẻ Ngoài'));
  expect((await stranger.open(at)).status).toBe(404);
  await house.asOwner(`update people.persons set died_on = '2026-03-02' where id = $1`, [old.personId]);
  const check = acting.page;
  for (const url of [at, `/nop/${draft}`, `/nop/${draft}/kiem-tra`])
    expect((await acting.open(url)).status, url).toBe(404);
  acting.page = check;
  await acting.post(`/nop/${draft}/kiem-tra`, { oath: 'yes' });
  expect(acting.status).toBe(404);
  expect((await acting.open('/ho-so')).page).not.toContain(draft);
  expect(
    await house.asOwner('select 1 from cases.cases where subject_person_id = $1', [old.personId]),
  ).toEqual([]);
});

test('an authorisation is refused for a stranger to the register, a child, oneself, and for ever', async () => {
  const old = await someone('Hà Thị Kỹ');
  const son = await someone('Hà Văn Tỉnh');
  const young = await someone('Hà Văn Nhỏ');
  await house.asOwner(
    `update people.persons set birth = '2012-01-01', birth_from = '2012-01-01', birth_to = '2012-01-01' where id = $1`,
    [young.personId],
  );
  for (const [more, sentence] of [
    [{ so: '037180099999' }, 'Không tìm thấy người'],
    [{ ten: 'Hà Văn Khác' }, 'Không tìm thấy người'],
    [{ ten: young.name, so: young.number }, 'đủ 18 tuổi'],
    [{ ten: old.name, so: old.number }, 'chính mình'],
    [{ 'den-year': '2036' }, 'không quá 5 năm'],
    [{ 'den-year': '2025' }, 'không quá 5 năm'],
    [{ 'den-day': '31', 'den-month': '2' }, 'không quá 5 năm'],
    [{ viec: '' }, 'chọn một dòng'],
    [{ 'thu-tuc-1': '' }, 'ít nhất một thủ tục'],
  ] as const) {
    const browser = await authorise(old, son, more);
    expect(browser.status, sentence).toBe(422);
    expect(browser.page).toContain(sentence);
  }
  const other = await browserOf(son);
  const giving = await authorise(old, son);
  expect((await other.open(giving.path)).status).toBe(404);
  await other.open('/toi/uy-quyen');
  await other.post(giving.path, { ma: await codeFor(old.phone) });
  expect(other.status).toBe(404);
  expect((await other.open(giving.path.replace('/uy-quyen/', '/lam-thay/').concat('/dung'))).status).toBe(
    404,
  );
});

async function aHelper(name: string) {
  const helper = await someone(name, { password: 'đồng lúa chín vàng' });
  const admin = await home.anOfficer({ role: 'administrator', title: `Quản trị ${made}`, name: 'Quản Trị' });
  const { nameHelper } = await import('#engines/access');
  const { accountId, personId } = helper;
  const id = await tx(admin, (t) =>
    nameHelper(admin, t, { accountId, personId, name, team: 'Tổ công nghệ số thôn Yên Tế' }),
  );
  return { ...helper, helperId: id, admin };
}
const ask = (browser: PlainBrowser, person: Someone, more: Record<string, string> = {}) =>
  upload(browser, '/giup-dan', {
    ten: person.name,
    so: person.number,
    'thu-tuc': code,
    cach: 'code',
    ...more,
  });

test('a helper files for a villager by her code: one dossier, then number and state only', async () => {
  const helper = await aHelper('Trịnh Văn Giúp');
  const old = await someone('Tạ Thị Bà');
  const browser = await browserOf(helper);
  await browser.open('/giup-dan');
  await ask(browser, old);
  expect(browser.path).toMatch(/^\/giup-dan\/[0-9a-f-]{36}$/);
  const at = browser.path;
  expect(browser.page).not.toContain(old.phone);
  const sent = (await simulatedMessages(house.db, old.phone))[0]?.body ?? '';
  expect(sent).toContain('MOT ho so');
  await browser.open(`/nop/${code}`);
  expect(browser.page).not.toContain('Tạ Thị Bà');
  await browser.open(at);
  await browser.post(at, { ma: await codeFor(old.phone) });
  expect(browser.page).toContain('đã đồng ý');
  const choice = `mandate:${at.split('/')[2]}`;
  await browser.open(`/nop/${code}?cho=${choice}`);
  await browser.post(`/nop/${code}`, { whom: choice, name: '' });
  const draft = browser.path.split('/')[2] ?? '';
  // Prefilled with what this form needs of her.
  expect(browser.page).toContain('value="Tạ Thị Bà"');
  await fillIn(browser, draft, old.name, old.name);
  await browser.post(`/nop/${draft}/kiem-tra`, { oath: 'yes' });
  expect(browser.path).toBe(at);
  const number = numberIn(browser.page);
  expect(number).not.toBe('');
  expect(await caseNamed(number)).toMatchObject({
    filer_person_id: old.personId,
    filer_account_id: old.accountId,
    subject_person_id: old.personId,
    representative_person_id: null,
    filer_name: 'Tạ Thị Bà',
  });
  const [step] = await house.asOwner(
    'select t.actor_name, t.account_id from cases.trail t join cases.cases c on c.id = t.case_id where c.number = $1',
    [number],
  );
  expect(step).toMatchObject({
    actor_name: 'Trịnh Văn Giúp, Tổ công nghệ số thôn Yên Tế, làm giúp Tạ Thị Bà',
    account_id: helper.accountId,
  });
  for (const url of [
    `/ho-so/${number}`,
    `/ho-so/${number}/da-nop`,
    `/nop/${draft}/filer`,
    `/nop/${draft}/kiem-tra`,
  ])
    expect((await browser.open(url)).page, url).not.toContain('xã Yên Hòa');
  expect((await browser.open(`/ho-so/${number}`)).status).toBe(404);
  expect((await browser.open('/ho-so')).page).not.toContain(number);
  // The consent is spent: neither this procedure again nor another one.
  for (const procedure of [code, '1.001193']) {
    await browser.open(`/nop/${procedure}`);
    await browser.post(`/nop/${procedure}`, { whom: choice, name: '' });
    expect(browser.status, procedure).toBe(403);
  }
  const hers = await browserOf(old);
  expect((await hers.open(`/ho-so/${number}`)).status).toBe(200);
  await hers.open('/toi/lam-thay');
  expect(hers.page).toContain('Trịnh Văn Giúp');
  expect(hers.page).toContain('Đã xong việc');
  await hers.open('/toi/ai-da-xem');
  expect(hers.page).toContain('Trịnh Văn Giúp');
});

test('without a telephone the finger mark needs a witness who is not the helper; four hours later it is over', async () => {
  const helper = await aHelper('Vũ Thị Tận Tình');
  const old = await someone('Ngô Thị Không Máy');
  await house.asOwner('delete from access.accounts where id = $1', [old.accountId]);
  await house.asOwner('update people.persons set phone = null where id = $1', [old.personId]);
  const browser = await browserOf(helper);
  await browser.open('/giup-dan');
  await ask(browser, old);
  expect(browser.page).toContain('chưa có số điện thoại');
  await ask(browser, old, { cach: 'mark' });
  expect(browser.page).toContain('họ tên người làm chứng');
  await ask(browser, old, { cach: 'mark', 'lam-chung': 'VŨ THỊ tận tình' });
  expect(browser.page).toContain('không phải tên Ông/Bà');
  await ask(browser, old, { cach: 'paper' });
  expect(browser.page).toContain('chụp tờ giấy');
  await ask(browser, old, { cach: 'mark', 'lam-chung': 'Phạm Văn Trưởng Thôn' });
  const at = browser.path;
  expect(browser.page).toContain('đã đồng ý');
  const choice = `mandate:${at.split('/')[2]}`;
  await browser.open(`/nop/${code}`);
  await browser.post(`/nop/${code}`, { whom: choice, name: '' });
  const screen = browser.path;
  expect(browser.status).toBe(200);
  ctx.clock.set('2026-03-02T12:59');
  const late = await browserOf(helper);
  expect((await late.open(screen)).status).toBe(200);
  ctx.clock.set('2026-03-02T13:00');
  expect((await late.open(screen)).status).toBe(404);
  ctx.clock.set('2026-03-02T09:00');
});

test('whoever is no helper any more, shares the telephone, or has no password, helps nobody', async () => {
  const helper = await aHelper('Lý Văn Cũ');
  const old = await someone('Mai Thị Bà');
  const browser = await browserOf(helper);
  await browser.open('/giup-dan');
  await ask(browser, old, { cach: 'mark', 'lam-chung': 'Ai Đó' });
  const choice = `mandate:${browser.path.split('/')[2]}`;
  await house.asOwner('update access.accounts set phone = $2 where id = $1', [old.accountId, helper.phone]);
  await browser.open('/giup-dan');
  await ask(browser, old);
  expect(browser.page).toContain('cũng là số của Ông/Bà');
  await tx(ctx, (t) => setPassword(t, helper.accountId, null));
  await ask(browser, old, { cach: 'mark', 'lam-chung': 'Ai Đó' });
  expect(browser.page).toContain('cần đặt mật khẩu');
  const { endHelper } = await import('#engines/access');
  await tx(helper.admin, (t) => endHelper(helper.admin, t, helper.helperId, [home.unitId]));
  await browser.open('/giup-dan');
  expect(browser.page).toContain('chưa được xã giao việc này');
  await browser.open(`/nop/${code}`);
  await browser.post(`/nop/${code}`, { whom: choice, name: '' });
  expect(browser.status).toBe(403);
  const citizen = await browserOf(await someone('Người Thường'));
  await citizen.open('/dang-xuat');
  await ask(citizen, old, { cach: 'mark', 'lam-chung': 'Ai Đó' });
  expect(citizen.page).toContain('chưa được xã giao việc này');
  expect(
    await house.asOwner('select 1 from access.mandates where principal_id = $1', [old.personId]),
  ).toHaveLength(1);
});

test('at the counter a paper is written down with its photo, shown to both, and ended for who has no telephone', async () => {
  const old = await someone('Chu Thị Giấy');
  const son = await someone('Chu Văn Tờ');
  const desk = await home.anOfficer({ role: 'reception', title: 'Quầy ủy quyền', name: 'Cán Bộ Quầy' });
  const { actor } = desk;
  if (actor.kind !== 'officer') throw new Error('an officer');
  const { session } = await import('#engines/testing');
  const officer = new PlainBrowser(server.app);
  officer.jar.set('phien', await session(ctx, desk));
  await officer.open('/can-bo/dai-dien');
  const fields = {
    'ten-nguoi': old.name,
    'so-nguoi': old.number,
    ten: son.name,
    so: son.number,
    viec: 'all',
    'den-day': '31',
    'den-month': '12',
    'den-year': '2026',
  };
  await upload(officer, '/can-bo/dai-dien', fields);
  expect(officer.page).toContain('Cần ảnh chụp giấy ủy quyền');
  await upload(officer, '/can-bo/dai-dien', fields, true);
  expect(officer.page).toContain('Đã ghi ủy quyền');
  const mine = await browserOf(old);
  await mine.open('/toi/lam-thay');
  const paper = /\/uy-quyen\/[0-9a-f-]{36}\/giay/.exec(mine.page)?.[0] ?? '';
  expect((await mine.open(paper)).status).toBe(200);
  expect((await (await browserOf(await someone('Kẻ Tò Mò'))).open(paper)).status).toBe(404);
  await officer.open('/can-bo/dai-dien');
  await officer.post('/can-bo/dai-dien/xem', { 'ten-tim': old.name, 'so-tim': old.number });
  expect(officer.page).toContain('Chu Văn Tờ');
  const end = /\/can-bo\/dai-dien\/[0-9a-f-]{36}\/dung/.exec(officer.page)?.[0] ?? '';
  await officer.post(end, {});
  expect(officer.page).toContain('Đã dừng việc làm thay');
  await mine.open('/toi/lam-thay');
  expect(mine.page).toContain('xã dừng');
});

test('a citizen who is an officer has no more reach over others as a citizen', async () => {
  const reception = home.reception.actor;
  if (reception.kind !== 'officer') throw new Error('an officer');
  const token = await tx(ctx, (t) => openSession(ctx, t, { accountId: reception.accountId, device: 'thử' }));
  const resolved = await actorOf(house.db, token, ctx.now());
  expect(resolved?.actor).toMatchObject({ kind: 'citizen', scope: { units: [], cases: [] } });
  expect(as(ctx, reception).actor.scope.cases).toBeUndefined();
});
