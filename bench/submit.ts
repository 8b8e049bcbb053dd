/**
 * One submission over HTTP (session, CSRF, draft and files read, form checked again, promised date, fee, audit,
 * outbox, number, draft ticked off) against a bare `pg` process that writes the same rows under the same
 * series' lock. Same PostgreSQL with fsync on, same number of connections to it, rounds interleaved.
 */

import type { Answers } from '#engines/forms';
import { currentVersion, quote } from '#services/procedures';
import { answersWithoutPapers } from './lib/answers.ts';
import { makeBed, serve } from './lib/bed.ts';
import { type Filer, makeFilers, openCommunes, procedure, today } from './lib/filers.ts';
import { hand, type Took } from './lib/hands.ts';
import {
  cpuOf,
  cpuOfPostgres,
  machineLine,
  median,
  percentile,
  say,
  table,
  tell,
  verdict,
} from './lib/measure.ts';

const connections = 10;
const warm = 10 * connections;
const perRound = 600;
const rounds = Number(process.env.ROUNDS ?? 5);

const settings = [
  { name: 'spread', label: 'spread over 129 communes', bar: 0.4 },
  { name: 'within', label: 'within one commune', bar: 0.6 },
] as const;

const bed = makeBed('submit');
let answers: Answers = {};
let facts = { version: '', quote: {} as unknown };
const filers: Record<string, Filer[]> = {};
let units: number[] = [];
try {
  await bed.arrange(async (owner, open) => {
    units = await openCommunes(owner);
    const version = await currentVersion(open.ctx.db, procedure, today());
    if (!version) throw new Error(`no procedure ${procedure}`);
    answers = answersWithoutPapers(version);
    facts = { version: version.id, quote: quote(version, null, answers, { channel: 'online', on: today() }) };
    const count = (perRound + warm) * rounds;
    for (const { name } of settings) {
      tell(`preparing ${count} filers, ${name}…`);
      const where = name === 'spread' ? units : units.slice(0, 1);
      filers[name] = await makeFilers(owner, open.ctx.db, { name, count: count * 2, units: where, answers });
    }
    await owner.query('vacuum analyze');
  });
  const server = await serve(bed, { work: false });
  try {
    say(`${machineLine()}; ${connections} connections, ${rounds} rounds of ${perRound} each way`);
    say('');
    const rows = [
      [
        'setting',
        'ours /s',
        'bare /s',
        'wall ratio',
        'without the generator',
        'CPU ratio',
        'ours p95 ms',
        'bar',
        '',
      ],
    ];
    for (const setting of settings) rows.push(await measure(setting));
    say(table(rows));
    say('');
    say(
      '“without the generator”: our rate once the load generator’s CPU, which shares these two cores, is left out;',
    );
    say(
      '“CPU ratio”: CPU of the bare process and PostgreSQL a submission, over that of our server and PostgreSQL.',
    );
  } finally {
    await server.stop();
  }

  async function measure(setting: (typeof settings)[number]): Promise<string[]> {
    const queue = [...(filers[setting.name] ?? [])];
    const ours: Round[] = [];
    const bare: Round[] = [];
    for (let round = 0; round < rounds; round += 1) {
      ours.push(await ourRound(queue.splice(0, perRound + warm)));
      bare.push(await bareRound(setting.name, queue.splice(0, perRound + warm), round));
      tell(
        `${setting.name} ${round + 1}/${rounds}: ours ${ours.at(-1)?.rate.toFixed(0)}/s, bare ${bare.at(-1)?.rate.toFixed(0)}/s`,
      );
    }
    const of = (list: readonly Round[], key: keyof Round) => median(list.map((r) => r[key]));
    const wall = of(ours, 'rate') / of(bare, 'rate');
    const without = of(ours, 'ownRate') / of(bare, 'rate');
    const cpu = of(bare, 'cpu') / of(ours, 'cpu');
    return [
      setting.label,
      of(ours, 'rate').toFixed(0),
      of(bare, 'rate').toFixed(0),
      wall.toFixed(2),
      without.toFixed(2),
      cpu.toFixed(2),
      of(ours, 'p95').toFixed(1),
      `≥ ${setting.bar}`,
      verdict(without >= setting.bar),
    ];
  }

  interface Round {
    readonly rate: number;
    /** Rate if the generator's CPU had cost nothing. */
    readonly ownRate: number;
    /** CPU seconds a submission, PostgreSQL included, the generator left out. */
    readonly cpu: number;
    readonly p95: number;
  }

  async function ourRound(list: readonly Filer[]): Promise<Round> {
    const posts = list.map(({ accountId, token, draftId }) => ({
      visitor: { accountId, token },
      path: `/nop/${draftId}/kiem-tra`,
      fields: { oath: 'yes' },
    }));
    let from = 0;
    let node = 0;
    const took: Took = await hand('load', server.address, connections, posts, {
      before: () => {
        node = cpuOf(server.pid);
        from = node + cpuOfPostgres(server.postmaster);
      },
    });
    const used = cpuOf(server.pid) + cpuOfPostgres(server.postmaster) - from;
    tell(
      `  ours: server ${perSubmission(cpuOf(server.pid) - node)}, with PostgreSQL ${perSubmission(used)} ms CPU a submission`,
    );
    if (took.statuses?.[303] !== perRound) throw new Error(`answers: ${JSON.stringify(took.statuses)}`);
    return {
      rate: perRound / took.seconds,
      ownRate: perRound / Math.max(took.seconds - took.cpu / 2, used / 2),
      cpu: used / perRound,
      p95: percentile(took.ms ?? [], 0.95),
    };
  }

  async function bareRound(name: string, list: readonly Filer[], round: number): Promise<Round> {
    const day = today().slice(2).replaceAll('-', '');
    const jobs = list.map((filer, n) => ({
      prefix: `${name === 'spread' ? `B${n % units.length}` : 'B'}-${day}-`,
      unit: units[name === 'spread' ? n % units.length : 0],
      account: filer.accountId,
      person: filer.accountId,
      draft: filer.draftId,
      version: facts.version,
      answers,
      quote: facts.quote,
      key: `bare-${name}-${round}-${n}`,
      file: filer.draftId,
      n,
    }));
    let from = 0;
    const took = await hand('bare', server.appUrl, connections, jobs, {
      before: () => {
        from = cpuOfPostgres(server.postmaster);
      },
    });
    const used = took.cpu + cpuOfPostgres(server.postmaster) - from;
    tell(
      `  bare: process ${perSubmission(took.cpu)}, with PostgreSQL ${perSubmission(used)} ms CPU a submission`,
    );
    const rate = perRound / took.seconds;
    return { rate, ownRate: rate, cpu: used / perRound, p95: 0 };
  }
  function perSubmission(seconds: number): string {
    return ((seconds * 1000) / perRound).toFixed(2);
  }
} finally {
  bed.remove();
}
