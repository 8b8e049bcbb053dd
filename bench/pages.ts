/**
 * What a citizen's page weighs on the wire with nothing cached, and how soon its main content is there on a
 * slow phone (400 kbit/s, 400 ms round trip, a processor four times slower). Chromium of Debian, 360 × 740.
 * What a phone fetches once and after the page, to have it when there is no network, is weighed by itself.
 */
import pg from 'pg';
import { type BrowserContext, chromium, type Page } from 'playwright-core';
import { openHouse } from '#engines/database';
import { currentVersion } from '#services/procedures';
import { migrationFolders } from '../src/apps/parts.ts';
import { answersWithoutPapers } from './lib/answers.ts';
import { benchSecret, makeBed, serve } from './lib/bed.ts';
import { browser as askAs } from './lib/browse.ts';
import { makeFilers, openCommunes, procedure, today } from './lib/filers.ts';
import { machineLine, median, say, table, tell, verdict } from './lib/measure.ts';

const rounds = 5;
const bed = makeBed('pages');
try {
  await bed.arrange(async (owner) => void (await openCommunes(owner)));
  const server = await serve(bed);
  const browser = await chromium.launch({
    executablePath: '/usr/bin/chromium',
    args: [
      '--no-sandbox',
      '--disable-gpu',
      '--disable-quic',
      '--no-first-run',
      '--disable-background-networking',
      '--disable-component-update',
      '--disable-sync',
    ],
  });
  try {
    const { token, pages } = await arranged();
    say(`${machineLine()}; median of ${rounds}`);
    say('');
    const rows = [
      ['page', 'JS KB', 'all KB', 'LCP s', 'bars: ≤ 10 · ≤ 100 · ≤ 2.0', 'kept once, KB (≤ 120)'],
    ];
    for (const [label, address] of pages) {
      const weight = await weigh(token, address);
      const lcp = await slowPhone(token, address);
      const holds = weight.js <= 10_000 && weight.all <= 100_000 && lcp <= 2_000;
      const kept = weight.kept === 0 ? '–' : `${kb(weight.kept)} ${verdict(weight.kept <= 120_000)}`;
      rows.push([label, kb(weight.js), kb(weight.all), (lcp / 1000).toFixed(2), verdict(holds), kept]);
      tell(rows.at(-1)?.join('  ') ?? '');
    }
    say(table(rows));
  } finally {
    await browser.close();
    await server.stop();
  }

  /** A signed-in citizen with a draft to fill in and a dossier to follow. */
  async function arranged(): Promise<{ token: string; pages: [string, string][] }> {
    const house = await openHouse({ dataDir: bed.dataDir, join: true, migrationFolders });
    const owner = new pg.Client({ connectionString: house.ownerUrl });
    await owner.connect();
    const version = await currentVersion(house.db, procedure, today());
    if (!version) throw new Error(`no procedure ${procedure}`);
    const { rows } = await owner.query(
      `select id from units.units where code = '14701' and valid_to is null`,
    );
    const [filer] = await makeFilers(owner, house.db, {
      name: 'pages',
      count: 1,
      units: [rows[0].id],
      answers: answersWithoutPapers(version),
    });
    const draft = await owner.query(
      `insert into dossiers.drafts (account_id, person_id, procedure_code, version_id, filing_for, case_choice, answers, created_at, updated_at)
       select account_id, person_id, '1.001193', (select id from procedures.versions where code = '1.001193' and kind = 'whole' limit 1), 'self', 'on-time', '{"birth-place":{"birth-where":"facility","birth-proof":"hospital-paper"}}', now(), now()
       from dossiers.drafts limit 1 returning id`,
    );
    await owner.end();
    await house.close();
    const { accountId = '', draftId = '', token = '' } = filer ?? {};
    const web = askAs(server.address, benchSecret, 1);
    const filed = await web.post({ accountId, token }, `/nop/${draftId}/kiem-tra`, { oath: 'yes' });
    web.close();
    const receipt = filed.location;
    const birth = draft.rows[0].id;
    return {
      token,
      pages: [
        ['first page', '/'],
        ['search', '/thu-tuc?q=giay%20khai%20sinh%20cho%20con'],
        ['catalogue', '/thu-tuc'],
        ['procedure', '/thu-tuc/1.001193'],
        ['sign-in', '/dang-nhap'],
        ['tracking form', '/tra-cuu'],
        ['start of filing', '/nop/1.001193'],
        ['question screen', `/nop/${birth}/filer`],
        ['papers screen', `/nop/${birth}/giay-to`],
        ['check answers', `/nop/${birth}/kiem-tra`],
        ['receipt', receipt],
        ['my dossiers', '/ho-so'],
        ['one dossier', receipt.replace('/da-nop', '')],
        ['my page', '/toi'],
        ['inbox', '/toi/hop-thu'],
        ['who looked', '/toi/ai-da-xem'],
      ],
    };
  }

  async function contextFor(token: string): Promise<BrowserContext> {
    const context = await browser.newContext({
      viewport: { width: 360, height: 740 },
      locale: 'vi-VN',
      serviceWorkers: 'block',
    });
    await context.addCookies([{ name: 'phien', value: token, url: server.address }]);
    return context;
  }

  interface Weight {
    readonly js: number;
    readonly all: number;
    readonly kept: number;
  }

  async function weigh(token: string, address: string): Promise<Weight> {
    const context = await contextFor(token);
    const page = await context.newPage();
    const session = await context.newCDPSession(page);
    await session.send('Network.enable');
    const scripts = new Set<string>();
    const forLater = new Set<string>();
    let js = 0;
    let all = 0;
    let kept = 0;
    session.on('Network.requestWillBeSent', ({ requestId, request }) => {
      if (new URL(request.url).pathname.startsWith('/ngoai-tuyen/')) forLater.add(requestId);
    });
    session.on('Network.responseReceived', (event) => {
      if (event.type === 'Script') scripts.add(event.requestId);
    });
    session.on('Network.loadingFinished', (event) => {
      if (forLater.has(event.requestId)) {
        kept += event.encodedDataLength;
        return;
      }
      all += event.encodedDataLength;
      if (scripts.has(event.requestId)) js += event.encodedDataLength;
    });
    const answer = await page.goto(server.address + address, { waitUntil: 'networkidle' });
    if (answer?.status() !== 200) throw new Error(`${address}: ${answer?.status()}`);
    await context.close();
    return { js, all, kept };
  }

  async function slowPhone(token: string, address: string): Promise<number> {
    const seen: number[] = [];
    for (let i = 0; i < rounds; i += 1) {
      const context = await contextFor(token);
      const page = await context.newPage();
      const session = await context.newCDPSession(page);
      await session.send('Network.enable');
      await session.send('Network.emulateNetworkConditions', {
        offline: false,
        latency: 400,
        downloadThroughput: 50_000,
        uploadThroughput: 50_000,
      });
      await session.send('Emulation.setCPUThrottlingRate', { rate: 4 });
      await page.goto(server.address + address, { waitUntil: 'networkidle', timeout: 60_000 });
      seen.push(await largestPaint(page));
      await context.close();
    }
    return median(seen);
  }
} finally {
  bed.remove();
}

/** The time of the last largest paint that the browser has noted. */
function largestPaint(page: Page): Promise<number> {
  return page.evaluate(
    () =>
      new Promise<number>((resolve) => {
        new PerformanceObserver((list) => resolve(list.getEntries().at(-1)?.startTime ?? Number.NaN)).observe(
          {
            type: 'largest-contentful-paint',
            buffered: true,
          },
        );
      }),
  );
}

function kb(bytes: number): string {
  return (bytes / 1000).toFixed(1);
}
