/**
 * The screens that must not slow down as the years go by: officers' queues, the leader's first screen, a
 * citizen's dossier. Two houses run side by side, with 10,000 and with 1,000,000 dossiers over 129 communes;
 * each screen of both, and beside each a page of the same kind that asks the session and `select 1`, are asked in
 * turns, every time as another commune's officer or citizen. Officers see their own commune, processors their field.
 */
import { currentVersion } from '#services/procedures';
import { answersWithoutPapers } from './lib/answers.ts';
import { type Bed, benchSecret, makeBed, type Served, serve } from './lib/bed.ts';
import { type Browser, browser, type Heard, type Visitor } from './lib/browse.ts';
import { openCommunes, procedure, today } from './lib/filers.ts';
import { fillDossiers } from './lib/many-dossiers.ts';
import { machineLine, median, percentile, say, table, tell, verdict } from './lib/measure.ts';
import { type Follower, makeFollowers, makeStaff, type Staff } from './lib/staff.ts';

const sizes = [10_000, Number(process.env.DOSSIERS ?? 1_000_000)];
const asks = Number(process.env.ASKS ?? 4 * 129);
const warm = 129;
const openPerUnit = 40;

interface House {
  readonly size: number;
  readonly bed: Bed;
  readonly staff: Staff;
  readonly followers: readonly Follower[];
}

interface Screen {
  readonly name: string;
  readonly bar: number;
  ask(web: Browser, house: House, n: number): Promise<Heard>;
  anchor(web: Browser, house: House, n: number): Promise<Heard>;
}

const nobody: Visitor = { accountId: '', token: '' };
const at = <T>(list: readonly T[], n: number): T => list[n % list.length] as T;
const desk = (
  who: (house: House) => readonly Visitor[],
  name: string,
  path: string,
  bar: number,
): Screen => ({
  name,
  bar,
  ask: (web, house, n) => web.get(at(who(house), n), path),
  anchor: (web, house, n) => web.get(at(who(house), n), '/bench/can-bo'),
});

const screens: readonly Screen[] = [
  desk((h) => h.staff.processor, 'queue: mine', '/can-bo', 6),
  desk((h) => h.staff.reception, 'queue: my unit’s, a full page', '/can-bo?muc=cua-don-vi', 6),
  desk((h) => h.staff.leader, 'leader', '/can-bo/tong-quan', 10),
  {
    name: 'tracking, signed in',
    bar: 4,
    ask: (web, house, n) => {
      const follower = at(house.followers, n);
      return web.get(follower, `/ho-so/${follower.number}`);
    },
    anchor: (web, house, n) => web.get(at(house.followers, n), '/bench/nguoi-dan'),
  },
  {
    name: 'tracking, by code',
    bar: 4,
    ask: (web, house, n) => {
      const { number, lastDigits } = at(house.followers, n);
      return web.post(nobody, '/tra-cuu', { ma: number, so: lastDigits }, n);
    },
    anchor: (web, _house, n) => web.post(nobody, '/bench/ai-cung-duoc', {}, n),
  },
];

const houses: House[] = [];
const served: Served[] = [];
try {
  for (const size of sizes) houses.push(await furnish(size));
  for (const { bed } of houses) served.push(await serve(bed, { work: false }));
  say(`${machineLine()}; ${asks} asks of each, by turns, one at a time, over 129 communes`);
  say('');
  const rows = [
    ['screen', ...sizes.map((s) => `× select 1, ${s}`), 'bar', ''].concat(
      sizes.map((s) => `p95 ms, ${s}`),
      ['growth', 'bar', ''],
    ),
  ];
  for (const screen of screens) rows.push(await measure(screen));
  say(table(rows));
  say('');
  say(
    '“× select 1”: median over median. A row’s screens and anchors of both sizes were asked in the same minute.',
  );
} finally {
  for (const server of served) await server.stop();
  for (const { bed } of houses) bed.remove();
}

async function furnish(size: number): Promise<House> {
  const bed = makeBed(`queues-${size}`);
  let made: Omit<House, 'size' | 'bed'> | undefined;
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
      openPerUnit,
      posts: staff.processorPosts,
    });
    const followers = await makeFollowers(owner, units, answersWithoutPapers(version));
    await owner.query('analyze');
    made = { staff, followers };
  });
  if (!made) throw new Error('the house could not be furnished');
  return { size, bed, ...made };
}

async function measure(screen: Screen): Promise<string[]> {
  const webs = served.map((server) => browser(server.address, benchSecret, 4));
  const own: number[][] = houses.map(() => []);
  const anchor: number[][] = houses.map(() => []);
  for (let i = 0; i < warm + asks; i += 1) {
    // Who goes first changes, so that none always follows the same one.
    for (const [k, house] of i % 2 ? [...houses.entries()] : [...houses.entries()].reverse()) {
      const web = webs[k] as Browser;
      const ours = await screen.ask(web, house, i);
      const bare = await screen.anchor(web, house, i);
      if (ours.status !== 200 || bare.status !== 200)
        throw new Error(`${screen.name}: ${ours.status}, its anchor ${bare.status}`);
      if (i < warm) continue;
      own[k]?.push(ours.ms);
      anchor[k]?.push(bare.ms);
    }
  }
  for (const web of webs) web.close();
  const ratios = houses.map((_, k) => median(own[k] ?? []) / median(anchor[k] ?? []));
  const p95 = houses.map((_, k) => percentile(own[k] ?? [], 0.95));
  const growth = (p95[1] ?? 0) / (p95[0] ?? 1);
  tell(
    `${screen.name}: ${houses.map((h, k) => `${h.size}: ${median(own[k] ?? []).toFixed(2)} ms, select 1 ${median(anchor[k] ?? []).toFixed(2)} ms`).join('; ')}`,
  );
  return [
    screen.name,
    ...ratios.map((r) => r.toFixed(1)),
    `≤ ${screen.bar}`,
    verdict((ratios[1] ?? 0) <= screen.bar),
    ...p95.map((p) => p.toFixed(1)),
    growth.toFixed(2),
    '< 1.5',
    verdict(growth < 1.5),
  ];
}
