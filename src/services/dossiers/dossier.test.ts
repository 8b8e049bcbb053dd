import fc from 'fast-check';
import { describe, expect, test } from 'vitest';
import {
  actsOpen,
  approvalStep,
  cleanNumber,
  type DossierState,
  firstWork,
  mayWithdraw,
  nextActOf,
  numberPrefix,
  type OfficerAct,
  type Standing,
  states,
  stepAfter,
  transitions,
  workBefore,
} from './dossier.ts';

const names = Object.keys(states) as DossierState[];

describe('the ten national statuses', () => {
  test('have the codes 1 to 10, each once, and their national names', () => {
    expect(names.map((n) => states[n].code)).toEqual([1, 2, 3, 4, 5, 6, 7, 8, 9, 10]);
    expect(states['awaiting-payment'].name).toBe('Yêu cầu thực hiện nghĩa vụ tài chính');
    expect(states['handed-over'].name).toBe('Đã trả kết quả');
  });

  test('move exactly as the commune’s table says', () => {
    const byCode = Object.fromEntries(
      names.map((n) => [states[n].code, transitions[n].map((t) => states[t].code).sort((a, b) => a - b)]),
    );
    expect(byCode).toEqual({
      1: [2, 3, 5],
      2: [4],
      3: [],
      4: [5, 6, 7, 8, 9],
      5: [2, 3, 7],
      6: [4, 9],
      7: [],
      8: [],
      9: [10],
      10: [],
    });
  });

  test('any walk from 1 stays within the table and ends only in 3, 7, 8 or 10', () => {
    fc.assert(
      fc.property(fc.array(fc.nat(), { maxLength: 60 }), (choices) => {
        let state: DossierState = 'submitted';
        const walk: DossierState[] = [state];
        for (const choice of choices) {
          const open: readonly DossierState[] = transitions[state];
          const next = open[choice % Math.max(1, open.length)];
          if (!next) break;
          state = next;
          walk.push(state);
        }
        // Nothing is handed over that was not decided, nothing decided that was not received.
        const at = (s: DossierState) => walk.indexOf(s);
        if (at('handed-over') >= 0) expect(at('decided')).toBeLessThan(at('handed-over'));
        if (at('decided') >= 0) expect(walk.slice(0, at('decided'))).toContain('received');
        if (transitions[state].length === 0)
          expect(['refused', 'withdrawn', 'stopped', 'handed-over']).toContain(state);
        expect(Boolean(states[state].final)).toBe(transitions[state].length === 0);
      }),
    );
  });
});

const standing = fc.record<Standing>({
  state: fc.constantFrom(...names),
  received: fc.boolean(),
  paused: fc.boolean(),
  approved: fc.boolean(),
  supplementsAsked: fc.nat(3),
  turn: fc.constantFrom('reception', 'processing', 'approval', 'issuing', 'citizen', 'hand-over', null),
  waitingForSystem: fc.boolean(),
});

describe('what is open', () => {
  test('a final dossier offers no act', () => {
    fc.assert(
      fc.property(standing, (d) => {
        if (states[d.state].final) expect(actsOpen(d)).toEqual([]);
      }),
    );
  });

  test('a second request for supplements is never offered', () => {
    fc.assert(
      fc.property(standing, (d) => {
        if (d.supplementsAsked > 0) expect(actsOpen(d)).not.toContain('request-supplement');
      }),
    );
  });

  test('a result is issued only after approval and received only before', () => {
    fc.assert(
      fc.property(standing, (d) => {
        const open = actsOpen(d);
        if (open.includes('issue-result')) expect(d.approved && d.state === 'processing').toBe(true);
        if (open.includes('refuse')) expect(['submitted', 'supplement']).toContain(d.state);
        expect(new Set(open).size).toBe(open.length);
      }),
    );
  });

  test('a citizen withdraws only where the table allows it and before a decision', () => {
    fc.assert(
      fc.property(standing, (d) => {
        if (mayWithdraw(d)) {
          expect(['processing', 'supplement']).toContain(d.state);
          expect(d.approved).toBe(false);
        }
      }),
    );
  });
});

describe('the act offered first', () => {
  const registrar = 'post of the registrar';
  const at = (changes: Partial<Standing>): Standing => ({
    ...{ state: 'processing', received: true, paused: false, approved: false, supplementsAsked: 0 },
    ...{ turn: 'processing', waitingForSystem: false },
    ...changes,
  });
  const offered = (d: Standing, holder: string | null, post: string, mine: readonly OfficerAct[]) =>
    nextActOf(
      actsOpen(d).filter((act) => mine.includes(act)),
      d,
      holder,
      post,
    );
  const processing: OfficerAct[] = ['propose', 'pass-on', 'assign', 'suspend', 'resume'];

  test('is none for the registrar while her proposal waits for the approver', () => {
    const d = at({ turn: 'approval' });
    expect(offered(d, 'post of the chair', registrar, processing)).toBeUndefined();
    expect(offered(d, null, registrar, processing)).toBeUndefined();
    expect(offered(d, 'post of the chair', 'post of the chair', ['approve', 'pass-on'])).toBe('approve');
  });

  test('is a proposal for whoever works on it, and handing over for the desk that received it', () => {
    expect(offered(at({}), registrar, registrar, processing)).toBe('propose');
    expect(offered(at({ state: 'received', turn: 'reception' }), null, 'desk', ['pass-on', 'assign'])).toBe(
      'pass-on',
    );
  });

  test('always is one that is open', () => {
    fc.assert(
      fc.property(standing, fc.constantFrom(null, 'a', 'b'), (d, holder) => {
        const next = nextActOf(actsOpen(d), d, holder, 'a');
        if (next) expect(actsOpen(d)).toContain(next);
      }),
    );
  });
});

describe('steps', () => {
  const steps = [
    { id: 'nhan', title: 'Tiếp nhận', role: 'reception' },
    { id: 'xu-ly', title: 'Thẩm tra', role: 'processor' },
    { id: 'duyet', title: 'Ký', role: 'approver' },
    { id: 'tra', title: 'Trả', role: 'reception' },
  ];
  test('follow the pinned version', () => {
    expect(firstWork(steps)?.id).toBe('xu-ly');
    expect(stepAfter(steps, 'xu-ly')?.id).toBe('duyet');
    expect(approvalStep(steps, 'xu-ly')?.id).toBe('duyet');
    expect(workBefore(steps, 'duyet')?.id).toBe('xu-ly');
    expect(stepAfter(steps, 'tra')).toBeUndefined();
  });
});

test('a code is authority, day and number', () => {
  expect(numberPrefix('H42.37.14', '2026-11-23')).toBe('H42.37.14-261123-');
  expect(cleanNumber(' h42.37.14-261123 -0001 ')).toBe('H42.37.14-261123-0001');
});
