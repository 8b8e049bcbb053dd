import fc from 'fast-check';
import { describe, expect, test } from 'vitest';
import type { FormDefinition } from '#engines/forms';
import {
  carryOver,
  caseHolding,
  type Filled,
  firstUndone,
  forgetBefore,
  isComplete,
  isStale,
  itemTitle,
  missingPapers,
  papersAsked,
  progressAt,
  type Questions,
  screenAfter,
  screenBefore,
  screensOf,
  shownAnswers,
} from './draft.ts';

const form: FormDefinition = {
  groups: [
    {
      id: 'child',
      title: 'Con',
      fields: [
        { id: 'child-name', type: 'name', label: 'Họ tên con', headline: true },
        { id: 'has-father', type: 'yes-no', label: 'Có cha không' },
      ],
    },
    {
      id: 'father',
      title: 'Cha',
      when: { field: 'has-father', is: true },
      fields: [{ id: 'father-name', type: 'name', label: 'Họ tên cha' }],
    },
    {
      id: 'witnesses',
      title: 'Người làm chứng',
      repeat: { min: 0, max: 3, item: 'người làm chứng' },
      fields: [{ id: 'witness-name', type: 'name', label: 'Họ tên' }],
    },
  ],
};
const questions: Questions = {
  cases: [{ id: 'on-time', default: true }, { id: 'late' }],
  papers: [
    { id: 'birth-paper', required: true },
    { id: 'father-paper', required: true, when: { field: 'has-father', is: true } },
  ],
  form,
};
const nothing: Filled = { case_choice: null, answers: {}, delivery: {}, files: [] };
const all: Filled = {
  case_choice: 'on-time',
  answers: { child: { 'child-name': 'Nguyễn Văn Bé', 'has-father': false }, witnesses: [] },
  delivery: { how: 'counter', phone: '0912345678' },
  files: [{ paper_id: 'birth-paper' }],
};
const ids = (filled: Filled) => screensOf(questions, filled).map((screen) => screen.id);

describe('the screens of a draft', () => {
  test('ask one group a screen, then papers, delivery and the check', () => {
    expect(ids(nothing)).toEqual(['truong-hop', 'child', 'witnesses', 'giay-to', 'nhan-ket-qua', 'kiem-tra']);
  });

  test('follow the conditions of the answers', () => {
    const answers = { child: { 'child-name': 'Bé', 'has-father': true } };
    expect(ids({ ...nothing, answers })).toContain('father');
    expect(papersAsked(questions, answers).map((paper) => paper.id)).toEqual(['birth-paper', 'father-paper']);
  });

  test('leave out the case and the papers when there is nothing to choose or bring', () => {
    const one = { ...questions, cases: [{ id: 'only' }], papers: [] };
    expect(screensOf(one, nothing).map((screen) => screen.kind)).toEqual([
      'group',
      'group',
      'delivery',
      'check',
    ]);
  });

  test('do not ask for a case that follows from the answers', () => {
    const derived: Questions = {
      ...questions,
      cases: [
        { id: 'with-father', when: { field: 'has-father', is: true } },
        { id: 'ordinary', default: true },
      ],
    };
    expect(screensOf(derived, nothing)[0]?.id).toBe('child');
    expect(caseHolding(derived, nothing)?.id).toBe('ordinary');
    const answers = { child: { 'has-father': true } };
    expect(caseHolding(derived, { case_choice: null, answers })?.id).toBe('with-father');
  });

  test('a person who comes back goes on where something is missing', () => {
    expect(firstUndone(screensOf(questions, nothing))?.id).toBe('truong-hop');
    const without = { ...all, files: [] };
    expect(firstUndone(screensOf(questions, without))?.id).toBe('giay-to');
    expect(missingPapers(questions, without)).toEqual(['birth-paper']);
    expect(isComplete(screensOf(questions, all))).toBe(true);
  });

  test('a half-filled group is not done', () => {
    const half = { ...all, answers: { ...all.answers, child: { 'child-name': 'Bé' } } };
    expect(firstUndone(screensOf(questions, half))?.id).toBe('child');
  });

  test('going forward and back visits the same screens', () => {
    fc.assert(
      fc.property(fc.boolean(), fc.boolean(), (father, chosen) => {
        const screens = screensOf(questions, {
          ...nothing,
          case_choice: chosen ? 'late' : null,
          answers: { child: { 'has-father': father } },
        });
        for (const [at, screen] of screens.slice(0, -1).entries()) {
          const next = screenAfter(screens, screen.id);
          expect(next?.id).toBe(screens[at + 1]?.id);
          expect(screenBefore(screens, next?.id ?? '')?.id).toBe(screen.id);
          expect(progressAt(screens, screen.id)).toEqual({ position: at + 1, total: screens.length });
        }
      }),
    );
  });
});

describe('a procedure replaced while a draft is open', () => {
  test('is noticed', () => {
    expect(isStale({ version_id: 'a' }, { id: 'b' })).toBe(true);
    expect(isStale({ version_id: 'a' }, { id: 'a' })).toBe(false);
  });

  test('keeps every answer when nothing changed', () => {
    expect(carryOver(all.answers, form, form)).toEqual({
      answers: { child: all.answers.child },
      dropped: [],
    });
  });

  test('keeps an answer whose question moved to another group', () => {
    const moved: FormDefinition = {
      groups: [{ id: 'names', title: 'Tên', fields: [{ id: 'child-name', type: 'name', label: 'Tên con' }] }],
    };
    expect(carryOver(all.answers, form, moved)).toEqual({
      answers: { names: { 'child-name': 'Nguyễn Văn Bé' } },
      dropped: ['Có cha không'],
    });
  });

  test('drops a choice that is no longer offered, and says so', () => {
    const before: FormDefinition = {
      groups: [
        {
          id: 'place',
          title: 'Nơi sinh',
          fields: [
            {
              id: 'place',
              type: 'choice',
              label: 'Sinh ở đâu',
              options: [
                { value: 'home', label: 'Nhà' },
                { value: 'clinic', label: 'Trạm xá' },
              ],
            },
          ],
        },
      ],
    };
    const field = before.groups[0]?.fields[0];
    const after: FormDefinition = {
      groups: [
        { id: 'place', title: 'Nơi sinh', fields: [{ ...field!, options: field!.options!.slice(0, 1) }] },
      ],
    };
    expect(carryOver({ place: { place: 'clinic' } }, before, after)).toEqual({
      answers: {},
      dropped: ['Sinh ở đâu'],
    });
    expect(carryOver({ place: { place: 'home' } }, before, after).dropped).toEqual([]);
  });

  test('keeps the items of a repeating group in order', () => {
    const witnesses = [{ 'witness-name': 'Lan' }, { 'witness-name': 'Hùng' }];
    expect(carryOver({ witnesses }, form, form).answers).toEqual({ witnesses });
  });
});

describe('values from the register', () => {
  test('are offered only until she has sent the screen herself', () => {
    const record = { 'child-name': 'Nguyễn Văn Bé' };
    expect(shownAnswers(undefined, record)).toEqual({ value: record, offered: ['child-name'] });
    expect(shownAnswers({}, record)).toEqual({ value: {}, offered: [] });
    expect(shownAnswers(undefined, undefined)).toEqual({ value: {}, offered: [] });
  });
});

test('an item of a list is known by its headline', () => {
  expect(itemTitle(form.groups[0]!, { 'child-name': 'Bé', 'has-father': true })).toBe('Bé');
});

test('a draft is forgotten after 90 days', () => {
  expect(forgetBefore(new Date('2026-11-23T00:00:00Z'))).toEqual(new Date('2026-08-25T00:00:00Z'));
});
