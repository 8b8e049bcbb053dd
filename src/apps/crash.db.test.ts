import fs from 'node:fs';
import os from 'node:os';
import path from 'node:path';
import { setTimeout as sleep } from 'node:timers/promises';
import { afterAll, expect, test } from 'vitest';
import type { House } from '#engines/database';
import { answersFor, pidOfPostgres } from '#engines/testing';
import { asOwner, beside, type Filer, type Filing, file, lastScreen, someFilers } from './testing/filers.ts';
import { aClone, endPrograms, type Program, startProgram, until } from './testing/program.ts';

// fsync is on here, as in a commune: what a killed server had acknowledged must be on the disk.
const home = fs.mkdtempSync(path.join(os.tmpdir(), 'langso-crash-'));
fs.chmodSync(home, 0o755);
afterAll(async () => {
  await endPrograms();
  fs.rmSync(home, { recursive: true, force: true });
});

const isAlive = (pid: number) => fs.existsSync(`/proc/${pid}`);

interface Pressed {
  readonly filer: Filer;
  readonly form: URLSearchParams;
  readonly answer: Filing;
}

/** A hundred press the button at once; `disaster` comes when so many have their receipt. */
async function hundredAtOnce(
  program: Program,
  filers: readonly Filer[],
  after: number,
  disaster: () => void,
) {
  const forms = await Promise.all(filers.map((filer) => lastScreen(program.address, filer)));
  let receipts = 0;
  let struck = false;
  return Promise.all(
    filers.map(async (filer, i): Promise<Pressed> => {
      // Within a second, as people do, so that the blow falls among them.
      await sleep(i * 5);
      const form = forms[i] ?? new URLSearchParams();
      const answer = await file(program.address, filer, form);
      if (answer.number && ++receipts >= after && !struck) {
        struck = true;
        disaster();
      }
      return { filer, form, answer };
    }),
  );
}

/** Everybody sends the same form again until she has a receipt, those who have one already too. */
async function pressAgain(address: string, pressed: readonly Pressed[]): Promise<Map<string, string>> {
  const numbers = new Map<string, string>();
  const end = Date.now() + 40_000;
  await Promise.all(
    pressed.map(async ({ filer, form }) => {
      while (!numbers.has(filer.draft) && Date.now() < end) {
        const { number } = await file(address, filer, form);
        if (number) numbers.set(filer.draft, number);
        else await sleep(200);
      }
    }),
  );
  return numbers;
}

async function checkWhole(
  house: House,
  filers: readonly Filer[],
  pressed: readonly Pressed[],
  now: Map<string, string>,
) {
  const drafts = filers.map((filer) => filer.draft);
  const stored = await asOwner(
    house,
    `select s.idempotency_key as draft, c.number from dossiers.dossiers s join cases.cases c on c.id = s.case_id
     where s.idempotency_key = any($1)`,
    [drafts],
  );
  const numberOf = new Map(stored.map((row) => [String(row.draft), String(row.number)]));
  expect(stored, 'one dossier for each, none twice').toHaveLength(filers.length);
  for (const { filer, answer } of pressed)
    if (answer.number) expect(numberOf.get(filer.draft), 'acknowledged is stored').toBe(answer.number);
  for (const [draft, number] of now)
    expect(number, 'the receipt of a retry is the first one').toBe(numberOf.get(draft));

  const all = await asOwner(house, 'select number from cases.cases order by number');
  const series = new Map<string, number[]>();
  for (const { number } of all) {
    const [, prefix = '', running = ''] = /^(.+-)(\d+)$/.exec(String(number)) ?? [];
    series.set(prefix, [...(series.get(prefix) ?? []), Number(running)]);
  }
  for (const [prefix, numbers] of series)
    expect(numbers, `${prefix}: no number missing, none twice`).toEqual(numbers.map((_, i) => i + 1));

  const notices = () =>
    asOwner(
      house,
      `select person_id, count(*)::int as n from messages.notices where person_id = any($1) group by person_id`,
      [filers.map((filer) => filer.personId)],
    );
  await until(async () => (await notices()).length === filers.length, 30_000);
  await sleep(1_500);
  const told = await notices();
  expect(told, 'everybody is told').toHaveLength(filers.length);
  expect(
    told.filter((row) => row.n !== 1),
    'nobody is told twice',
  ).toEqual([]);
}

test('a hundred file at once and the program is killed: acknowledged is stored, once, without a gap', {
  timeout: 120_000,
}, async () => {
  const start = { clone: aClone(), dataDir: path.join(home, 'server') };
  const program = await startProgram(start);
  const house = await beside(start.dataDir);
  const filers = await someFilers(house, 100, answersFor);
  await house.close();
  const postgres = pidOfPostgres(start.dataDir);
  const pressed = await hundredAtOnce(program, filers, 30, () => void program.child.kill('SIGKILL'));
  const acknowledged = pressed.filter(({ answer }) => answer.number);
  const unanswered = pressed.filter(({ answer }) => answer.status === 0);
  expect(acknowledged.length).toBeGreaterThanOrEqual(30);
  expect(unanswered.length, 'the blow fell among them').toBeGreaterThan(0);
  await until(() => !isAlive(postgres));
  expect(isAlive(postgres), 'the killed program leaves no orphan').toBe(false);

  const again = await startProgram(start);
  const now = await pressAgain(again.address, pressed);
  const after = await beside(start.dataDir);
  await checkWhole(after, filers, pressed, now);
  await after.close();
  expect(await again.end('SIGTERM')).toBe(0);
});

test('a hundred file at once and PostgreSQL is killed: the program goes on by itself and nothing is lost', {
  timeout: 120_000,
}, async () => {
  const start = { clone: aClone(), dataDir: path.join(home, 'postgres') };
  const program = await startProgram(start);
  const house = await beside(start.dataDir);
  const filers = await someFilers(house, 100, answersFor);
  await house.close();
  const postgres = pidOfPostgres(start.dataDir);
  const pressed = await hundredAtOnce(program, filers, 30, () => process.kill(postgres, 'SIGKILL'));
  expect(pressed.filter(({ answer }) => answer.number).length).toBeGreaterThanOrEqual(30);
  const refused = pressed.filter(({ answer }) => !answer.number);
  expect(refused.length, 'the blow fell among them').toBeGreaterThan(0);
  expect(new Set(refused.map(({ answer }) => answer.status)), 'told to wait').toEqual(new Set([503]));

  const now = await pressAgain(program.address, pressed);
  expect(pidOfPostgres(start.dataDir)).not.toBe(postgres);
  const after = await beside(start.dataDir);
  await checkWhole(after, filers, pressed, now);
  await after.close();
  expect(await program.end('SIGTERM')).toBe(0);
});
