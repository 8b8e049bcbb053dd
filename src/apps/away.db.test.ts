import fs from 'node:fs';
import os from 'node:os';
import path from 'node:path';
import { setTimeout as sleep } from 'node:timers/promises';
import { afterAll, expect, test } from 'vitest';
import { answersFor, pidOfPostgres } from '#engines/testing';
import { asOwner, beside, type Filer, file, lastScreen, someFilers } from './testing/filers.ts';
import { aClone, endPrograms, type Program, startProgram } from './testing/program.ts';

const home = fs.mkdtempSync(path.join(os.tmpdir(), 'langso-away-'));
fs.chmodSync(home, 0o755);
afterAll(async () => {
  await endPrograms();
  fs.rmSync(home, { recursive: true, force: true });
});

const isAlive = (pid: number) => fs.existsSync(`/proc/${pid}`);
const unescaped = (text: string) =>
  text.replaceAll('&quot;', '"').replaceAll('&lt;', '<').replaceAll('&gt;', '>').replaceAll('&amp;', '&');
const hiddenIn = (page: string) =>
  new URLSearchParams(
    [...page.matchAll(/<input type="hidden" name="([^"]+)" value="([^"]*)"/g)].map(
      ([, name = '', value = '']) => [name, unescaped(value)],
    ),
  );

const screenOf = (program: Program, filer: Filer) => `${program.address}/nop/${filer.draft}/filer`;
async function ask(url: string, filer: Filer, body?: URLSearchParams) {
  const began = Date.now();
  const answer = await fetch(url, {
    ...(body ? { method: 'POST', body } : {}),
    headers: { cookie: filer.cookie },
    redirect: 'manual',
    signal: AbortSignal.timeout(30_000),
  });
  return { status: answer.status, page: await answer.text(), ms: Date.now() - began };
}

/** Stops PostgreSQL's processes where they stand, as a machine does that hangs; the answer wakes them. */
function freeze(postgres: number): () => void {
  const all = [postgres, ...childrenOf(postgres)];
  for (const pid of all) process.kill(pid, 'SIGSTOP');
  return () => {
    for (const pid of all) if (isAlive(pid)) process.kill(pid, 'SIGCONT');
  };
}
const childrenOf = (pid: number): number[] =>
  fs
    .readFileSync(`/proc/${pid}/task/${pid}/children`, 'utf8')
    .split(' ')
    .filter((word) => word !== '')
    .map(Number);

const typed = 'Số nhà 17 ngõ Sen, thôn Yên Tế';

async function aHouseWithOneFiler(name: string) {
  const dataDir = path.join(home, name);
  const program = await startProgram({ clone: aClone(), dataDir });
  const house = await beside(dataDir);
  const [filer] = await someFilers(house, 1, answersFor);
  if (!filer) throw new Error('no filer');
  const screen = await ask(screenOf(program, filer), filer);
  expect(screen.status).toBe(200);
  const fields = hiddenIn(screen.page);
  const given = {
    'for-whom': 'self',
    'filer-name': 'Nguyễn Thị An',
    'filer-number': '',
    'filer-phone': '0977000000',
  };
  for (const [field, value] of Object.entries({ ...given, 'filer-address': typed })) fields.set(field, value);
  return { dataDir, program, house, filer, fields };
}

const savedAddress = async (house: Awaited<ReturnType<typeof beside>>, filer: Filer) =>
  (
    await asOwner(
      house,
      `select answers #>> '{filer,filer-address}' as words from dossiers.drafts where id = $1`,
      [filer.draft],
    )
  )[0]?.words;

test('a database that hangs for ten seconds: she is told, what she typed comes back, and it goes on by itself', {
  timeout: 120_000,
}, async () => {
  const { dataDir, program, house, filer, fields } = await aHouseWithOneFiler('hangs');
  const wake = freeze(pidOfPostgres(dataDir));
  let told: Awaited<ReturnType<typeof ask>> | undefined;
  const asking = ask(screenOf(program, filer), filer, fields).then((answer) => {
    told = answer;
  });
  await sleep(10_000);
  wake();
  await asking;
  // Either it waited and was saved, or she was told and has her words before her.
  if (told?.status === 503) {
    expect(told.page).toContain('Xin giữ nguyên trang này');
    expect(told.page).toContain(typed);
    expect((await ask(screenOf(program, filer), filer, hiddenIn(told.page))).status).toBe(303);
  } else expect(told?.status).toBe(303);
  expect(await savedAddress(house, filer)).toBe(typed);
  expect((await fetch(`${program.address}/healthz`)).status).toBe(200);
  await house.close();
  expect(await program.end('SIGTERM')).toBe(0);
});

test('a database that is gone: told at once in Vietnamese, the draft and the words kept, then it works by itself', {
  timeout: 120_000,
}, async () => {
  const { dataDir, program, house, filer, fields } = await aHouseWithOneFiler('gone');
  const whole = await lastScreen(program.address, filer);
  // The supervisor starts it again by itself; so it is taken away again and again for ten seconds.
  const end = Date.now() + 10_000;
  let told: Awaited<ReturnType<typeof ask>> | undefined;
  while (Date.now() < end) {
    try {
      process.kill(pidOfPostgres(dataDir), 'SIGKILL');
    } catch {
      // Not yet there again.
    }
    const answer = await ask(screenOf(program, filer), filer, fields);
    expect([303, 503]).toContain(answer.status);
    if (answer.status === 503) told = answer;
    await sleep(50);
  }
  expect(told?.page).toContain('Xin giữ nguyên trang này');
  expect(told?.page).toContain(typed);
  expect(told?.ms).toBeLessThan(15_000);

  const again = hiddenIn(told?.page ?? '');
  let saved = 0;
  for (const limit = Date.now() + 30_000; Date.now() < limit && saved !== 303; await sleep(200))
    saved = (await ask(screenOf(program, filer), filer, again)).status;
  expect(saved).toBe(303);
  expect(await savedAddress(house, filer)).toBe(typed);
  expect((await file(program.address, filer, whole)).number).toMatch(/^H42/);
  const log = fs.readFileSync(path.join(dataDir, 'langso.log'), 'utf8');
  for (const word of [typed, 'Nguyễn Thị An', '0977000000', '977000000', filer.cookie.slice(6)])
    expect(log, word).not.toContain(word);
  await house.close();
  expect(await program.end('SIGTERM')).toBe(0);
});
