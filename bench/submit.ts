/**
 * One submission over HTTP (session, CSRF, draft and files read, form checked again, promised date, fee, audit,
 * outbox, number, draft ticked off) against a bare `pg` process that writes the same rows under the same
 * series' lock. Same PostgreSQL with fsync on, same number of connections to it, rounds interleaved. Events are
 * left in the outbox by both.
 */
import os from 'node:os';
import type { Answers } from '#engines/forms';
import { currentVersion, quote } from '#services/procedures';
import { answersWithoutPapers } from './lib/answers.ts';
import type { BareJob } from './lib/bare-rows.ts';
import { makeBed, serve } from './lib/bed.ts';
import { type Filer, makeFilers, openCommunes, procedure, today } from './lib/filers.ts';
import { hand } from './lib/hands.ts';
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

const cores = os.availableParallelism();
const connections = 10;
const perRound = 800;
const warm = 10 * connections;
const inRound = perRound + warm;
const rounds = Number(process.env.ROUNDS ?? 7);
/** Rounds of ours before the clock starts: a server in service has been compiled by its first thousands. */
const warmRounds = 2;

const settings = [
  { name: 'spread', label: 'spread over 129 communes', bar: 0.4 },
  { name: 'within', label: 'within one commune', bar: 0.6 },
] as const;
type Setting = (typeof settings)[number];

interface Round {
  readonly rate: number;
  /** The rate if the generator's CPU, which shares the machine's, had cost nothing. */
  readonly ownRate: number;
  /** CPU seconds a submission, PostgreSQL included, the generator left out. */
  readonly cpu: number;
  readonly p95: number;
}

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
    const count = inRound * (3 * rounds + warmRounds);
    for (const { name } of settings) {
      tell(`preparing ${count} filers, ${name}…`);
      const where = name === 'spread' ? units : units.slice(0, 1);
      filers[name] = await makeFilers(owner, open.ctx.db, { name, count, units: where, answers });
    }
    await owner.query('vacuum analyze');
  });
  const server = await serve(bed, { work: false });
  try {
    say(`${machineLine()}; ${connections} connections, ${rounds} rounds of ${perRound} each way, medians`);
    say('');
    const head = ['setting', 'ours /s', 'bare /s', 'wall', 'without the generator', 'CPU'];
    const rows = [[...head, 'bar', '', 'ours p95 ms', 'bare in one statement /s', 'wall', 'CPU']];
    for (const setting of settings) rows.push(await measure(setting));
    say(table(rows));
    say('');
    say(
      'Ratios are ours over bare, the median of the rounds’; the bar is held against “without the generator”: our rate once the load',
    );
    say(
      'generator’s CPU, which shares the same cores, is left out of the time. “bare”: a statement a table, as',
    );
    say(
      'written by hand. “bare in one statement”: the program’s own statement without the program around it.',
    );
    say('“CPU”: the bare process and PostgreSQL for a submission, over our server and PostgreSQL.');
  } finally {
    await server.stop();
  }

  async function measure(setting: Setting): Promise<string[]> {
    const queue = [...(filers[setting.name] ?? [])];
    const next = () => queue.splice(0, inRound);
    for (let i = 0; i < warmRounds; i += 1) await ourRound(next());
    const ours: Round[] = [];
    const bare: Round[] = [];
    const one: Round[] = [];
    for (let round = 0; round < rounds; round += 1) {
      ours.push(await ourRound(next()));
      bare.push(await bareRound(setting.name, next(), false));
      one.push(await bareRound(setting.name, next(), true));
      tell(
        `${setting.name} ${round + 1}/${rounds}: ${[ours, bare, one].map((side) => `${side.at(-1)?.rate.toFixed(0)}/s ${((side.at(-1)?.cpu ?? 0) * 1000).toFixed(2)} ms CPU`).join(', ')}`,
      );
    }
    const of = (list: readonly Round[], key: keyof Round) => median(list.map((r) => r[key]));
    // Of each round by itself, so that a neighbour's busy minute weighs on both sides of a ratio.
    const ratio = (key: 'rate' | 'ownRate', to: readonly Round[]) =>
      median(ours.map((round, i) => round[key] / (to[i]?.[key] ?? Number.NaN)));
    const cpu = (to: readonly Round[]) => median(ours.map((round, i) => (to[i]?.cpu ?? 0) / round.cpu));
    return [
      setting.label,
      of(ours, 'rate').toFixed(0),
      of(bare, 'rate').toFixed(0),
      ratio('rate', bare).toFixed(2),
      ratio('ownRate', bare).toFixed(2),
      cpu(bare).toFixed(2),
      `≥ ${setting.bar}`,
      verdict(ratio('ownRate', bare) >= setting.bar),
      of(ours, 'p95').toFixed(1),
      of(one, 'rate').toFixed(0),
      ratio('rate', one).toFixed(2),
      cpu(one).toFixed(2),
    ];
  }

  async function ourRound(list: readonly Filer[]): Promise<Round> {
    const posts = list.map(({ accountId, token, draftId }) => ({
      visitor: { accountId, token },
      path: `/nop/${draftId}/kiem-tra`,
      fields: { oath: 'yes' },
    }));
    const cpu = () => cpuOf(server.pid) + cpuOfPostgres(server.postmaster);
    let from = 0;
    const took = await hand('load', server.address, connections, posts, {
      before: () => {
        from = cpu();
      },
    });
    const used = cpu() - from;
    if (took.statuses?.[303] !== perRound) throw new Error(`answers: ${JSON.stringify(took.statuses)}`);
    return {
      rate: perRound / took.seconds,
      ownRate: perRound / Math.max(took.seconds - took.cpu / cores, used / cores),
      cpu: used / perRound,
      p95: percentile(took.ms ?? [], 0.95),
    };
  }

  async function bareRound(name: string, list: readonly Filer[], oneStatement: boolean): Promise<Round> {
    const day = today().slice(2).replaceAll('-', '');
    const jobs = list.map(
      (filer, n): BareJob => ({
        prefix: `${name === 'spread' ? `B${n % units.length}` : 'B'}-${day}-`,
        unit: units[name === 'spread' ? n % units.length : 0] ?? 0,
        account: filer.accountId,
        person: filer.accountId,
        draft: filer.draftId,
        version: facts.version,
        answers,
        quote: facts.quote,
        key: filer.draftId,
        file: filer.fileId,
        n,
        oneStatement,
      }),
    );
    let from = 0;
    const took = await hand('bare', server.appUrl, connections, jobs, {
      before: () => {
        from = cpuOfPostgres(server.postmaster);
      },
    });
    const rate = perRound / took.seconds;
    const used = took.cpu + cpuOfPostgres(server.postmaster) - from;
    return { rate, ownRate: rate, cpu: used / perRound, p95: 0 };
  }
} finally {
  bed.remove();
}
