/**
 * From `./langso start` to the ready line, on fresh data (the demo commune filled) and again; and what Node,
 * its workers and PostgreSQL hold together (PSS), at rest and while sixteen connections browse and file.
 */
import { type ChildProcess, spawn } from 'node:child_process';
import fs from 'node:fs';
import os from 'node:os';
import path from 'node:path';
import pg from 'pg';
import sharp from 'sharp';
import { openHouse } from '#engines/database';
import { currentVersion } from '#services/procedures';
import { migrationFolders } from '../src/apps/parts.ts';
import { root } from '../src/apps/root.ts';
import { answersWithoutPapers } from './lib/answers.ts';
import { benchSecret, freePort } from './lib/bed.ts';
import { makeFilers, procedure, today } from './lib/filers.ts';
import { hand } from './lib/hands.ts';
import { machineLine, pssOf, say, table, tell, treeOf, verdict } from './lib/measure.ts';

const connections = 16;
const dataDir = fs.mkdtempSync(path.join(os.tmpdir(), 'langso-bench-start-'));
fs.chmodSync(dataDir, 0o711);
const port = freePort();
const address = `http://127.0.0.1:${port}`;
const line = machineLine();
let running: ChildProcess | undefined;

try {
  const cold = await start();
  await stop(cold.child);
  const warm: number[] = [];
  for (let i = 0; i < 3; i += 1) {
    const again = await start();
    warm.push(again.seconds);
    if (i < 2) await stop(again.child);
    else await memory(again.child, cold.seconds, warm.sort((a, b) => a - b)[1] ?? 0);
  }
} finally {
  if (running) await stop(running);
  fs.rmSync(dataDir, { recursive: true, force: true });
}

async function memory(child: ChildProcess, cold: number, warm: number): Promise<void> {
  await new Promise((resolve) => setTimeout(resolve, 5_000));
  const idle = pssOf(treeOf(child.pid ?? 0));
  let most = 0;
  const watch = setInterval(() => {
    most = Math.max(most, pssOf(treeOf(child.pid ?? 0)));
  }, 250);
  await load();
  clearInterval(watch);
  await stop(child);
  say(line);
  say('');
  say(
    table([
      ['what', 'measured', 'bar', ''],
      ['cold start, demo commune filled', `${cold.toFixed(1)} s`, '≤ 90 s', verdict(cold <= 90)],
      ['warm start, median of 3', `${warm.toFixed(2)} s`, '≤ 2 s', verdict(warm <= 2)],
      [
        'memory at rest (PSS, Node and PostgreSQL)',
        `${idle.toFixed(0)} MB`,
        '≤ 250 MB',
        verdict(idle <= 250),
      ],
      ['memory under load, highest', `${most.toFixed(0)} MB`, '≤ 700 MB', verdict(most <= 700)],
    ]),
  );
}

/** Sixteen connections: public pages, the search, filings of prepared drafts, photos of a modern phone. */
async function load(): Promise<void> {
  const house = await openHouse({ dataDir, join: true, migrationFolders });
  const owner = new pg.Client({ connectionString: house.ownerUrl });
  await owner.connect();
  const { rows } = await owner.query(`select id from units.units where code = '14701' and valid_to is null`);
  const version = await currentVersion(house.db, procedure, today());
  if (!version) throw new Error(`no procedure ${procedure}`);
  const filers = await makeFilers(owner, house.db, {
    name: 'load',
    count: 1_500,
    units: [rows[0].id],
    answers: answersWithoutPapers(version),
  });
  await owner.end();
  await house.close();
  const nobody = { accountId: '', token: '' };
  const pages = [
    '/',
    '/thu-tuc?q=giay+khai+sinh+cho+con',
    '/thu-tuc/1.001193',
    '/thu-tuc',
    '/tra-cuu',
    '/dang-nhap',
  ];
  const jobs: object[] = filers.flatMap(({ accountId, token, draftId }, i) => [
    { visitor: nobody, path: pages[i % pages.length] },
    { visitor: { accountId, token }, path: `/nop/${draftId}/kiem-tra` },
    { visitor: { accountId, token }, path: `/nop/${draftId}/kiem-tra`, fields: { oath: 'yes' } },
    { visitor: { accountId, token }, path: '/ho-so' },
  ]);
  // Twice everybody sends a photo at the same moment.
  const photo = await photoOfPaper();
  const photos = filers
    .slice(0, connections)
    .map(({ accountId, token }) => ({ visitor: { accountId, token }, path: '', photo }));
  for (const third of [1, 2]) jobs.splice(Math.floor((jobs.length * third) / 3), 0, ...photos);
  const took = await hand('load', address, connections, jobs);
  tell(
    `load: ${(jobs.length / took.seconds).toFixed(0)} requests a second, ${JSON.stringify(took.statuses)}`,
  );
}

/** Twelve megapixels with a camera's grain, some megabytes. */
async function photoOfPaper(): Promise<string> {
  const file = path.join(dataDir, 'photo.jpg');
  const noise = { type: 'gaussian', mean: 200, sigma: 12 } as const;
  await sharp({ create: { width: 4000, height: 3000, channels: 3, background: '#ddd', noise } })
    .jpeg({ quality: 88 })
    .toFile(file);
  tell(`a photo of ${(fs.statSync(file).size / 1e6).toFixed(1)} MB`);
  return file;
}

async function start(): Promise<{ child: ChildProcess; seconds: number }> {
  const from = performance.now();
  const child = spawn(path.join(root, 'langso'), ['start', '--port', String(port), '--data', dataDir], {
    stdio: ['ignore', 'pipe', 'ignore'],
    env: { ...process.env, LANGSO_SECRET: benchSecret },
  });
  await new Promise<void>((resolve, reject) => {
    child.stdout?.on('data', (chunk) => {
      if (String(chunk).includes(address)) resolve();
    });
    child.once('exit', (code) => reject(new Error(`./langso start ended with ${code}`)));
  });
  child.removeAllListeners('exit');
  running = child;
  const seconds = (performance.now() - from) / 1000;
  tell(`ready after ${seconds.toFixed(2)} s`);
  return { child, seconds };
}

async function stop(child: ChildProcess): Promise<void> {
  const gone = new Promise((resolve) => child.once('exit', resolve));
  child.kill('SIGTERM');
  await gone;
  running = undefined;
}
