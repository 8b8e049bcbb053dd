import fs from 'node:fs';
import { afterAll, describe, expect, test } from 'vitest';
import { fromLocal, importCalendar } from '#engines/calendar';
import { tx } from '#engines/database';
import { fold } from '#engines/search';
import { testCtx, testDb } from '#engines/testing';
import { systemPages } from '#engines/ui';
import { createServer, noAssets } from '#engines/web';
import { canBeFiled, importProcedures, routes, setDirectFiling } from './index.ts';
import { readProcedure } from './read-file.ts';

const house = await testDb();
const ctx = testCtx(house, { at: '2026-03-02T09:00' });
const folder = 'data/procedures';
const files = fs
  .readdirSync(folder)
  .filter((name) => /^\d.*\.yaml$|^(synonyms|elsewhere)\.yaml$/.test(name))
  .map((name) => ({ name, text: fs.readFileSync(`${folder}/${name}`, 'utf8') }));
await tx(ctx, async (t) => {
  await importCalendar(t, fs.readFileSync('data/calendar/2020-2027.tsv', 'utf8'), 'tsv');
  await importProcedures(t, files, ctx.now());
  await setDirectFiling(t, '14701', 'bản trình diễn', ctx.now());
});
let moment = ctx.now();
const server = await createServer({
  routes,
  db: house.db,
  origin: 'http://127.0.0.1:8080',
  mode: 'demo',
  secret: 'một bí mật dài hơn ba mươi hai ký tự để thử',
  log: ctx.log,
  actorOf: async () => undefined,
  pages: systemPages,
  site: () => ({
    name: 'Xã Yên Mô',
    above: 'Tỉnh Ninh Bình',
    address: '',
    phone: '0229 000 0000',
    hours: '',
    demo: true,
    citizenNav: [],
    officerNav: [],
  }),
  assets: noAssets,
  now: () => moment,
});
afterAll(() => server.close());

const get = async (url: string) => {
  const answer = await server.app.inject({ method: 'GET', url });
  return { status: answer.statusCode, type: String(answer.headers['content-type']), text: answer.body };
};
const api = async (path: string) => {
  const { status, text } = await get(`/api/v1/procedures${path}`);
  return { status, body: JSON.parse(text) };
};

describe('the public API', () => {
  test('ranks procedures for a question in everyday words', async () => {
    const { status, body } = await api(`?q=${encodeURIComponent('giay khai sinh cho con')}`);
    expect(status).toBe(200);
    expect(body.procedures[0]).toMatchObject({ code: '1.001193', name: 'Đăng ký khai sinh' });
  });
  test('knows a procedure by its national and by its longer code', async () => {
    const short = await api('/1.001193');
    expect(short.status).toBe(200);
    expect((await api('/1.001193.000.00.00.H42')).body).toEqual(short.body);
  });
  test('an unknown code is missing, as a problem', async () => {
    const answer = await get('/api/v1/procedures/9.999999');
    expect(answer.status).toBe(404);
    expect(answer.type).toContain('application/problem+json');
  });
  test.each([
    ['1.001193', '2026-03-02T09:00', '2026-03-02T17:00+07:00'],
    ['1.001193', '2026-03-02T15:00', '2026-03-02T17:00+07:00'],
    ['1.001193', '2026-03-02T15:01', '2026-03-03T17:00+07:00'],
    ['1.004873', '2026-03-02T09:00', '2026-03-05T17:00+07:00'],
    ['1.011607', '2026-03-02T09:00', '2026-03-17T17:00+07:00'],
  ])('%s received at %s is due at %s', async (code, received, dueAt) => {
    expect((await api(`/${code}/due?received=${received}`)).body.dueAt).toBe(dueAt);
  });
  test('days skipped are told with their reason, other cases are offered', async () => {
    const { body } = await api('/1.004873/due?received=2026-11-20T09:00');
    expect(body.dueAt).toBe('2026-11-26T17:00+07:00');
    expect(body.skipped.map((s: { date: string }) => s.date)).toContain('2026-11-24');
    expect(body.otherCases.map((c: { id: string }) => c.id)).toEqual(['lost-old-paper']);
  });
  test('a case without a limit promises nothing', async () => {
    expect((await api('/1.004873/due?received=2026-03-02T09:00&case=lost-old-paper')).body.dueAt).toBeNull();
  });
  test('an undecided day, an impossible date and an unknown case are refused with a reason', async () => {
    const undecided = await api('/1.004873/due?received=2031-03-03T09:00');
    expect(undecided.status).toBe(422);
    expect(undecided.body.detail.length).toBeGreaterThan(20);
    expect((await api('/1.004873/due?received=2026-02-30T09:00')).status).toBe(422);
    expect((await api('/1.004873/due?received=hôm-nay')).status).toBe(422);
    expect((await api('/1.004873/due?received=2026-03-02T09:00&case=x')).status).toBe(422);
  });
});

describe('the pages', () => {
  test('the first page leads with the search', async () => {
    const { status, text } = await get('/');
    expect(status).toBe(200);
    expect(text).toContain('name="q"');
    expect(text).toContain('0229 000 0000');
  });
  test('a search that finds nothing says where to ask', async () => {
    const { status, text } = await get('/thu-tuc?q=xyzzyqwerty');
    expect(status).toBe(200);
    expect(text).toContain('0229 000 0000');
  });
  const ours = files.filter((f) => /^\d/.test(f.name)).map(readProcedure);
  test.each(ours.map((version) => [version.code, version] as const))(
    '%s shows everything that its file says, and files only what is decided here',
    async (code, version) => {
      moment = fromLocal('2026-11-24T09:00');
      const { status, text } = await get(`/thu-tuc/${code}`);
      moment = ctx.now();
      expect(status).toBe(200);
      const shown = fold(
        text
          .replace(/<[^>]+>/g, ' ')
          .replaceAll('&quot;', '"')
          .replaceAll('&amp;', '&'),
      );
      const { definition } = version;
      const says = [
        version.plain_name,
        definition.summary,
        ...definition.who,
        ...definition.when,
        ...definition.where,
        ...definition.papers.flatMap((paper) => [paper.name, paper.help ?? '']),
        ...definition.notNeeded.flatMap(({ name, why }) => [name, why]),
        ...definition.cases.map((c) => (definition.cases.length > 1 ? c.label : '')),
        ...definition.fees.flatMap((fee) => [fee.name, ...fee.exemptions.map((e) => e.label)]),
        ...definition.steps.map((step) => step.title),
        definition.result.name,
        ...definition.notes,
        ...definition.bases.map((basis) => basis.number),
        ...definition.unchecked.flatMap(({ fact, reason }) => [fact, reason]),
      ];
      for (const sentence of says) expect(shown).toContain(fold(sentence));
      expect(text).toContain('hưa đối chiếu');
      const filed = canBeFiled({ ...version, id: '', valid_to: null });
      expect(text.includes(`"/nop/${code}"`)).toBe(filed);
      expect(text.includes(`/thu-tuc/${code}/to-khai`)).toBe(definition.form.groups.length > 0);
    },
  );
  test('an amount that the council sets is not shown as free', async () => {
    const { text } = await get('/thu-tuc/1.001612');
    expect(text).toMatch(/Hội đồng nhân dân|HĐND/u);
    expect(text).not.toContain('Miễn phí');
  });
  test('“when would it be ready” answers a plain GET form', async () => {
    const page = await get('/thu-tuc/1.004873');
    const names = [...page.text.matchAll(/<(?:input|select)[^>]* name="([^"]+)"/g)].map((m) => m[1]);
    expect(names.length).toBeGreaterThan(1);
  });
});

describe('the wrong door, the notice board, the calculator', () => {
  test('what another authority does is answered with where to go, on the page and over the API', async () => {
    const { text } = await get('/thu-tuc?q=lam+ho+chieu');
    expect(text).toContain('Làm hộ chiếu: nơi khác giải quyết');
    expect(text).toContain('Công an tỉnh, phòng Quản lý xuất nhập cảnh.');
    expect(text).toContain('Chưa đối chiếu');
    const { body } = await api('?q=lam%20ho%20chieu');
    expect(body.elsewhere).toMatchObject([{ title: 'Làm hộ chiếu', checked: false }]);
    expect((await api('?q=khai%20sinh')).body.elsewhere).toEqual([]);
  });
  test('a search that finds shows plain names, best first', async () => {
    const { text } = await get('/thu-tuc?q=giay+doc+than');
    const codes = [...text.matchAll(/href="\/thu-tuc\/(\d\.\d{6})"/g)].map((m) => m[1]);
    expect(codes[0]).toBe('1.004873');
  });
  test('the longer code leads to the page of the national one', async () => {
    const answer = await server.app.inject({ method: 'GET', url: '/thu-tuc/1.001193.000.00.00.H42' });
    expect(answer.statusCode).toBe(303);
    expect(answer.headers.location).toBe('/thu-tuc/1.001193');
  });
  test.each(['/thu-tuc/9.999999', '/thu-tuc/khong-co', '/thu-tuc/9.999999/niem-yet'])(
    '%s says that there is no such procedure and what to do next',
    async (url) => {
      const { status, text } = await get(url);
      expect(status).toBe(404);
      expect(text).toContain('Không có thủ tục mang mã');
      expect(text).toContain('kiểm tra lại mã');
    },
  );
  test('before anybody asks, the page says what holds if everything were received now', async () => {
    const { text } = await get('/thu-tuc/1.004873');
    expect(text).toContain('Có kết quả chậm nhất 17 giờ 00 phút, ngày 05/03/2026.');
    expect(text).toContain('Nếu xã nhận đủ giấy tờ bây giờ');
  });
  const on = (day: string, month: string, year: string, time = '9:00') =>
    `/thu-tuc/1.004873?ngay-day=${day}&ngay-month=${month}&ngay-year=${year}&gio=${time}`;
  test('a day asked for is answered with the days that do not count', async () => {
    const { text } = await get(on('20', '11', '2026'));
    expect(text).toContain('ngày 26/11/2026');
    expect(text).toContain('24/11/2026: Ngày Văn hóa Việt Nam');
    expect(text).toMatch(/<details[^>]* open/);
  });
  test('Tết 2027 is undecided: no date is promised and the reason is said', async () => {
    const { status, text } = await get(on('03', '02', '2027'));
    expect(status).toBe(200);
    expect(text).not.toContain('Có kết quả chậm nhất');
    expect(text).toMatch(/Tết|chưa có quyết định|chưa quyết/u);
    const undecided = await api('/1.004873/due?received=2027-02-03T09:00');
    expect(undecided.status).toBe(422);
    expect(undecided.body.detail).toMatch(/2027/);
  });
  test.each([on('30', '02', '2026'), on('1', '1', 'abcd'), on('02', '03', '2026', '25:99')])(
    'an impossible moment is told kindly: %s',
    async (url) => {
      const { status, text } = await get(url);
      expect(status).toBe(200);
      expect(text).toContain('không có trong lịch');
    },
  );
  test('the notice board has everything unfolded, a code to scan and no form', async () => {
    const { status, text } = await get('/thu-tuc/1.001193/niem-yet');
    expect(status).toBe(200);
    expect(text).toContain('class="qr"');
    expect(text).toContain('Giấy cam đoan về việc sinh');
    expect(text).not.toMatch(/<details|<form/);
  });
});
