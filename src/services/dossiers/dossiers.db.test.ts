import { describe, expect, test } from 'vitest';
import { decideDay } from '#engines/calendar';
import { caseByNumber, trailOf } from '#engines/cases';
import { type Ctx, Refusal, read, tx } from '#engines/database';
import { aCommune, answersFor, testCtx, testDb } from '#engines/testing';
import { dateTheUndated } from './actions/date-the-undated.ts';
import {
  answerSupplement,
  approve,
  dossierForTracking,
  handOverResult,
  issueResult,
  lookAtDossier,
  passOn,
  propose,
  rateDossier,
  receiveDossier,
  refuseDossier,
  requestSupplement,
  resumeDossier,
  returnDossier,
  sayToCitizen,
  sayToOffice,
  stopDossier,
  submitDossier,
  suspend,
  withdraw,
} from './index.ts';
import { findAnswers } from './store/dossier.ts';

const house = await testDb();
const ctx = testCtx(house, { at: '2026-03-02T09:00' });
const hall = await aCommune(house, ctx);
const { citizen, reception, processor, approver, leader } = hall;

const now = async (by: Ctx, number: string) => {
  const c = await caseByNumber(by, house.db, number);
  return { number, expectedVersion: c.version, c };
};
const at = async (by: Ctx, number: string) => (await now(by, number)).c;

async function aFileOf(by: Ctx): Promise<string> {
  if (by.actor.kind !== 'citizen' && by.actor.kind !== 'officer') throw new Error('nobody owns files');
  const [row] = await house.asOwner(
    `insert into files.files (owner_account, purpose, name, type, size, state, sha256, active_content, created_at)
     values ($1, 'dossier', 'ket-qua.pdf', 'application/pdf', 10, 'ready', repeat('a', 64), false, now()) returning id`,
    [by.actor.accountId],
  );
  return String(row?.id);
}

describe('submission', () => {
  test('gives a code of authority, local day and number, and a provisional date', async () => {
    const sent = await hall.aDossier();
    expect(sent.number).toMatch(/^H42\.37\.01-260302-\d{4}$/);
    expect(sent.provisionalDue?.toISOString()).toBe('2026-03-02T10:00:00.000Z');
    expect((await at(citizen, sent.number)).state).toBe('submitted');
  });

  test('the same key gives the same dossier, also when both taps arrive at once', async () => {
    const sent = await Promise.all(Array.from({ length: 5 }, () => hall.aDossier(citizen, 'one-key')));
    expect(new Set(sent.map((s) => s.number)).size).toBe(1);
    expect(sent.filter((s) => !s.again)).toHaveLength(1);
  });

  test('codes of a day are unique and without gaps, whatever is refused in between', async () => {
    const before = await hall.aDossier();
    const many = await Promise.all([
      ...Array.from({ length: 8 }, () => hall.aDossier()),
      hall.aDossier(citizen, 'twin'),
      hall.aDossier(citizen, 'twin'),
    ]);
    const start = Number(before.number.slice(-4));
    const numbers = [...new Set(many.map((s) => Number(s.number.slice(-4))))].sort((a, b) => a - b);
    expect(numbers).toEqual(Array.from({ length: 9 }, (_, i) => start + 1 + i));
  });

  test('is checked again on the server, and every error names its field', async () => {
    const { subject, ...rest } = answersFor('Nguyễn Thị Đào');
    const sent = await submitDossier(citizen, {
      versionId: hall.version.id,
      caseChoice: 'ordinary',
      unitId: hall.unitId,
      answers: rest,
      files: [],
      delivery: {},
      filingFor: 'self',
      idempotencyKey: 'incomplete',
    });
    expect(subject).toBeDefined();
    expect(sent.kind).toBe('incomplete');
    if (sent.kind === 'incomplete') expect(sent.errors.map((e) => e.field)).toContain('subject-name');
  });

  test('refuses a file that somebody else has uploaded', async () => {
    const fileId = await aFileOf(reception);
    const sent = submitDossier(citizen, {
      versionId: hall.version.id,
      caseChoice: 'ordinary',
      unitId: hall.unitId,
      answers: answersFor('Nguyễn Thị Đào'),
      files: [{ paperId: 'old-paper', fileId }],
      delivery: {},
      filingFor: 'self',
      idempotencyKey: 'stolen',
    });
    await expect(sent).rejects.toThrow(/không do Ông\/Bà tải lên/);
  });

  test('leaves one audit row and one event', async () => {
    const sent = await hall.aDossier();
    const [rows] = await house.asOwner(
      `select (select count(*) from audit.entries where subject_id = $1::text)::int as audits,
              (select count(*) from outbox.events where subject = $1::text)::int as events`,
      [sent.caseId],
    );
    expect(rows).toEqual({ audits: 1, events: 1 });
  });

  test('an officer, another commune and a stranger do not see the answers of others', async () => {
    const sent = await hall.aDossier();
    const stranger = await hall.aCitizen('Lê Thị Mận', '0912999001');
    await expect(lookAtDossier(stranger, sent.number, { purpose: 'x', reveal: false })).rejects.toThrow(
      Refusal,
    );
    const far = await aCommune(house, ctx, '14702');
    await expect(at(far.reception, sent.number)).rejects.toThrow(/Không tìm thấy/);
    const rows = await read(far.reception, (db) => db.many(findAnswers, { case_id: sent.caseId }));
    expect(rows).toEqual([]);
  });
});

describe('the main job', () => {
  test('runs from submission to the rated result', async () => {
    const { number } = await hall.aDossier();
    const received = await receiveDossier(reception, await now(reception, number));
    expect(received.due).toMatchObject({ kind: 'due', at: new Date('2026-03-02T10:00:00.000Z') });
    const post = processor.actor.kind === 'officer' ? processor.actor.postId : '';
    await passOn(reception, { ...(await now(reception, number)), assignee: post });
    expect(await at(processor, number)).toMatchObject({
      state: 'processing',
      step: 'examine',
      assignee_post_id: post,
    });
    await propose(processor, { ...(await now(processor, number)), proposal: 'Đủ điều kiện cấp bản sao.' });
    await returnDossier(approver, { ...(await now(approver, number)), reason: 'Thiếu số quyển.' });
    expect(await at(processor, number)).toMatchObject({ step: 'examine', assignee_post_id: post });
    await propose(processor, { ...(await now(processor, number)), proposal: 'Đã thêm số quyển.' });
    await approve(approver, await now(approver, number));
    await expect(withdraw(citizen, { number, reason: 'đổi ý' })).rejects.toThrow(/chưa rút được/);
    await issueResult(processor, {
      ...(await now(processor, number)),
      title: 'Bản sao Giấy khai sinh',
      fileId: await aFileOf(processor),
    });
    expect(await at(citizen, number)).toMatchObject({ state: 'decided', responsible_post_id: post });
    await handOverResult(reception, { ...(await now(reception, number)), receiver: 'Nguyễn Thị Đào' });
    await rateDossier(citizen, { number, score: 3, words: 'Nhanh' });
    const c = await at(citizen, number);
    expect(c).toMatchObject({ state: 'handed-over' });
    expect((await trailOf(house.db, c.id)).map((t) => t.verb)).toEqual([
      ...['submitted', 'received', 'passed-on', 'proposed', 'returned', 'proposed', 'approved'],
      ...['result-issued', 'handed-over'],
    ]);
    const audits = await house.asOwner('select verb from audit.entries where subject_id = $1 order by id', [
      c.id,
    ]);
    expect(audits).toHaveLength(10);
  });

  test('received after 15 giờ is promised for the next working day', async () => {
    const { number } = await hall.aDossier();
    ctx.clock.set('2026-03-06T15:01');
    const { due } = await receiveDossier(reception, await now(reception, number));
    ctx.clock.set('2026-03-02T09:00');
    expect(due).toMatchObject({ kind: 'due', at: new Date('2026-03-09T10:00:00.000Z') });
  });

  test('a supplement is asked once, before reception no clock runs, and it is answered in place', async () => {
    const { number } = await hall.aDossier();
    const on = await now(reception, number);
    await requestSupplement(reception, { ...on, items: ['Giấy tờ cũ', ''], reason: 'Chưa rõ số quyển' });
    expect(await at(citizen, number)).toMatchObject({ state: 'supplement', due_at: null, facet3: 'citizen' });
    await expect(answerSupplement(citizen, { number, words: ' ', files: [] })).rejects.toThrow(/Gửi ít nhất/);
    await answerSupplement(citizen, { number, words: 'Số 12, quyển 1/1980', files: [] });
    const again = requestSupplement(reception, {
      ...(await now(reception, number)),
      items: ['Nữa'],
      reason: 'Nữa',
    });
    await expect(again).rejects.toThrow(/chưa yêu cầu bổ sung được/);
    await receiveDossier(reception, await now(reception, number));
    expect((await at(citizen, number)).state).toBe('received');
  });

  test('after reception a supplement stops the clock until it is answered', async () => {
    const { number } = await hall.aDossier();
    await receiveDossier(reception, await now(reception, number));
    await passOn(reception, await now(reception, number));
    await requestSupplement(processor, { ...(await now(processor, number)), items: ['A'], reason: 'B' });
    expect(await at(citizen, number)).toMatchObject({
      due_at: null,
      paused_at: new Date('2026-03-02T02:00:00Z'),
    });
    ctx.clock.set('2026-03-04T09:00');
    await answerSupplement(citizen, { number, words: 'Đây ạ', files: [] });
    ctx.clock.set('2026-03-02T09:00');
    const c = await at(citizen, number);
    expect([c.state, c.paused_at, c.due_at?.toISOString()]).toEqual([
      'received',
      null,
      '2026-03-04T10:00:00.000Z',
    ]);
  });

  test('a suspension needs a paper; it ends and the date moves', async () => {
    const { number } = await hall.aDossier();
    await receiveDossier(reception, await now(reception, number));
    await passOn(reception, await now(reception, number));
    const bare = suspend(processor, { ...(await now(processor, number)), reason: 'Xác minh', paper: '' });
    await expect(bare).rejects.toThrow(/số, ngày của văn bản/);
    await suspend(processor, {
      ...(await now(processor, number)),
      reason: 'Xác minh',
      paper: 'CV 12, 02/03/2026',
    });
    ctx.clock.set('2026-03-03T09:00');
    const resumed = await resumeDossier(processor, await now(processor, number));
    ctx.clock.set('2026-03-02T09:00');
    expect(resumed.due_at?.toISOString()).toBe('2026-03-03T10:00:00.000Z');
  });

  test('the second of two receptions is told who received it', async () => {
    const { number } = await hall.aDossier();
    const on = await now(reception, number);
    await receiveDossier(reception, on);
    await expect(receiveDossier(reception, on)).rejects.toThrow(
      /Phạm Thị Hoa, Cán bộ tiếp nhận vừa tiếp nhận/,
    );
  });

  test('a refusal and a stop need a reason and end the dossier', async () => {
    const first = await hall.aDossier();
    await expect(
      refuseDossier(reception, { ...(await now(reception, first.number)), reason: '' }),
    ).rejects.toThrow(/chưa ghi lý do/);
    const refused = await refuseDossier(reception, {
      ...(await now(reception, first.number)),
      reason: 'Sai thẩm quyền',
    });
    expect([refused.state, refused.ended_at !== null]).toEqual(['refused', true]);
    const { number } = await hall.aDossier();
    await receiveDossier(reception, await now(reception, number));
    await passOn(reception, await now(reception, number));
    const stopped = await stopDossier(processor, {
      ...(await now(processor, number)),
      reason: 'Trùng hồ sơ',
    });
    expect(stopped.state).toBe('stopped');
  });

  test('a citizen withdraws while it is processed and not decided', async () => {
    const { number } = await hall.aDossier();
    await expect(withdraw(citizen, { number, reason: '' })).rejects.toThrow(/chưa rút được/);
    await receiveDossier(reception, await now(reception, number));
    await passOn(reception, await now(reception, number));
    expect((await withdraw(citizen, { number, reason: 'Không cần nữa' })).state).toBe('withdrawn');
  });

  test('messages go both ways', async () => {
    const { number } = await hall.aDossier();
    await sayToOffice(citizen, { number, words: 'Cháu hỏi hồ sơ ạ' });
    await sayToCitizen(reception, { number, words: 'Chiều nay có ạ' });
    const whole = await lookAtDossier(citizen, number, { purpose: 'own', reveal: false });
    expect(whole.messages.map((m) => m.body)).toEqual(['Cháu hỏi hồ sơ ạ', 'Chiều nay có ạ']);
  });
});

describe('who may', () => {
  const refused = /không được|đăng nhập/;
  test('each role is refused what is not its own', async () => {
    const { number } = await hall.aDossier();
    const on = await now(reception, number);
    for (const by of [citizen, processor, approver, leader, ctx])
      await expect(receiveDossier(by, on)).rejects.toThrow(Refusal);
    for (const by of [citizen, reception, processor, leader])
      await expect(approve(by, on)).rejects.toThrow(refused);
    for (const by of [citizen, reception, leader])
      await expect(propose(by, { ...on, proposal: 'x' })).rejects.toThrow(refused);
    for (const by of [citizen, processor, leader])
      await expect(handOverResult(by, { ...on, receiver: 'x' })).rejects.toThrow(refused);
  });

  test('a look at the dossier is recorded with the persons seen and the purpose', async () => {
    const { number, caseId } = await hall.aDossier();
    await lookAtDossier(processor, number, { purpose: 'Giải quyết hồ sơ', reveal: false });
    const views = await house.asOwner('select purpose, persons from audit.views where case_id = $1', [
      caseId,
    ]);
    const personId = citizen.actor.kind === 'citizen' ? citizen.actor.personId : '';
    expect(views).toEqual([{ purpose: 'Giải quyết hồ sơ', persons: [personId] }]);
  });
});

describe('tracking without signing in', () => {
  test('opens with the code and four digits, and shows no name', async () => {
    const { number } = await hall.aDossier();
    const found = await dossierForTracking(ctx, {
      number: number.toLowerCase(),
      lastDigits: '0001',
      sender: 'a',
    });
    expect(found).toMatchObject({ number, nationalCode: 1, stateName: 'Mới đăng ký' });
    expect(JSON.stringify(found)).not.toContain('Đào');
  });

  test('five wrong tries close a code for an hour, also for the right digits', async () => {
    const { number } = await hall.aDossier();
    for (let i = 0; i < 5; i++)
      await expect(dossierForTracking(ctx, { number, lastDigits: '9999', sender: `s${i}` })).rejects.toThrow(
        /Không tìm thấy hồ sơ/,
      );
    const right = () => dossierForTracking(ctx, { number, lastDigits: '0001', sender: 'b' });
    await expect(right()).rejects.toThrow(/đợi một giờ/);
    ctx.clock.set('2026-03-02T10:01');
    expect((await right()).number).toBe(number);
    ctx.clock.set('2026-03-02T09:00');
  });
});

describe('an undecided day', () => {
  test('no date is promised over it, the reason is said, and the promise follows once it is decided', async () => {
    const day = { date: '2026-03-19', reason: 'Chờ công bố', decidedBy: 'CV 1/2026' };
    await tx(ctx, (t) => decideDay(t, { ...day, status: 'undecided' }));
    ctx.clock.set('2026-03-18T16:00');
    const { number } = await hall.aDossier();
    const { due } = await receiveDossier(reception, await now(reception, number));
    expect(due).toMatchObject({ kind: 'undecided', reason: expect.stringContaining('Chờ công bố') });
    expect((await at(reception, number)).due_at).toBeNull();
    expect(await dateTheUndated(ctx)).toBe(0);
    await tx(ctx, (t) => decideDay(t, { ...day, status: 'off' }));
    expect(await dateTheUndated(ctx)).toBe(1);
    expect((await at(reception, number)).due_at?.toISOString()).toBe('2026-03-20T10:00:00.000Z');
    ctx.clock.set('2026-03-02T09:00');
  });
});
