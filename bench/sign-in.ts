/**
 * Honest sign-ins at rest and while 500 wrong tries a second come from thousands of addresses, in turns in one run:
 * citizens with a code in a browser that was never here, officers with password and code at the desk they know,
 * and the very citizen and officer who are under attack, in browsers they have used before. And how far apart the
 * answers to a known and an unknown telephone, and to a known and an unknown name, are in time.
 */
import { type ChildProcess, spawn } from 'node:child_process';
import path from 'node:path';
import pg from 'pg';
import { createCitizenAccount, createOfficer } from '#engines/access';
import { tx } from '#engines/database';
import { benchSecret, makeBed, serve } from './lib/bed.ts';
import { cpuOf, machineLine, median, percentile, say, table, tell, verdict } from './lib/measure.ts';
import { type SignedIn, signInner } from './lib/sign-in.ts';

const rate = Number(process.env.RATE ?? 500);
const seconds = Number(process.env.SECONDS ?? 12);
const rounds = Number(process.env.ROUNDS ?? 4);
const password = 'một câu đủ dài để đo';
const citizens = 4000;
const officers = 8;
const phoneOf = (n: number) => `0900${String(n).padStart(6, '0')}`;
const deskOf = (n: number) => `0901${String(n).padStart(6, '0')}`;

type Kind = 'citizen' | 'officer' | 'citizen under attack' | 'officer under attack';
const kinds: readonly Kind[] = ['citizen', 'officer', 'citizen under attack', 'officer under attack'];
type Times = Record<Kind, number[]>;
const nothing = (): Times => ({
  citizen: [],
  officer: [],
  'citizen under attack': [],
  'officer under attack': [],
});

const bed = makeBed('sign-in');
try {
  await bed.arrange(async (owner, open) => {
    const { ctx } = open;
    const { rows } = await owner.query<{ id: number }>(
      `select id from units.units where code = '14701' and valid_to is null`,
    );
    const unitId = rows[0]?.id ?? 0;
    await tx(ctx, (t) =>
      createCitizenAccount(ctx, t, {
        personId: crypto.randomUUID(),
        name: 'Nguyễn Thị Đo',
        phone: phoneOf(0),
      }),
    );
    await owner.query(
      `insert into access.accounts (person_id, name, phone, level, created_at)
       select gen_random_uuid(), 'Nguyễn Thị Đo', '0900' || lpad(n::text, 6, '0'), 'counter', now() from generate_series(1, $1) n`,
      [citizens - 1],
    );
    for (let n = 0; n < officers; n += 1)
      await tx(ctx, (t) =>
        createOfficer(ctx, t, {
          personId: crypto.randomUUID(),
          name: 'Cán bộ Đo',
          phone: deskOf(n),
          userName: `can.bo.${n}`,
          password,
          post: { title: `Vị trí ${n}`, unitId, role: 'processor' },
          from: '2025-07-01',
        }),
      );
    await owner.query('analyze');
  });
  const served = await serve(bed, { work: false });
  const db = new pg.Client({ connectionString: served.appUrl });
  await db.connect();
  const people = signInner(served.address, benchSecret, db);
  try {
    say(`${machineLine()}; ${rounds} rounds of ${seconds} s at rest and ${seconds} s under attack`);
    const rest = nothing();
    const attacked = nothing();
    const devices = new Map<string, string>();
    let next = 1;
    // Everybody has been here once, so that each knows a browser; the machine is warm.
    for (let n = 0; n < officers; n += 1)
      devices.set(deskOf(n), (await people.officer(`can.bo.${n}`, deskOf(n), password, '')).device);
    devices.set(phoneOf(0), (await people.citizen(phoneOf(0), '')).device);
    for (; next < 60; next += 1) await people.citizen(phoneOf(next), '');
    const honest = async (times: Times) => {
      const until = performance.now() + seconds * 1000;
      const note = (kind: Kind, made: Promise<SignedIn>) =>
        made.then(
          (signed) => times[kind].push(signed.ms),
          (error: Error) => tell(`${kind}: ${error.message}`),
        );
      const going: Promise<unknown>[] = [];
      for (let turn = 0; performance.now() < until; turn += 1) {
        const phone = phoneOf(next++);
        going.push(note('citizen', people.citizen(phone, '')));
        if (turn % 8 === 2) {
          const n = 1 + (turn % (officers - 1));
          going.push(
            note('officer', people.officer(`can.bo.${n}`, deskOf(n), password, devices.get(deskOf(n)) ?? '')),
          );
        }
        if (turn % 8 === 4)
          going.push(note('citizen under attack', people.citizen(phoneOf(0), devices.get(phoneOf(0)) ?? '')));
        if (turn % 16 === 6)
          going.push(
            note(
              'officer under attack',
              people.officer('can.bo.0', deskOf(0), password, devices.get(deskOf(0)) ?? ''),
            ),
          );
        await new Promise((resolve) => setTimeout(resolve, 150));
      }
      await Promise.all(going);
    };
    const told: Attack[] = [];
    const cores: number[] = [];
    for (let round = 0; round < rounds; round += 1) {
      await honest(rest);
      const attack = startAttack(served.address);
      await new Promise((resolve) => setTimeout(resolve, 1500));
      const before = { cpu: cpuOf(served.pid), at: performance.now() };
      await honest(attacked);
      cores.push(((cpuOf(served.pid) - before.cpu) * 1000) / (performance.now() - before.at));
      told.push(await endAttack(attack));
      await new Promise((resolve) => setTimeout(resolve, 500));
    }
    report(rest, attacked, told, median(cores));
    await alike(people);
  } finally {
    people.close();
    await db.end();
    await served.stop();
  }
} finally {
  bed.remove();
}

interface Attack {
  readonly sent: number;
  readonly failed: number;
  readonly seconds: number;
  readonly statuses: Readonly<Record<string, number>>;
}

function startAttack(address: string): ChildProcess {
  const script = path.join(process.env.LANGSO_BENCH_DIR ?? '', 'attack.js');
  return spawn(process.execPath, [script, address, String(rate), phoneOf(0), 'can.bo.0'], {
    stdio: ['ignore', 'pipe', 'inherit'],
    env: { ...process.env, NODE_ENV: 'production' },
  });
}

function endAttack(attack: ChildProcess): Promise<Attack> {
  return new Promise((resolve, reject) => {
    let said = '';
    attack.stdout?.on('data', (chunk) => {
      said += chunk;
    });
    attack.on('close', () =>
      said ? resolve(JSON.parse(said) as Attack) : reject(new Error('the attack said nothing')),
    );
    attack.kill('SIGTERM');
  });
}

function report(rest: Times, attacked: Times, told: readonly Attack[], cores: number): void {
  const sent = told.reduce((sum, one) => sum + one.sent, 0);
  const time = told.reduce((sum, one) => sum + one.seconds, 0);
  const statuses: Record<string, number> = {};
  for (const one of told)
    for (const [kind, count] of Object.entries(one.statuses)) statuses[kind] = (statuses[kind] ?? 0) + count;
  say('');
  say(
    table([
      [
        'honest sign-in',
        'at rest: n',
        'p50 ms',
        'p95 ms',
        'under attack: n',
        'p50 ms',
        'p95 ms',
        'p95 ratio',
        'bar',
        '',
      ],
      ...kinds.map((kind) => {
        const ratio = percentile(attacked[kind], 0.95) / percentile(rest[kind], 0.95);
        const ms = (list: readonly number[]) => [
          String(list.length),
          median(list).toFixed(0),
          percentile(list, 0.95).toFixed(0),
        ];
        return [kind, ...ms(rest[kind]), ...ms(attacked[kind]), ratio.toFixed(2), '≤ 2', verdict(ratio <= 2)];
      }),
    ]),
  );
  say('');
  say(
    `${(sent / time).toFixed(0)} wrong tries a second, ${told.reduce((sum, one) => sum + one.failed, 0)} not answered; the program used ${cores.toFixed(2)} cores. Answers: ${Object.entries(
      statuses,
    )
      .sort()
      .map(([kind, count]) => `${kind} × ${count}`)
      .join(', ')}.`,
  );
}

/** Known and unknown by turns, at rest. */
async function alike(people: ReturnType<typeof signInner>): Promise<void> {
  const times: Record<string, number[]> = { known: [], unknown: [], name: [], 'no name': [] };
  for (let i = 0; i < 200; i += 1) {
    times.known?.push(await people.ask('/dang-nhap', { 'dien-thoai': phoneOf(citizens - 1 - i) }));
    times.unknown?.push(
      await people.ask('/dang-nhap', { 'dien-thoai': `0908${String(i).padStart(6, '0')}` }),
    );
  }
  for (let i = 0; i < 4; i += 1)
    for (let n = 1; n < officers; n += 1) {
      times.name?.push(await people.ask('/can-bo/dang-nhap', { ten: `can.bo.${n}`, 'mat-khau': 'sai' }));
      times['no name']?.push(
        await people.ask('/can-bo/dang-nhap', { ten: `khong.co.${i}.${n}`, 'mat-khau': 'sai' }),
      );
    }
  const of = (kind: string) => times[kind] ?? [];
  const spread = (kind: string) => percentile(of(kind), 0.75) - percentile(of(kind), 0.25);
  say('');
  for (const [a, b] of [
    ['known', 'unknown'],
    ['name', 'no name'],
  ] as const) {
    const apart = Math.abs(median(of(a)) - median(of(b)));
    say(
      `${a === 'known' ? 'telephone' : 'officer’s name'}: known ${median(of(a)).toFixed(1)} ms, unknown ${median(of(b)).toFixed(1)} ms at the median; ${apart.toFixed(1)} ms apart, the middle half of the known spreads over ${spread(a).toFixed(1)} ms: ${verdict(apart <= spread(a))}`,
    );
  }
}
