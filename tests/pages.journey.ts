import type { Page } from 'playwright-core';
import { afterAll, beforeAll, describe, expect, test } from 'vitest';
import { routes } from '../src/apps/parts.ts';
import { hiddenFocusOn, lossesAtDoubleZoom, obstaclesOn, type Weight, weigh } from './kit/audit.ts';
import { fileBirth } from './kit/birth.ts';
import { administrator, deskOne, mother, officeChief, provinceOverseer } from './kit/people.ts';
import { phonePhoto } from './kit/photo.ts';
import { citizenAt, noBrowser, officerAt, Walker, withBrowser } from './kit/walker.ts';

withBrowser();

type Reader = 'visitor' | 'citizen' | 'officer' | 'leader' | 'administrator' | 'province';

/** Every page: the route's pattern, who reads it, and its address with `{dossier}`, `{draft}` … to be filled in. */
const pages: readonly (readonly [pattern: string, reader: Reader, address: string])[] = [
  ['/', 'visitor', '/'],
  ['/thu-tuc', 'visitor', '/thu-tuc'],
  ['/thu-tuc', 'visitor', '/thu-tuc?q=cong%20chung'],
  ['/thu-tuc', 'visitor', '/thu-tuc?q=zzzz'],
  ['/thu-tuc/:code', 'visitor', '/thu-tuc/1.001193'],
  ['/thu-tuc/:code', 'visitor', '/thu-tuc/1.004222'],
  ['/thu-tuc/:code', 'visitor', '/thu-tuc/2.000815'],
  ['/thu-tuc/:code/niem-yet', 'visitor', '/thu-tuc/1.001193/niem-yet'],
  ['/thu-tuc/:code/niem-yet', 'visitor', '/thu-tuc/1.004194/niem-yet'],
  ['/thu-tuc/:code/ma-qr', 'visitor', '/thu-tuc/1.001193/ma-qr'],
  ['/thu-tuc/:code/to-khai', 'visitor', '/thu-tuc/1.004194/to-khai'],
  ['/thu-tuc/tat-ca', 'visitor', '/thu-tuc/tat-ca?trang=2'],
  ['/thu-tuc/theo-viec/:viec', 'visitor', '/thu-tuc/theo-viec/sinh-con'],
  ['/thu-tuc/theo-linh-vuc/:field', 'visitor', '/thu-tuc/theo-linh-vuc/ho-tich'],
  ['/thu-tuc/theo-linh-vuc/:field/ma-qr', 'visitor', '/thu-tuc/theo-linh-vuc/ho-tich/ma-qr'],
  ['/can-bo/thu-tuc/tim-khong-thay', 'administrator', '/can-bo/thu-tuc/tim-khong-thay'],
  ['/dang-nhap', 'visitor', '/dang-nhap'],
  ['/can-bo/dang-nhap', 'visitor', '/can-bo/dang-nhap'],
  ['/dien-thoai-mo-phong', 'visitor', '/dien-thoai-mo-phong?so=0900990001'],
  ['/tra-cuu', 'visitor', '/tra-cuu?ma={dossier}'],
  ['/nop/:code', 'citizen', '/nop/1.001193'],
  ['/nop/:code', 'citizen', '/nop/1.004222'],
  ['/nop/:draft/:screen', 'citizen', '/nop/{draft}/filer'],
  ['/nop/:draft/:screen', 'citizen', '/nop/{draft}/head'],
  ['/nop/:draft/:screen', 'citizen', '/nop/{draft}/members'],
  ['/nop/:draft/:screen', 'citizen', '/nop/{draft}/hardship'],
  ['/nop/:draft/:screen', 'citizen', '/nop/{draft}/nhan-ket-qua'],
  ['/nop/:draft/:screen', 'citizen', '/nop/{draft}/kiem-tra'],
  ['/nop/:draft/:screen/:index', 'citizen', '/nop/{draft}/members/0'],
  ['/ho-so', 'citizen', '/ho-so'],
  ['/ho-so/:number', 'citizen', '/ho-so/{dossier}'],
  ['/ho-so/:number/da-nop', 'citizen', '/ho-so/{dossier}/da-nop'],
  ['/ho-so/:number/rut', 'citizen', '/ho-so/{dossier}/rut'],
  ['/toi', 'citizen', '/toi'],
  ['/toi/mat-khau', 'citizen', '/toi/mat-khau'],
  ['/toi/hop-thu', 'citizen', '/toi/hop-thu'],
  ['/toi/ai-da-xem', 'citizen', '/toi/ai-da-xem'],
  ['/toi/muc-xac-thuc', 'citizen', '/toi/muc-xac-thuc'],
  ['/toi/khoa', 'citizen', '/toi/khoa'],
  ['/toi/lam-thay', 'citizen', '/toi/lam-thay'],
  ['/toi/uy-quyen', 'citizen', '/toi/uy-quyen'],
  ['/toi/du-lieu', 'citizen', '/toi/du-lieu'],
  ['/toi/dong-y', 'citizen', '/toi/dong-y'],
  ['/toi/dong-y/:purpose/rut', 'citizen', '/toi/dong-y/reminders/rut'],
  ['/toi/yeu-cau', 'citizen', '/toi/yeu-cau'],
  ['/toi/yeu-cau/moi', 'citizen', '/toi/yeu-cau/moi'],
  ['/giup-dan', 'citizen', '/giup-dan'],
  ['/quen-mat-khau', 'visitor', '/quen-mat-khau'],
  ['/dang-xuat', 'citizen', '/dang-xuat'],
  ['/can-bo', 'officer', '/can-bo'],
  ['/can-bo', 'officer', '/can-bo?muc=cua-don-vi'],
  ['/can-bo', 'officer', '/can-bo?tim=zzzz'],
  ['/can-bo/ho-so/:number', 'officer', '/can-bo/ho-so/{dossier}'],
  ['/can-bo/ho-so/:number/in', 'officer', '/can-bo/ho-so/{dossier}/in'],
  ['/can-bo/mo-tai-khoan', 'officer', '/can-bo/mo-tai-khoan'],
  ['/can-bo/dai-dien', 'officer', '/can-bo/dai-dien'],
  ['/can-bo/khoi-phuc', 'officer', '/can-bo/khoi-phuc'],
  ['/can-bo/nguoi-giup', 'administrator', '/can-bo/nguoi-giup'],
  ['/can-bo/du-lieu-ca-nhan', 'leader', '/can-bo/du-lieu-ca-nhan'],
  ['/can-bo/tong-quan', 'leader', '/can-bo/tong-quan'],
  ['/can-bo/tong-quan', 'leader', '/can-bo/tong-quan?ky=nam'],
  ['/can-bo/tong-quan/ho-so', 'leader', '{figure}'],
  ['/can-bo/tong-quan', 'province', '/can-bo/tong-quan'],
  ['/trang-thai', 'visitor', '/trang-thai'],
  ['/can-bo/van-hanh', 'administrator', '/can-bo/van-hanh'],
  ['/can-bo/van-hanh/viec-cho', 'administrator', '/can-bo/van-hanh/viec-cho'],
  ['/can-bo/van-hanh/viec-nen', 'administrator', '/can-bo/van-hanh/viec-nen'],
  ['/can-bo/van-hanh/may', 'administrator', '/can-bo/van-hanh/may'],
  ['/can-bo/quan-tri', 'administrator', '/can-bo/quan-tri'],
  ['/can-bo/quan-tri/viec', 'administrator', '/can-bo/quan-tri/viec'],
  ['/can-bo/quan-tri/tin', 'administrator', '/can-bo/quan-tri/tin'],
  ['/can-bo/quan-tri/nhat-ky', 'administrator', '/can-bo/quan-tri/nhat-ky'],
  ['/can-bo/quan-tri/vi-tri', 'administrator', '/can-bo/quan-tri/vi-tri'],
  ['/can-bo/quan-tri/vi-tri/:id', 'administrator', '{post}'],
  ['/can-bo/quan-tri/vi-tri/:id/moi-nguoi', 'administrator', '{post}/moi-nguoi'],
  ['/can-bo/quan-tri/vi-tri/moi', 'administrator', '/can-bo/quan-tri/vi-tri/moi'],
  ['/can-bo/quan-tri/can-bo', 'administrator', '/can-bo/quan-tri/can-bo'],
  ['/can-bo/quan-tri/can-bo/:id', 'administrator', '{staff}'],
  ['/can-bo/quan-tri/uy-quyen', 'administrator', '/can-bo/quan-tri/uy-quyen'],
  ['/can-bo/quan-tri/don-vi', 'administrator', '/can-bo/quan-tri/don-vi'],
  ['/can-bo/quan-tri/nhat-ky/tra-cuu', 'administrator', '/can-bo/quan-tri/nhat-ky/tra-cuu'],
  ['/can-bo/quan-tri/nhat-ky/viec/:id', 'administrator', '{act}'],
  ['/can-bo/quan-tri/nhat-ky/xem/:id', 'administrator', '{look}'],
  ['/can-bo/quan-tri/thiet-lap', 'administrator', '/can-bo/quan-tri/thiet-lap'],
  ['/can-bo/quan-tri/thiet-lap/vi-tri', 'administrator', '/can-bo/quan-tri/thiet-lap/vi-tri'],
  ['/can-bo/quan-tri/thiet-lap/tin-nhan', 'administrator', '/can-bo/quan-tri/thiet-lap/tin-nhan'],
  ['/can-bo/quan-tri/thiet-lap/san-sang', 'administrator', '/can-bo/quan-tri/thiet-lap/san-sang'],
  ['/can-bo/thay-doi', 'administrator', '/can-bo/thay-doi'],
  ['/can-bo/thu-tuc', 'administrator', '/can-bo/thu-tuc'],
  ['/can-bo/thu-tuc/:code', 'administrator', '/can-bo/thu-tuc/1.001193'],
  ['/can-bo/thu-tuc/tu-dong-nghia', 'administrator', '/can-bo/thu-tuc/tu-dong-nghia'],
  ['/can-bo/thu-tuc/xuat-nhap', 'administrator', '/can-bo/thu-tuc/xuat-nhap'],
  ['/can-bo/lich-lam-viec', 'administrator', '/can-bo/lich-lam-viec?nam=2027'],
  ['/can-bo/uy-quyen', 'officer', '/can-bo/uy-quyen'],
  ['/can-bo/ma-in-san', 'officer', '/can-bo/ma-in-san'],
  ['/can-bo/so-dan', 'officer', '/can-bo/so-dan?tim=dinh'],
  ['/can-bo/so-dan/thon', 'officer', '/can-bo/so-dan/thon'],
  ['/can-bo/so-dan/trung', 'officer', '/can-bo/so-dan/trung'],
  ['/can-bo/so-dan/gop', 'officer', '/can-bo/so-dan/gop'],
  ['/can-bo/so-dan/them', 'officer', '/can-bo/so-dan/them'],
  ['/can-bo/so-dan/nguoi/:id', 'officer', '{person}'],
  ['/can-bo/so-dan/nguoi/:id/sua', 'officer', '{person}/sua'],
  ['/can-bo/so-dan/ho/:id', 'officer', '{household}'],
  ['/can-bo/ket-noi', 'administrator', '/can-bo/ket-noi'],
  ['/can-bo/ket-noi/moi', 'administrator', '/can-bo/ket-noi/moi'],
  ['/toi/so-dien-thoai', 'citizen', '/toi/so-dien-thoai'],
  ['/toi/phan-mem', 'citizen', '/toi/phan-mem'],
  ['/api', 'visitor', '/api'],
  ['/dia-chi', 'visitor', '/dia-chi?tim=yen+hoa'],
  ['/niem-phong-nhat-ky', 'visitor', '/niem-phong-nhat-ky'],
];

/** Answers to GET that are no page, and pages that only a journey on its way comes by. */
const notHere = [
  /^\/api\//,
  /\.csv$/,
  '/metrics',
  /^\/(\.well-known|vi-du-phan-mem)\//,
  // Of one system that was let in: api.journey.ts.
  /^\/can-bo\/ket-noi\/:id/,
  '/ho-so/:number/tep/:file',
  // What a phone keeps for a time without a network: weighed by itself below, seen in offline.journey.ts.
  /^\/ngoai-tuyen/,
  // Of one change, one version, a file: editors.journey.ts.
  /^\/can-bo\/thay-doi\/:id/,
  /^\/can-bo\/thu-tuc\/(xuat$|nhap\/|:code\/ban\/)/,
  // By a link that opens once, and of an empty installation: administration.journey.ts.
  /^\/can-bo\/(thiet-lap|moi)\/:ma$/,
  '/can-bo/quan-tri/phan-cong/:id',
  // Two entries side by side: registers.journey.ts.
  '/can-bo/so-dan/trung/:one/:other',
  // Only with an open sign-in, or with an identity provider: accounts.journey.ts.
  '/ma-xac-nhan',
  '/toi/so-dien-thoai/ma',
  '/can-bo/ma-xac-nhan',
  /^\/dang-nhap\/vneid/,
  '/toi/vneid',
  // Of one mandate, help or request: family.journey.ts.
  /^\/(toi\/uy-quyen|giup-dan|uy-quyen|toi\/lam-thay)\/:id/,
  '/toi/yeu-cau/:number',
  /^\/can-bo\/(du-lieu-ca-nhan\/:number|dai-dien\/xem)/,
  // Only when the procedure was replaced: bad-input.journey.ts.
  '/nop/:draft/thay-doi',
  // Lead back to the page that an act belongs to.
  /^\/nop\/:draft\/(bo|:screen\/:index\/xoa|giay-to\/(anh|gan|xoa))$/,
  /^\/ho-so\/:number\/(nhan|bo-sung|danh-gia)$/,
  /^\/can-bo\/ho-so\/:number\/(xem-day-du|viec\/:act|nhan-ve-toi|nhan)$/,
];

const budget = { scripts: 10 * 1024, all: 100 * 1024 };
/** Once for a phone, after the page stands: the program and the procedures for a time without a network. */
const keptOnce = { scripts: 24 * 1024, all: 200 * 1024 };
/** The address of the first such link on a page; '' where there is none. */
async function firstLink(page: Page, address: string, links: string): Promise<string> {
  await page.goto(address);
  const href = await page.locator(links).first().getAttribute('href', { timeout: 5000 });
  return href?.split('?')[0] ?? '';
}
const isCitizens = (reader: Reader) => reader === 'visitor' || reader === 'citizen';

test('the list of pages forgets no GET route of the program', () => {
  const listed = new Set(pages.map(([pattern]) => pattern));
  const forgotten = routes
    .filter((route) => route.method === 'GET' && !listed.has(route.url))
    .filter(
      (route) =>
        !notHere.some((rule) => (typeof rule === 'string' ? rule === route.url : rule.test(route.url))),
    )
    .map((route) => route.url);
  expect(forgotten).toEqual([]);
});

describe.skipIf(noBrowser)('every page', () => {
  const walkers = new Map<Reader, Walker>();
  const known: Record<string, string> = {};
  const heaviest = { scripts: ['', 0], all: ['', 0] } as Record<keyof Weight, [string, number]>;

  beforeAll(async () => {
    walkers.set('visitor', await Walker.take('trang'));
    walkers.set('citizen', await citizenAt('trang-dan', mother));
    walkers.set('officer', await officerAt('trang-can-bo', deskOne));
    walkers.set('leader', await officerAt('trang-lanh-dao', officeChief));
    walkers.set('province', await officerAt('trang-tinh', provinceOverseer));
    walkers.set('administrator', await officerAt('trang-quan-tri', administrator));
    const citizen = await citizenAt('trang-nop', mother, { scripts: false });
    known.dossier = await fileBirth(citizen, 'Đinh Thị Trang', await phonePhoto(), false);
    await citizen.open('/nop/1.011607');
    await citizen.answer({ whom: 'self' });
    await citizen.go('Bắt đầu');
    known.draft = /\/nop\/([0-9a-f-]{36})/.exec(citizen.page.url())?.[1] ?? '';
    await citizen.close();
    const leader = walkers.get('leader')!.page;
    await leader.goto('/can-bo/tong-quan');
    known.figure =
      (await leader.locator('a[href*="/can-bo/tong-quan/ho-so"]').first().getAttribute('href')) ?? '';
    const admin = walkers.get('administrator')!.page;
    known.post = await firstLink(admin, '/can-bo/quan-tri/vi-tri', 'a[href*="/vi-tri/"]:not([href$="/moi"])');
    known.staff = await firstLink(admin, '/can-bo/quan-tri/can-bo', 'a[href*="/quan-tri/can-bo/"]');
    known.act = await firstLink(admin, '/can-bo/quan-tri/nhat-ky/tra-cuu', 'a[href*="/nhat-ky/viec/"]');
    known.look = await firstLink(
      admin,
      '/can-bo/quan-tri/nhat-ky/tra-cuu?so=xem',
      'a[href*="/nhat-ky/xem/"]',
    );
    const register = walkers.get('officer')!.page;
    known.person = await firstLink(register, '/can-bo/so-dan?tim=dinh', 'main a[href*="/so-dan/nguoi/"]');
    known.household = await firstLink(register, known.person, 'main a[href*="/so-dan/ho/"]');
  });

  test('what a phone keeps for a time without a network comes once and is no heavier than it may be', async () => {
    const visitor = walkers.get('visitor')!;
    const first = await weigh(visitor, '/ngoai-tuyen');
    expect(first.scripts).toBeLessThanOrEqual(keptOnce.scripts);
    expect(first.all).toBeLessThanOrEqual(keptOnce.all);
    // The procedures are on the phone now: from here on only their mark is compared.
    const page = budget.all - budget.scripts + keptOnce.scripts;
    expect((await weigh(visitor, '/ngoai-tuyen')).all).toBeLessThanOrEqual(page);
    expect((await weigh(walkers.get('citizen')!, '/nop/1.001193')).all).toBeLessThanOrEqual(keptOnce.all);
  });

  afterAll(async () => {
    for (const walker of walkers.values()) await walker.close();
    const kb = (bytes: number) => `${(bytes / 1024).toFixed(1)} KB`;
    process.stdout.write(
      `heaviest citizen page: ${heaviest.all[0]} ${kb(heaviest.all[1])}; most script: ${heaviest.scripts[0]} ${kb(heaviest.scripts[1])}\n`,
    );
  });

  for (const [, reader, address] of pages) {
    test(`${reader} ${address}`, async () => {
      const walker = walkers.get(reader)!;
      const where = address.replace(/\{(\w+)\}/g, (_, name: string) => known[name] ?? '');
      expect(where).not.toBe('');
      const faults: string[] = [];
      if (isCitizens(reader)) {
        const weight = await weigh(walker, where);
        for (const kind of ['scripts', 'all'] as const) {
          if (weight[kind] > heaviest[kind][1]) heaviest[kind] = [address, weight[kind]];
          if (weight[kind] > budget[kind]) faults.push(`${kind}: ${weight[kind]} bytes`);
        }
      } else await walker.open(where);
      await walker.shot(where.replace(/[^\w]+/g, '-').slice(0, 60) || 'dau');
      faults.push(...(await obstaclesOn(walker)));
      faults.push(...(await lossesAtDoubleZoom(walker)));
      faults.push(...(await hiddenFocusOn(walker)));
      faults.push(...walker.faults.splice(0));
      expect(faults).toEqual([]);
    });
  }
});
