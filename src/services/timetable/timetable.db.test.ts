import { describe, expect, test } from 'vitest';
import { loadCalendar } from '#engines/calendar';
import { aCommune, testCtx, testDb } from '#engines/testing';
import { approve, openChange, rewrite, startChange, submit, withdraw } from '#services/changes';
import './index.ts';
import type { OwnDay } from './timetable.ts';

const house = await testDb();
const ctx = testCtx(house, { at: '2026-11-25T09:00' });
const home = await aCommune(house, ctx);
const away = await aCommune(house, ctx, '14702');
const admin = await home.anOfficer({ role: 'administrator', title: 'Quản trị', name: 'Dương Hải Long' });

const change = async (kind: string, content: object, from = '2026-11-25') => {
  const id = await startChange(admin, { kind, subject: kind });
  await rewrite(admin, id, (was) => ({ content: { ...(was as object), ...content } }));
  await submit(admin, id, { reason: '15/QĐ-UBND', effectiveFrom: from });
  const { change } = await openChange(home.leader, id);
  await approve(home.leader, id, change.version, '');
  return id;
};
const problemsOf = async (kind: string, content: object) => {
  const id = await startChange(admin, { kind, subject: kind });
  await rewrite(admin, id, (was) => ({ content: { ...(was as object), ...content } }));
  const { problems } = await openChange(admin, id);
  await withdraw(admin, id);
  return problems.map((p) => p.message).join(' ');
};
const statusOn = async (unitId: number, date: string) =>
  (await loadCalendar(ctx.db, unitId)).statusOf(date).status;
const day = (date: string, status: OwnDay['status'], reason = 'Bão số 5'): OwnDay => ({
  id: date,
  date,
  status,
  reason,
});

describe('the commune decides its days', () => {
  test('an undecided day becomes known here, and stays undecided elsewhere', async () => {
    expect(await statusOn(home.unitId, '2027-02-05')).toBe('undecided');
    await change('working-days', {
      days: [day('2027-02-05', 'off', 'Tết Nguyên đán'), day('2026-12-01', 'off')],
    });
    expect(await statusOn(home.unitId, '2027-02-05')).toBe('off');
    expect(await statusOn(home.unitId, '2026-12-01')).toBe('off');
    expect(await statusOn(away.unitId, '2027-02-05')).toBe('undecided');
    expect(await statusOn(away.unitId, '2026-12-01')).toBe('working');
  });

  test('a decision taken back leaves what is announced for everybody', async () => {
    await change('working-days', { days: [day('2026-12-01', 'off')] });
    expect(await statusOn(home.unitId, '2027-02-05')).toBe('undecided');
    expect(await statusOn(home.unitId, '2026-12-01')).toBe('off');
  });

  test('nobody is promised anything by a calendar that never opens', async () => {
    const days = Array.from({ length: 30 }, (_, i) =>
      day(`2027-03-${String(i + 1).padStart(2, '0')}`, 'off'),
    );
    expect(await problemsOf('working-days', { days })).toContain('nghỉ liền hơn 21 ngày');
    expect(await problemsOf('working-days', { days: [day('2027-02-30', 'off')] })).toContain('có thật');
    expect(
      await problemsOf('working-days', { days: [day('2027-03-01', 'off'), day('2027-03-01', 'working')] }),
    ).toContain('đã có ở trên');
  });
});

describe('the hours of the commune', () => {
  const closed = { d1: [], d2: [], d3: [], d4: [], d5: [], d6: [], d0: [] };

  test('that are empty, overlap or end before they begin are refused in words', async () => {
    expect(await problemsOf('office-hours', closed)).toContain('Cả tuần không có giờ');
    expect(
      await problemsOf('office-hours', {
        d1: [
          { from: '07:30', to: '11:30' },
          { from: '11:00', to: '17:00' },
        ],
      }),
    ).toContain('chồng lên nhau');
    expect(await problemsOf('office-hours', { d2: [{ from: '13:00', to: '07:00' }] })).toContain(
      'không sau giờ mở cửa',
    );
    expect(await problemsOf('office-hours', { d3: [{ from: 'sáng', to: '' }] })).toContain('Thứ Tư');
  });

  test('hold from their day on, for the commune alone, and may be taken back before it', async () => {
    const saturday = { d6: [{ from: '07:30', to: '11:30' }] };
    const id = await change('office-hours', saturday, '2026-12-10');
    expect(await statusOn(home.unitId, '2026-12-05')).toBe('off');
    expect(await statusOn(home.unitId, '2026-12-12')).toBe('working');
    expect(await statusOn(away.unitId, '2026-12-12')).toBe('off');
    await withdraw(home.leader, id);
    expect(await statusOn(home.unitId, '2026-12-12')).toBe('off');
  });
});

test('a running dossier whose date the calendar moves is counted anew, and its filer is told', async () => {
  const { receiveDossier, handlers, jobs } = await import('#services/dossiers');
  const { deliverDue, registerHandlers } = await import('#engines/database');
  const { registerJobs } = await import('#engines/jobs');
  const { inboxOf } = await import('#engines/messages');
  registerHandlers(handlers);
  registerJobs(jobs);
  ctx.clock.set('2026-11-26T16:00');
  const [sent, other] = [await home.aDossier(), await away.aDossier()];
  await receiveDossier(home.reception, { number: sent.number, expectedVersion: 1 });
  await receiveDossier(away.reception, { number: other.number, expectedVersion: 1 });
  const dueOf = async (number: string) =>
    (await house.asOwner('select due_at, version from cases.cases where number = $1', [number]))[0]
      ?.due_at as Date;
  expect((await dueOf(sent.number)).toISOString()).toBe('2026-11-27T10:00:00.000Z');
  await change(
    'working-days',
    { days: [day('2026-11-27', 'off', 'Bão số 7'), day('2026-12-01', 'off')] },
    '2026-11-26',
  );
  await deliverDue(ctx);
  const asked = await house.asOwner(`select payload from graphile_worker._private_jobs`, []);
  expect(asked).toContainEqual({ payload: { unitId: home.unitId } });
  const redate = jobs.find((job) => job.name === 'dossiers.redate');
  await redate?.run(ctx, { unitId: home.unitId });
  await redate?.run(ctx, { unitId: home.unitId });
  await deliverDue(ctx);
  expect((await dueOf(sent.number)).toISOString()).toBe('2026-11-30T10:00:00.000Z');
  expect((await dueOf(other.number)).toISOString()).toBe('2026-11-27T10:00:00.000Z');
  const personId = home.citizen.actor.kind === 'citizen' ? home.citizen.actor.personId : '';
  const letters = (await inboxOf(ctx.db, personId, { limit: 50, offset: 0 })).filter((letter) =>
    letter.title.includes('đã đổi'),
  );
  expect(letters).toHaveLength(1);
  expect(letters[0]?.body).toContain('30/11/2026');
});
