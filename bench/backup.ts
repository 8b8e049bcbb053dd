/**
 * A backup of 1,000,000 dossiers while people file: rounds of submissions over HTTP at full load, some while the
 * program's own nightly job writes the backup in the same process, the others before and after. Then the backup
 * is restored into a fresh place, where every count and digest is compared.
 */
import fs from 'node:fs';
import os from 'node:os';
import path from 'node:path';
import { generateIdentity, identityToRecipient } from 'age-encryption';
import pg from 'pg';
import { currentVersion } from '#services/procedures';
import { rehearse } from '../src/apps/backup/restore.ts';
import { answersWithoutPapers } from './lib/answers.ts';
import { makeBed, type Served, serve } from './lib/bed.ts';
import { type Filer, makeFilers, openCommunes, procedure, today } from './lib/filers.ts';
import { hand } from './lib/hands.ts';
import { fillDossiers } from './lib/many-dossiers.ts';
import { machineLine, median, percentile, pssOf, say, table, tell, verdict } from './lib/measure.ts';
import { makeStaff } from './lib/staff.ts';

const size = Number(process.env.DOSSIERS ?? 1_000_000);
const connections = 10;
const perRound = 800;
const inRound = perRound + 10 * connections;
const quiet = Number(process.env.ROUNDS ?? 5);
const warmRounds = 2;
/** At most so many while the backup is being written; what is not used is left. */
const during = 60;

interface Round {
  readonly rate: number;
  readonly p95: number;
  readonly memory: number;
}

const target = fs.mkdtempSync(path.join(os.tmpdir(), 'langso-bench-backups-'));
const identity = await generateIdentity();
Object.assign(process.env, {
  LANGSO_BACKUP_TO: target,
  LANGSO_BACKUP_RECIPIENT: await identityToRecipient(identity),
  LANGSO_BACKUP_CRON: '0 0 31 12 *',
});
const bed = makeBed('backup');
try {
  let filers: Filer[] = [];
  await bed.arrange(async (owner, open) => {
    const units = await openCommunes(owner);
    const version = await currentVersion(open.ctx.db, procedure, today());
    if (!version) throw new Error(`no procedure ${procedure}`);
    const staff = await makeStaff(owner, units);
    tell(`filling ${size.toLocaleString('en')} dossiers…`);
    await fillDossiers(owner, {
      from: 0,
      to: size,
      units,
      versionId: version.id,
      openPerUnit: 40,
      posts: staff.processorPosts,
    });
    const answers = answersWithoutPapers(version);
    const count = inRound * (warmRounds + 2 * quiet + during);
    tell(`preparing ${count} filers…`);
    filers = await makeFilers(owner, open.ctx.db, { name: 'backup', count, units, answers });
    await owner.query('vacuum analyze');
  });
  const server = await serve(bed);
  try {
    await measure(server, filers);
  } finally {
    await server.stop();
  }
} finally {
  bed.remove();
  fs.rmSync(target, { recursive: true, force: true });
}

async function measure(server: Served, filers: Filer[]): Promise<void> {
  const client = new pg.Client({ connectionString: server.appUrl });
  await client.connect();
  const noted = async () =>
    (await client.query(`select key, value from house.facts where key like 'backup.%'`)).rows[0];
  const round = () => submit(server, filers.splice(0, inRound));
  for (let i = 0; i < warmRounds; i += 1) await round();
  const off: Round[] = [];
  const on: Round[] = [];
  for (let i = 0; i < quiet; i += 1) off.push(await round());
  await client.query(`select graphile_worker.add_job('backup.make')`);
  while (filers.length > quiet * inRound && !(await noted())) {
    on.push(await round());
    tell(`while backing up: ${on.at(-1)?.rate.toFixed(0)}/s`);
  }
  // The last round may have seen its end only.
  on.pop();
  for (let waited = 0; !(await noted()) && waited < 3_600; waited += 1)
    await new Promise((done) => setTimeout(done, 1_000));
  const note = await noted();
  if (note?.key !== 'backup.last') throw new Error(`the backup failed: ${note?.value}`);
  for (let i = 0; i < quiet; i += 1) off.push(await round());
  await client.end();
  await report(JSON.parse(note.value), off, on);
}

async function submit(server: Served, list: readonly Filer[]): Promise<Round> {
  const posts = list.map(({ accountId, token, draftId }) => ({
    visitor: { accountId, token },
    path: `/nop/${draftId}/kiem-tra`,
    fields: { oath: 'yes' },
  }));
  const took = await hand('load', server.address, connections, posts);
  if (took.statuses?.[303] !== perRound) throw new Error(`answers: ${JSON.stringify(took.statuses)}`);
  return {
    rate: perRound / took.seconds,
    p95: percentile(took.ms ?? [], 0.95),
    memory: pssOf([server.pid]),
  };
}

async function report(
  note: { name: string; rows: number; seconds: number },
  off: readonly Round[],
  on: readonly Round[],
): Promise<void> {
  const file = path.join(target, note.name);
  const began = performance.now();
  tell('restoring into a fresh place…');
  const manifest = await rehearse(fs.createReadStream(file), [identity]);
  const restored = (performance.now() - began) / 1_000;
  const of = (list: readonly Round[], key: keyof Round) => median(list.map((r) => r[key]));
  const slower = 1 - of(on, 'rate') / of(off, 'rate');
  say(`${machineLine()}; ${connections} connections, rounds of ${perRound}, medians`);
  say('');
  say(
    table([
      ['submissions', 'rounds', '/s', 'p95 ms', 'memory of the program, MB', 'slower by', 'bar', ''],
      [
        'at rest',
        `${off.length}`,
        of(off, 'rate').toFixed(0),
        of(off, 'p95').toFixed(1),
        of(off, 'memory').toFixed(0),
        '',
        '',
        '',
      ],
      [
        ...[
          'while the backup is written',
          `${on.length}`,
          of(on, 'rate').toFixed(0),
          of(on, 'p95').toFixed(1),
        ],
        ...[of(on, 'memory').toFixed(0), `${(slower * 100).toFixed(0)} %`, '≤ 20 %', verdict(slower <= 0.2)],
      ],
    ]),
  );
  say('');
  say(
    `${size.toLocaleString('en')} dossiers, ${note.rows.toLocaleString('en')} rows: ${note.seconds} s to write, ${(fs.statSync(file).size / 1e6).toFixed(0)} MB encrypted; restored and compared table by table in ${restored.toFixed(0)} s (${manifest.rows.toLocaleString('en')} rows alike).`,
  );
}
