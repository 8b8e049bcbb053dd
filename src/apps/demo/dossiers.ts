import { actorOf, createCitizenAccount, openSession } from '#engines/access';
import { addDays, fromLocal, loadCalendar, localDate, type WorkingCalendar } from '#engines/calendar';
import { as, type Citizen, type Ctx, type Officer, read, tx } from '#engines/database';
import { type Answers, headlineOf } from '#engines/forms';
import { recordFor } from '#engines/people';
import type { Unit } from '#engines/units';
import { submitDossier } from '#services/dossiers';
import { currentVersion, defaultCase, type ProcedureVersion, papersOf } from '#services/procedures';
import { inventAnswers } from './answers.ts';
import { liveStory } from './life.ts';
import type { DemoCommune } from './people.ts';
import { personId } from './people.ts';
import { type Random, seeded } from './random.ts';
import { storeSample } from './sample-file.ts';
import { procedureMix, storyOf } from './story.ts';

export interface DemoYear {
  readonly unit: Unit;
  readonly commune: DemoCommune;
  readonly officers: ReadonlyMap<string, Officer>;
  readonly today: string;
  /** How many dossiers in twelve months. */
  readonly count: number;
}

/**
 * Twelve months of dossiers, filed and worked on through the same actions as real ones, each at its own hour.
 * A run that was interrupted goes on where it stopped: the key of a filing is its place in the year.
 */
export async function fillYear(ctx: Ctx, year: DemoYear, tell: (done: number) => void): Promise<void> {
  const calendar = await loadCalendar(ctx.db, year.unit.id);
  const random = seeded(37);
  const filers = adultsWithPhones(year);
  const versions = new Map<string, ProcedureVersion>();
  for (const [code] of procedureMix) {
    const version = await currentVersion(ctx.db, code, year.today);
    if (!version) throw new Error(`the demo needs procedure ${code}`);
    versions.set(code, version);
  }
  const results = await sampleResults(ctx, year.officers);
  // A tenth and more in the last days, so that every queue has something to do.
  const lately = Math.round(year.count * 0.12);
  const moments = Array.from({ length: year.count }, (_, i) =>
    filingTime(random, calendar, year.today, i < lately ? 5 : 365),
  ).sort((a, b) => +a - +b);
  for (const [index, moment] of moments.entries()) {
    const version = versions.get(random.weighted(procedureMix)) as ProcedureVersion;
    const filer = random.pick(filers);
    const sameDay = defaultCase(version).limit.kind === 'same-day';
    const age = (ctx.now().getTime() - +moment) / 86_400_000;
    const story = storyOf(random, age, sameDay);
    const at = (when: Date): Ctx => ({ ...ctx, now: () => when, requestId: `demo-${index}` });
    const citizen = await citizenFor(at(moment), filer);
    const receipt = await fileOne(at(moment), citizen, version, year, random, index);
    if (receipt)
      await liveStory({
        at,
        citizen,
        number: receipt,
        story,
        moment,
        version,
        calendar,
        random,
        officers: year.officers,
        results,
        until: new Date(ctx.now()),
      });
    if (index % 50 === 49) tell(index + 1);
  }
}

interface Filer {
  readonly personId: string;
  readonly name: string;
  readonly phone: string;
}

const adultsWithPhones = (year: DemoYear): Filer[] =>
  year.commune.households
    .flatMap((h) => h.people)
    .filter((p) => p.phone !== null && Number(year.today.slice(0, 4)) - Number(p.birth.slice(0, 4)) >= 20)
    .map((p) => ({ personId: personId(p.key), name: p.name, phone: p.phone as string }));

/** Some day of the last twelve months, at an hour when people sit down to file; never in the future. */
function filingTime(random: Random, calendar: WorkingCalendar, today: string, daysBack: number): Date {
  for (;;) {
    const date = addDays(today, -random.int(1, daysBack));
    if (calendar.statusOf(date).status !== 'working' && !random.chance(0.15)) continue;
    const hour = random.weighted([
      [7, 2],
      [8, 6],
      [9, 8],
      [10, 7],
      [11, 3],
      [13, 3],
      [14, 6],
      [15, 5],
      [16, 3],
      [19, 2],
      [20, 2],
    ] as const);
    return fromLocal(
      `${date}T${String(hour).padStart(2, '0')}:${String(random.int(0, 59)).padStart(2, '0')}`,
    );
  }
}

async function citizenFor(ctx: Ctx, filer: Filer): Promise<Citizen> {
  const token = await tx(ctx, async (t) => {
    const accountId = await createCitizenAccount(ctx, t, filer);
    return openSession(ctx, t, { accountId, device: 'bản trình diễn' });
  });
  const resolved = await actorOf(ctx.db, token, ctx.now());
  if (resolved?.actor.kind !== 'citizen') throw new Error('a citizen of the demo could not sign in');
  return resolved.actor;
}

/** Files as the wizard does; null where the invented answers do not satisfy the form (said in the log). */
async function fileOne(
  ctx: Ctx,
  citizen: Citizen,
  version: ProcedureVersion,
  year: DemoYear,
  random: Random,
  index: number,
): Promise<string | null> {
  const filing = as(ctx, citizen);
  const record = await read(filing, (db) => recordFor(db, citizen.personId));
  // Nobody declares her own death: who has died there is invented.
  const itself = version.code !== '1.000656';
  const known = { filer: record ?? {}, subject: (itself && record) || {}, spouse: kin(record, 'spouse') };
  const answers = inventAnswers(random, version.definition.form, known, localDate(ctx.now()));
  const files: { paperId: string; fileId: string }[] = [];
  for (const paper of papersOf(version, answers))
    if (paper.required && paper.photo)
      files.push({ paperId: paper.id, fileId: await storeSample(filing, paper.name, `${paper.id}.png`) });
  const result = await submitDossier(filing, {
    versionId: version.id,
    caseChoice: version.definition.cases.find((c) => c.default)?.id ?? '',
    unitId: year.unit.id,
    answers,
    files,
    delivery: { how: random.pick(['counter', 'counter', 'online', 'post']), phone: undefined, sms: true },
    filingFor: itself ? 'self' : 'family',
    subject: subjectOf(version, answers),
    village: record?.village ?? null,
    idempotencyKey: `demo-${index}`,
  });
  // An interrupted run has filed it before; what became of it then stays.
  if (result.kind === 'submitted') return result.again ? null : result.number;
  ctx.log.warn(
    { procedure: version.code, errors: result.errors.map((e) => e.field), missing: result.missingPapers },
    'demo answers refused',
  );
  return null;
}

/** A child or a dead person whom the answers name; otherwise the matter is the filer's own. */
function subjectOf(version: ProcedureVersion, answers: Answers) {
  if (!['1.001193', '1.000656'].includes(version.code)) return undefined;
  return { personId: null, name: headlineOf(version.definition.form, answers) };
}

const kin = (record: Readonly<Record<string, string>> | null, who: string): Record<string, string> =>
  Object.fromEntries(
    Object.entries(record ?? {})
      .filter(([key]) => key.startsWith(`${who}.`))
      .map(([key, value]) => [key.slice(who.length + 1), value]),
  );

/** One sample result per processor, reused: the paper itself is not what the demo shows. */
async function sampleResults(ctx: Ctx, officers: ReadonlyMap<string, Officer>): Promise<Map<string, string>> {
  const results = new Map<string, string>();
  for (const officer of officers.values())
    if (officer.permissions.has('dossier.process'))
      results.set(
        officer.accountId,
        await storeSample(as(ctx, officer), 'KẾT QUẢ GIẢI QUYẾT', 'ket-qua-mau.png'),
      );
  return results;
}
