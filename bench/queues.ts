/**
 * The screens that must not slow down as the years go by: an officer's queue, the leader's first screen, a
 * citizen's dossier. Each against a page of the same kind that asks the session and `select 1`, asked in turns,
 * with 10,000 and with 1,000,000 dossiers over 129 communes. Officers see one commune and their own fields.
 */
import { createOfficer, openSession } from '#engines/access';
import { tx } from '#engines/database';
import { currentVersion } from '#services/procedures';
import { benchSecret, makeBed, serve, tokenOf } from './lib/bed.ts';
import { type Browser, browser, type Visitor } from './lib/browse.ts';
import { openCommunes, procedure, today } from './lib/filers.ts';
import { fillDossiers } from './lib/many-dossiers.ts';
import { machineLine, median, percentile, say, table, tell, verdict } from './lib/measure.ts';

const sizes = [10_000, Number(process.env.DOSSIERS ?? 1_000_000)];
const asks = 300;
const openPerUnit = 40;

interface Screen {
  readonly name: string;
  readonly path: string;
  readonly anchor: string;
  readonly who: Visitor;
  readonly bar: number;
}

const bed = makeBed('queues');
const visitors: Record<string, Visitor> = {};
let number = '';
let units: number[] = [];
let versionId = '';
const posts: string[] = [];
try {
  const measured: Record<string, { ratio: number; p95: number }>[] = [];
  for (const [round, size] of sizes.entries()) {
    await bed.arrange(async (owner, open) => {
      if (round === 0) {
        units = await openCommunes(owner);
        versionId = (await currentVersion(open.ctx.db, procedure, today()))?.id ?? '';
        for (const [who, role, fields] of [
          ['processor', 'processor', ['civil-status', 'business', 'poverty']],
          ['leader', 'approver', undefined],
        ] as const) {
          const made = await tx(open.ctx, async (t) => {
            const officer = await createOfficer(open.ctx, t, {
              personId: crypto.randomUUID(),
              name: `Cán bộ ${who}`,
              phone: role === 'processor' ? '0901900001' : '0901900002',
              userName: `bench-${who}`,
              password: 'mot mat khau that dai 2026',
              post: { title: who, unitId: units[0] ?? 0, role, ...(fields ? { fields } : {}) },
              from: '2025-07-01',
            });
            const token = await openSession(open.ctx, t, {
              accountId: officer.accountId,
              appointmentId: officer.appointmentId,
              device: 'bench',
            });
            return { ...officer, token };
          });
          visitors[who] = { accountId: made.accountId, token: made.token };
          posts.push(made.postId);
        }
      }
      tell(`filling up to ${size.toLocaleString('en')}…`);
      await fillDossiers(owner, {
        from: round === 0 ? 0 : (sizes[0] ?? 0),
        to: size,
        units,
        versionId,
        openPerUnit,
        posts,
      });
      if (round === 0) {
        const { token, hash } = tokenOf('citizen');
        const accountId = crypto.randomUUID();
        const personId = crypto.randomUUID();
        await owner.query(
          `insert into people.persons (id, unit_id, name, name_key, sex, birth, birth_from, birth_to) values ($1, $2, 'Nguyễn Thị Đo', 'do', 'female', '1990', '1990-01-01', '1990-12-31')`,
          [personId, units[0]],
        );
        await owner.query(
          `insert into access.accounts (id, person_id, name, phone, created_at) values ($1, $2, 'Nguyễn Thị Đo', '0900999999', now())`,
          [accountId, personId],
        );
        await owner.query(
          `insert into access.sessions (token_hash, csrf_key, account_id, device, created_at, last_seen_at, expires_at, scope_persons, scoped_at)
           values ($1, 'x', $2, 'bench', now(), now(), now() + interval '12 hours', array[$3::uuid], now())`,
          [hash, accountId, personId],
        );
        const { rows } = await owner.query(
          `update cases.cases set filer_account_id = $1, filer_person_id = $2
           where id = (select id from cases.cases where unit_id = $3 and ended_at is null and state = 'processing' limit 1) returning number`,
          [accountId, personId, units[0]],
        );
        number = rows[0].number;
        await owner.query(
          'update dossiers.answers a set persons = array[$1::uuid] from cases.cases c where c.id = a.case_id and c.number = $2',
          [personId, number],
        );
        visitors.citizen = { accountId, token };
      }
    });
    measured.push(await measure(round));
  }
  report(measured);
} finally {
  bed.remove();
}

async function measure(round: number): Promise<Record<string, { ratio: number; p95: number }>> {
  const server = await serve(bed, { work: false });
  const web = browser(server.address, benchSecret, 4);
  try {
    const result: Record<string, { ratio: number; p95: number; median: number; anchor: number }> = {};
    for (const screen of screens()) {
      const [own, anchor] = await inTurns(web, screen);
      result[screen.name] = {
        ratio: median(own) / median(anchor),
        p95: percentile(own, 0.95),
        median: median(own),
        anchor: median(anchor),
      };
      tell(
        `${sizes[round]}: ${screen.name} ${median(own).toFixed(2)} ms, p95 ${percentile(own, 0.95).toFixed(2)}; select 1: ${median(anchor).toFixed(2)} ms`,
      );
    }
    return result;
  } finally {
    web.close();
    await server.stop();
  }
}

function screens(): Screen[] {
  const nobody = { accountId: '', token: '' };
  const { processor = nobody, leader = nobody, citizen = nobody } = visitors;
  return [
    { name: 'queue', path: '/can-bo', anchor: '/bench/can-bo', who: processor, bar: 6 },
    { name: 'leader', path: '/can-bo/tong-quan', anchor: '/bench/can-bo', who: leader, bar: 10 },
    { name: 'tracking', path: `/ho-so/${number}`, anchor: '/bench/nguoi-dan', who: citizen, bar: 4 },
  ];
}

/** One of each, by turns, one at a time: what one person waits for. */
async function inTurns(web: Browser, screen: Screen): Promise<[number[], number[]]> {
  const own: number[] = [];
  const anchor: number[] = [];
  for (let i = 0; i < asks + 40; i += 1) {
    const a = await web.get(screen.who, screen.anchor);
    const b = await web.get(screen.who, screen.path);
    if (a.status !== 200 || b.status !== 200)
      throw new Error(`${screen.path}: ${b.status}, ${screen.anchor}: ${a.status}`);
    if (i < 40) continue;
    anchor.push(a.ms);
    own.push(b.ms);
  }
  return [own, anchor];
}

function report(measured: readonly Record<string, { ratio: number; p95: number }>[]): void {
  const [small = {}, large = {}] = measured;
  say(`${machineLine()}; ${asks} asks of each, by turns, one at a time`);
  say('');
  const rows = [
    [
      'screen',
      `× select 1, ${sizes[0]}`,
      `× select 1, ${sizes[1]}`,
      'bar',
      '',
      `p95 ms, ${sizes[0]}`,
      `p95 ms, ${sizes[1]}`,
      'growth',
      'bar',
      '',
    ],
  ];
  for (const { name, bar } of screens()) {
    const [a, b] = [small[name], large[name]];
    if (!a || !b) continue;
    const growth = b.p95 / a.p95;
    rows.push([
      name,
      a.ratio.toFixed(1),
      b.ratio.toFixed(1),
      `≤ ${bar}`,
      verdict(b.ratio <= bar),
      a.p95.toFixed(1),
      b.p95.toFixed(1),
      growth.toFixed(2),
      '< 1.5',
      verdict(growth < 1.5),
    ]);
  }
  say(table(rows));
}
