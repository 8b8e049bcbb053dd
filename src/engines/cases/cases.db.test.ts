import { beforeAll, describe, expect, test } from 'vitest';
import { as, type Ctx, type Officer, Refusal, tx } from '#engines/database';
import { testCtx, testDb } from '#engines/testing';
import {
  assign,
  type Case,
  caseByNumber,
  countOf,
  openCase,
  pause,
  type Queue,
  queue,
  rate,
  registerKind,
  resume,
  searchPattern,
  tallyOf,
  trailOf,
  transition,
} from './index.ts';

registerKind({
  kind: 'matter',
  noun: 'việc',
  states: {
    new: { name: 'Mới' },
    working: { name: 'Đang làm' },
    done: { name: 'Đã xong', decision: true },
    closed: { name: 'Đã đóng', final: true },
  },
  transitions: { new: ['working'], working: ['done'], done: ['closed'] },
  verbs: { begun: 'nhận', decided: 'quyết định' },
});

const house = await testDb();
const ctx = testCtx(house, { at: '2026-03-02T09:00' });
const officer = (units: number[], name = 'Phạm Thị Hoa', fields: string[] | null = null): Officer => ({
  kind: 'officer',
  accountId: '00000000-0000-4000-8000-000000000001',
  personId: '00000000-0000-4000-8000-000000000002',
  postId: '00000000-0000-4000-8000-000000000003',
  name,
  postTitle: 'Chuyên viên',
  unitId: units[0] ?? 0,
  permissions: new Set(['dossier.see']),
  scope: { units, fields, persons: [] },
});
const hoa = as(ctx, officer([7]));
const states = ['new', 'working', 'done'];

let count = 0;
const anOpenCase = (by: Ctx, over: { unitId?: number; name?: string; field?: string; facet?: string } = {}) =>
  tx(ctx, async (open) => {
    const number = `T-260302-${String(++count).padStart(4, '0')}`;
    await openCase(ctx, open, {
      kind: 'matter',
      number,
      title: 'Việc thử',
      state: 'new',
      unitId: over.unitId ?? 7,
      receivedUnitId: over.unitId ?? 7,
      field: over.field ?? 'civil-status',
      filer: { accountId: null, personId: null, name: over.name ?? 'Đỗ Thị Lụa', phone: '+84912345678' },
      subject: { personId: null, name: over.name ?? 'Đỗ Thị Lụa' },
      facets: [over.facet ?? 'one'],
    });
    return caseByNumber(by, open, number);
  });

const begin = (by: Ctx, c: Case) =>
  tx(by, (open) =>
    transition(by, open, c, {
      to: 'working',
      verb: 'begun',
      expectedVersion: c.version,
      receivedAt: by.now(),
      limit: { kind: 'set', at: '2026-03-05T10:00:00.000Z' },
      dueAt: new Date('2026-03-05T10:00:00.000Z'),
    }),
  );

describe('moves', () => {
  test('a move leaves a line of the trail with who, when and from where to where', async () => {
    const moved = await begin(hoa, await anOpenCase(hoa));
    expect(moved).toMatchObject({ state: 'working', version: 2 });
    const trail = await trailOf(house.db, moved.id);
    expect(trail.map((t) => [t.verb, t.from_state, t.to_state, t.actor_name])).toEqual([
      ['submitted', null, 'new', 'Hệ thống'],
      ['begun', 'new', 'working', 'Phạm Thị Hoa, Chuyên viên'],
    ]);
  });

  test('the second of two officers is told what the first did', async () => {
    const c = await anOpenCase(hoa);
    const lan = as(ctx, officer([7], 'Vũ Thị Lan'));
    await begin(lan, c);
    await expect(begin(hoa, c)).rejects.toThrow(
      /Vũ Thị Lan, Chuyên viên vừa nhận hồ sơ này lúc 9 giờ 00 phút/,
    );
  });

  test('of many officers at once exactly one moves the case', async () => {
    const c = await anOpenCase(hoa);
    const results = await Promise.allSettled(Array.from({ length: 6 }, () => begin(hoa, c)));
    expect(results.filter((r) => r.status === 'fulfilled')).toHaveLength(1);
    for (const r of results) if (r.status === 'rejected') expect(r.reason).toBeInstanceOf(Refusal);
  });

  test('a move that the kind does not allow is refused', async () => {
    const c = await anOpenCase(hoa);
    const jump = tx(hoa, (open) =>
      transition(hoa, open, c, { to: 'closed', verb: 'decided', expectedVersion: c.version }),
    );
    await expect(jump).rejects.toThrow(/đang ở tình trạng “Mới”/);
  });

  test('the trail cannot be rewritten by the program', async () => {
    const grants = await house.asOwner(
      `select privilege_type from information_schema.role_table_grants
       where table_schema = 'cases' and table_name = 'trail' and grantee = 'langso_app' order by 1`,
    );
    expect(grants.map((g) => g.privilege_type)).toEqual(['INSERT', 'SELECT']);
  });

  test('a case is rated once', async () => {
    const c = await anOpenCase(hoa);
    await tx(hoa, (open) => rate(hoa, open, c, 3, ''));
    await expect(tx(hoa, (open) => rate(hoa, open, c, 1, ''))).rejects.toThrow(/đã đánh giá/);
  });
});

describe('the clock', () => {
  test('a pause stops it and its end moves the due date by the time that stood still', async () => {
    const c = await begin(hoa, await anOpenCase(hoa));
    const paused = await tx(hoa, (open) =>
      pause(hoa, open, c, {
        verb: 'begun',
        reason: 'chờ xác minh',
        paper: 'CV 12',
        expectedVersion: c.version,
      }),
    );
    expect(paused.due_at).toBeNull();
    ctx.clock.set('2026-03-03T09:00');
    const resumed = await tx(hoa, (open) =>
      resume(hoa, open, paused, { verb: 'begun', expectedVersion: paused.version }),
    );
    ctx.clock.set('2026-03-02T09:00');
    expect(resumed.due_at?.toISOString()).toBe('2026-03-06T10:00:00.000Z');
  });

  test('a pause without a paper is refused', async () => {
    const c = await begin(hoa, await anOpenCase(hoa));
    const bare = tx(hoa, (open) =>
      pause(hoa, open, c, { verb: 'begun', reason: 'chờ', paper: ' ', expectedVersion: c.version }),
    );
    await expect(bare).rejects.toThrow(/số, ngày của văn bản/);
  });
});

describe('queues', () => {
  const far = as(ctx, officer([99]));
  beforeAll(async () => {
    for (const name of ['Nguyễn Thị Đào', 'Nguyễn Văn Đạo', 'Trần Thị Bưởi'])
      await anOpenCase(far, { unitId: 99, name, facet: name.startsWith('Trần') ? 'two' : 'one' });
    await anOpenCase(far, { unitId: 99, name: 'Lê Văn Ruộng', field: 'land' });
  });
  const open: Queue = { kind: 'matter', name: 'open', states };

  test('an officer sees her unit and no other', async () => {
    const page = await queue(far, house.db, open, 50, null);
    expect(new Set(page.rows.map((r) => r.unit_id))).toEqual(new Set([99]));
    await expect(caseByNumber(hoa, house.db, page.rows[0]!.number)).rejects.toThrow(/Không tìm thấy/);
  });

  test('a post that is bound to fields sees only these', async () => {
    const land = as(ctx, officer([99], 'Hà', ['land']));
    expect(await countOf(land, house.db, open)).toBe(1);
    expect((await queue(land, house.db, open, 50, null)).rows.map((r) => r.filer_name)).toEqual([
      'Lê Văn Ruộng',
    ]);
  });

  test('a count, its rows and its tally agree, with a filter too', async () => {
    for (const filter of [{}, { facet1: 'one' }, { facet1: 'two' }, { facet1: 'none' }]) {
      const q: Queue = { ...open, filter };
      const rows = (await queue(far, house.db, q, 50, null)).rows.length;
      const tally = (await tallyOf(far, house.db, q)).reduce((sum, t) => sum + t.n, 0);
      expect([await countOf(far, house.db, q), tally]).toEqual([rows, rows]);
    }
  });

  test('pages follow each other without losing or repeating a row', async () => {
    const seen: string[] = [];
    let after = null;
    do {
      const page = await queue(far, house.db, open, 2, after);
      seen.push(...page.rows.map((r) => r.id));
      after = page.next;
    } while (after);
    expect([seen.length, new Set(seen).size]).toEqual([4, 4]);
  });

  test('search finds a name without marks, a number and a telephone', async () => {
    const find = async (words: string) =>
      (await queue(far, house.db, { kind: 'matter', name: 'search', words }, 50, null)).rows.map(
        (r) => r.filer_name,
      );
    expect((await find('nguyen dao')).sort()).toEqual(['Nguyễn Thị Đào', 'Nguyễn Văn Đạo']);
    expect(await find('Trần Bưởi')).toEqual(['Trần Thị Bưởi']);
    expect(await find('0912 345 678')).toHaveLength(4);
    const number = (await queue(far, house.db, open, 1, null)).rows[0]!.number;
    expect(await find(number)).toHaveLength(1);
    expect(await find('%')).toHaveLength(0);
  });

  test('a search for wild cards is a search for these letters', () => {
    expect(searchPattern('H42.37.14-260302-0001')).toBe('%h42.37.14-260302-0001%');
    expect(searchPattern('+84 912 345 678')).toBe('%912345678%');
  });

  test('what is given to me is mine and not merely my unit’s', async () => {
    const c = (await queue(far, house.db, open, 1, null)).rows[0]!;
    const mine: Queue = { kind: 'matter', name: 'assigned', postId: officer([99]).postId, states };
    const before = await countOf(far, house.db, mine);
    await tx(far, (t) => assign(far, t, c, officer([99]).postId, c.version));
    expect(await countOf(far, house.db, mine)).toBe(before + 1);
    expect(await countOf(far, house.db, open)).toBe(4);
  });
});
