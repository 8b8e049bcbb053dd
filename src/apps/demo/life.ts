import { dueOf, type WorkingCalendar } from '#engines/calendar';
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
  requestSupplement,
  stopDossier,
  waitForSystem,
  withdraw,
} from '#services/dossiers';
import type { ProcedureVersion } from '#services/procedures';
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
  const step = async (hours: number, act: (ctx: Ctx, c: Case) => Promise<unknown>): Promise<boolean> => {
    now = officeHoursLater(life.calendar, now, hours, random);
    if (now >= life.until) return false;
    const ctx = life.at(now);
    const c = await anyCaseByNumber(ctx.db, life.number);
    if (!c) throw new Error(`dossier ${life.number} of the demo is gone`);
    await act(ctx, c);
    return true;
  };
  const on = (c: Case) => ({ number: life.number, expectedVersion: c.version });
  const reception = officerWho(life, 'dossier.receive');
  const processor = officerWho(life, 'dossier.process');
  const approver = officerWho(life, 'dossier.approve');

  if (story === 'new') return;
  if (story === 'refused') {
    await step(2, (ctx, c) =>
      refuseDossier(as(ctx, reception), {
        ...on(c),
        reason: 'Việc này không thuộc thẩm quyền của xã; đã hướng dẫn nơi nộp.',
      }),
    );
    return;
  }
  if (story === 'waiting-for-citizen' || (story === 'collected' && random.chance(0.12))) {
    const asked = await step(2, (ctx, c) =>
      requestSupplement(as(ctx, reception), {
        ...on(c),
        items: ['Ảnh chụp giấy tờ bị mờ, xin chụp lại cho rõ'],
        reason: 'Giấy tờ gửi kèm chưa đọc được.',
      }),
    );
    if (!asked || story === 'waiting-for-citizen') return;
    if (
      !(await step(5, (ctx) =>
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
    !(await step(2, async (ctx, c) =>
      c.received_at === null ? receiveDossier(as(ctx, reception), on(c)) : undefined,
    ))
  )
    return;
  if (story === 'received') return;
  if (!(await step(1, (ctx, c) => passOn(as(ctx, reception), { ...on(c), assignee: processor.postId }))))
    return;
  if (story === 'in-work') return;
  if (story === 'withdrawn') {
    await step(2, (ctx) =>
      withdraw(as(ctx, life.citizen), { number: life.number, reason: 'Tôi chưa cần nữa.' }),
    );
    return;
  }
  if (story === 'stopped') {
    await step(3, (ctx, c) =>
      stopDossier(as(ctx, processor), {
        ...on(c),
        reason: 'Người nộp trùng hồ sơ; hồ sơ trước đang giải quyết.',
      }),
    );
    return;
  }
  const waits = life.version.definition.steps.find((s) => s.waits)?.waits;
  if (waits) {
    if (!(await step(1, (ctx, c) => waitForSystem(as(ctx, processor), { ...on(c), system: waits.system }))))
      return;
    if (story === 'waiting-for-system') return;
    if (
      !(await step(2, (ctx, c) =>
        recordSystemNumber(as(ctx, processor), { ...on(c), systemNumber: `MẪU-${random.int(1000, 9999)}` }),
      ))
    )
      return;
  }
  if (
    !(await step(story === 'collected-late' ? 60 : 1, (ctx, c) =>
      propose(as(ctx, processor), { ...on(c), proposal: 'Hồ sơ đủ, hợp lệ. Kính trình lãnh đạo ký.' }),
    ))
  )
    return;
  if (story === 'proposed') return;
  if (!(await step(1, (ctx, c) => approve(as(ctx, approver), on(c))))) return;
  const fileId = life.results.get(processor.accountId) as string;
  if (
    !(await step(1, (ctx, c) =>
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
    !(await step(random.int(1, 16), (ctx, c) =>
      handOverResult(as(ctx, reception), { ...on(c), receiver: life.citizen.name }),
    ))
  )
    return;
  if (random.chance(0.4))
    await step(4, (ctx) =>
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

/** About so many office hours later, with a few minutes to spare. */
function officeHoursLater(calendar: WorkingCalendar, from: Date, hours: number, random: Random): Date {
  const due = dueOf({ kind: 'working-hours', n: hours }, from, calendar);
  const at = due.kind === 'due' ? due.at : from;
  return new Date(+at - random.int(1, 25) * 60_000);
}
