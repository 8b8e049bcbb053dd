import { addDays, fromLocal, toLocal, type WorkingCalendar } from '#engines/calendar';
import { anyCaseByNumber, type Case } from '#engines/cases';
import { as, type Citizen, type Ctx, type Officer } from '#engines/database';
import {
  answerSupplement,
  approve,
  handOverResult,
  issueResult,
  passOn,
  propose,
  rateDossier,
  receiveDossier,
  recordSystemNumber,
  refuseDossier,
  requestPayment,
  requestSupplement,
  stopDossier,
  suspend,
  waitForSystem,
  withdraw,
} from '#services/dossiers';
import { defaultCase, limitOf, type ProcedureVersion } from '#services/procedures';
import type { Random } from './random.ts';
import type { Story } from './story.ts';

export interface Life {
  readonly at: (when: Date) => Ctx;
  readonly citizen: Citizen;
  readonly number: string;
  readonly story: Story;
  readonly moment: Date;
  readonly version: ProcedureVersion;
  readonly calendar: WorkingCalendar;
  readonly random: Random;
  readonly officers: ReadonlyMap<string, Officer>;
  /** A sample result file by the account of the officer who issues it. */
  readonly results: ReadonlyMap<string, string>;
  /** The present: no act of the demo lies in the future. */
  readonly until: Date;
}

/** Lives one dossier through to where its story ends, or to the present. */
export async function liveStory(life: Life): Promise<void> {
  const { story, random } = life;
  let now = life.moment;
  const step = async (minutes: number, act: (ctx: Ctx, c: Case) => Promise<unknown>): Promise<boolean> => {
    now = officeMinutesLater(life.calendar, now, Math.round(minutes * (0.6 + random.next() * 0.8)));
    if (now >= life.until) return false;
    const ctx = life.at(now);
    const c = await anyCaseByNumber(ctx.db, life.number);
    if (!c) throw new Error(`dossier ${life.number} of the demo is gone`);
    await act(ctx, c);
    return true;
  };
  const on = (c: Case) => ({ number: life.number, expectedVersion: c.version });
  // Same-day matters are worked on at once; the others have days.
  const work = limitOf(life.version, defaultCase(life.version).id).kind === 'same-day' ? 15 : 500;
  const reception = officerWho(life, 'dossier.receive');
  const processor = officerWho(life, 'dossier.process');
  const approver = officerWho(life, 'dossier.approve');

  if (story === 'new') return;
  if (story === 'refused') {
    await step(90, (ctx, c) =>
      refuseDossier(as(ctx, reception), {
        ...on(c),
        reason: 'Việc này không thuộc thẩm quyền của xã; đã hướng dẫn nơi nộp.',
      }),
    );
    return;
  }
  if (story === 'waiting-for-citizen' || (story === 'collected' && random.chance(0.12))) {
    const asked = await step(90, (ctx, c) =>
      requestSupplement(as(ctx, reception), {
        ...on(c),
        items: ['Ảnh chụp giấy tờ bị mờ, xin chụp lại cho rõ'],
        reason: 'Giấy tờ gửi kèm chưa đọc được.',
      }),
    );
    if (!asked || story === 'waiting-for-citizen') return;
    if (
      !(await step(600, (ctx) =>
        answerSupplement(as(ctx, life.citizen), {
          number: life.number,
          words: 'Tôi đã chụp lại, nhờ cán bộ xem giúp.',
          files: [],
        }),
      ))
    )
      return;
  }
  if (
    !(await step(45, async (ctx, c) =>
      c.received_at === null ? receiveDossier(as(ctx, reception), on(c)) : undefined,
    ))
  )
    return;
  if (story === 'received') return;
  if (!(await step(8, (ctx, c) => passOn(as(ctx, reception), { ...on(c), assignee: processor.postId }))))
    return;
  if (story === 'in-work') return;
  if (story === 'awaiting-payment') {
    await step(20, (ctx, c) =>
      requestPayment(as(ctx, processor), { ...on(c), reason: 'Phí cấp bản sao, nộp tại quầy khi đến lấy.' }),
    );
    return;
  }
  if (story === 'suspended') {
    const paper = 'Văn bản MẪU-12/UBND ngày 20/11/2026';
    await step(20, (ctx, c) =>
      suspend(as(ctx, processor), { ...on(c), reason: 'Chờ cơ quan khác trả lời xác minh.', paper }),
    );
    return;
  }
  if (story === 'withdrawn') {
    await step(60, (ctx) =>
      withdraw(as(ctx, life.citizen), { number: life.number, reason: 'Tôi chưa cần nữa.' }),
    );
    return;
  }
  if (story === 'stopped') {
    await step(90, (ctx, c) =>
      stopDossier(as(ctx, processor), {
        ...on(c),
        reason: 'Người nộp trùng hồ sơ; hồ sơ trước đang giải quyết.',
      }),
    );
    return;
  }
  const waits = life.version.definition.steps.find((s) => s.waits)?.waits;
  if (waits) {
    if (!(await step(12, (ctx, c) => waitForSystem(as(ctx, processor), { ...on(c), system: waits.system }))))
      return;
    if (story === 'waiting-for-system') return;
    if (
      !(await step(30, (ctx, c) =>
        recordSystemNumber(as(ctx, processor), { ...on(c), systemNumber: `MẪU-${random.int(1000, 9999)}` }),
      ))
    )
      return;
  }
  if (
    !(await step(story === 'collected-late' ? 3_600 : work, (ctx, c) =>
      propose(as(ctx, processor), { ...on(c), proposal: 'Hồ sơ đủ, hợp lệ. Kính trình lãnh đạo ký.' }),
    ))
  )
    return;
  if (story === 'proposed') return;
  if (!(await step(15, (ctx, c) => approve(as(ctx, approver), on(c))))) return;
  const fileId = life.results.get(processor.accountId) as string;
  if (
    !(await step(8, (ctx, c) =>
      issueResult(as(ctx, processor), {
        ...on(c),
        title: life.version.definition.result.name,
        paperNumber: `MẪU-${random.int(1, 999)}`,
        fileId,
      }),
    ))
  )
    return;
  if (story === 'ready') return;
  if (
    !(await step(random.int(30, 3_000), (ctx, c) =>
      handOverResult(as(ctx, reception), { ...on(c), receiver: life.citizen.name }),
    ))
  )
    return;
  if (random.chance(0.4))
    await step(120, (ctx) =>
      rateDossier(as(ctx, life.citizen), {
        number: life.number,
        score: random.weighted([
          [3, 70],
          [2, 25],
          [1, 5],
        ] as const),
        words: '',
      }),
    );
}

/** Somebody who may do it in this dossier's field; the seed decides who. */
function officerWho(life: Life, permission: string): Officer {
  const able = [...life.officers.values()].filter(
    (o) =>
      o.permissions.has(permission) &&
      (o.scope.fields === null || o.scope.fields.includes(life.version.field)),
  );
  return life.random.pick(able);
}

/** So many minutes of office time later: the night, the noon break and days off are skipped. */
function officeMinutesLater(calendar: WorkingCalendar, from: Date, minutes: number): Date {
  let left = minutes;
  const start = toLocal(from);
  for (let date = start.slice(0, 10); ; date = addDays(date, 1)) {
    if (calendar.statusOf(date).status !== 'working') continue;
    for (const hours of calendar.hoursOf(date)) {
      const opens = Math.max(+fromLocal(`${date}T${hours.from}`), +from);
      const room = (+fromLocal(`${date}T${hours.to}`) - opens) / 60_000;
      if (room <= 0) continue;
      if (left <= room) return new Date(opens + left * 60_000);
      left -= room;
    }
  }
}
