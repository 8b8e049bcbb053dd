import { mkdirSync, readFileSync, rmSync } from 'node:fs';
import { createRequire } from 'node:module';
import { tmpdir } from 'node:os';
import { join, resolve } from 'node:path';
import { type Browser, chromium } from 'playwright-core';
import { afterAll, beforeAll, describe, expect, test } from 'vitest';
import type { Officer } from '#engines/database';
import { systemPages } from '#engines/ui';
import {
  anyone,
  buildAssets,
  createServer,
  loadAssets,
  page,
  route,
  type Server,
  type Site,
} from '#engines/web';
import { galleries } from '../src/engines/ui/gallery.tsx';
import { chromiumArguments, chromiumPath } from './kit/chromium.ts';

const root = resolve(import.meta.dirname, '..');
const built = join(tmpdir(), `langso-gallery-${process.pid}`);
const pictures = join(root, 'artifacts/gallery');
const axe = readFileSync(createRequire(import.meta.url).resolve('axe-core/axe.min.js'), 'utf8');
/** PICTURES=1 draws each page into artifacts/gallery, to be looked at. */
const wantsPictures = process.env.PICTURES === '1';
const noBrowser = !chromiumPath;
/** An older phone's script and the attribute both want the focus; whichever comes second is told so. */
const harmless = 'Autofocus processing was blocked because a document already has a focused element.';

describe.skipIf(noBrowser)('the gallery of components', () => {
  let server: Server;
  let browser: Browser;
  let origin = '';

  beforeAll(async () => {
    await buildAssets(root, built);
    if (wantsPictures) mkdirSync(pictures, { recursive: true });
    server = await createServer({
      routes: Object.entries(galleries).map(([name, draw]) =>
        route({
          method: 'GET',
          url: `/${name}`,
          who: anyone,
          sample: {},
          handler: (exchange) => page(draw(exchange)),
        }),
      ),
      db: noDatabase,
      origin: 'http://127.0.0.1',
      mode: 'demo',
      secret: 'a secret for the gallery, long enough',
      log: { info() {}, warn() {}, error: (facts) => expect.unreachable(JSON.stringify(facts)) },
      actorOf: async () => clerk,
      pages: systemPages,
      site: () => site,
      assets: loadAssets(built),
    });
    origin = `http://127.0.0.1:${await server.listen({ port: 0, host: '127.0.0.1' })}`;
    browser = await chromium.launch({ executablePath: chromiumPath, args: chromiumArguments });
  }, 60_000);

  afterAll(async () => {
    await browser?.close();
    await server?.close();
    rmSync(built, { recursive: true, force: true });
  });

  for (const name of Object.keys(galleries)) {
    for (const width of [320, 1366]) {
      test(`${name} at ${width} px has no axe violation and does not scroll sideways`, {
        timeout: 60_000,
      }, async () => {
        const context = await browser.newContext({ viewport: { width, height: 800 }, bypassCSP: true });
        if (name === 'desk') await context.addCookies([{ name: 'phien', value: 'x', url: origin }]);
        const tab = await context.newPage();
        await tab.goto(`${origin}/${name}`);
        await tab.evaluate('document.fonts.ready.then(() => 1)');
        if (wantsPictures)
          await tab.screenshot({ path: join(pictures, `${name}-${width}.png`), fullPage: true });
        expect(await tab.evaluate('document.documentElement.scrollWidth')).toBeLessThanOrEqual(width);
        await tab.evaluate(axe);
        const found = (await tab.evaluate(
          `axe.run({ runOnly: ['wcag2a', 'wcag2aa', 'wcag21a', 'wcag21aa', 'wcag22aa', 'best-practice'] })
             .then((r) => r.violations.map((v) => v.id + ': ' + v.nodes.map((n) => n.html).join(' | ')))`,
        )) as string[];
        expect(found).toEqual([]);
        await context.close();
      });
    }
  }

  test('a page costs at most 100 KB on the wire, fonts included, and breaks no content policy', {
    timeout: 60_000,
  }, async () => {
    const context = await browser.newContext({
      viewport: { width: 360, height: 740 },
    });
    const tab = await context.newPage();
    const complaints: string[] = [];
    tab.on('console', (message) => {
      if (message.text() !== harmless) complaints.push(message.text());
    });
    const session = await context.newCDPSession(tab);
    await session.send('Network.enable');
    let wire = 0;
    session.on('Network.loadingFinished', (event) => {
      wire += event.encodedDataLength;
    });
    await tab.goto(`${origin}/form`, { waitUntil: 'networkidle' });
    expect(complaints).toEqual([]);
    expect(wire).toBeGreaterThan(20_000);
    expect(wire).toBeLessThan(100_000);
    await context.close();
  });

  test('after a failed post the list of mistakes has the focus, without a script too', {
    timeout: 60_000,
  }, async () => {
    for (const javaScriptEnabled of [true, false]) {
      const context = await browser.newContext({ javaScriptEnabled });
      const tab = await context.newPage();
      await tab.goto(`${origin}/form`);
      await tab.locator('.errors:focus').waitFor({ timeout: 5000 });
      expect(await tab.title()).toMatch(/^Lỗi: /);
      await context.close();
    }
  });
});

const site: Site = {
  name: 'Xã Yên Mô',
  above: 'Tỉnh Ninh Bình',
  address: 'Thôn Trung Hậu, xã Yên Mô, tỉnh Ninh Bình',
  phone: '0229 000 0000',
  hours: '7 giờ 30 – 11 giờ 30, 13 giờ – 17 giờ, thứ Hai đến thứ Sáu',
  demo: true,
  citizenNav: [
    { href: '/thu-tuc', label: 'Thủ tục', icon: 'list-search' },
    { href: '/tra-cuu', label: 'Tra cứu hồ sơ', icon: 'file-search' },
  ],
  officerNav: [
    { href: '/can-bo', label: 'Việc của tôi', icon: 'inbox', permission: 'dossier.receive' },
    { href: '/can-bo/den-han', label: 'Đến hạn', icon: 'alarm', permission: 'dossier.receive' },
    { href: '/can-bo/tong-quan', label: 'Tổng quan', icon: 'chart-bar', permission: 'dossier.oversee' },
  ],
};

const clerk: Officer = {
  kind: 'officer',
  accountId: '00000000-0000-4000-8000-000000000001',
  personId: '00000000-0000-4000-8000-000000000002',
  postId: '00000000-0000-4000-8000-000000000003',
  name: 'Lê Thị Hiền',
  postTitle: 'Công chức bộ phận một cửa',
  unitId: 1,
  permissions: new Set(['dossier.receive']),
  scope: { units: [1], fields: null, persons: [] },
};

const away = () => Promise.reject(new Error('the gallery asks no database'));
const noDatabase = { many: away, one: away, maybe: away, run: away };
