import fc from 'fast-check';
import { expect, test } from 'vitest';
import { again, begin, edit, type Item, isDue, isUnsent, leaseMs, type Outcome, settle } from './outbox.ts';

const item: Item = {
  ...{ id: 'a', who: 'lan', title: 'Bản sao trích lục', photos: [], stored: [], screen: '', number: null },
  handed: {
    ...{ id: 'a', code: '2.000635', versionId: 'v', filingFor: 'self', subjectPersonId: null },
    ...{ subjectName: null, caseChoice: null, answers: {}, delivery: {}, photos: [], submit: true },
  },
  ...{ state: 'waiting', tries: 0, since: 0, notBefore: 0, why: [] },
};

const failure = fc.oneof(
  fc.constant<Outcome>({ kind: 'unreachable' }),
  fc.integer({ min: 1, max: 600 }).map((seconds): Outcome => ({ kind: 'busy', seconds })),
  fc.constantFrom(500, 502, 504).map((status): Outcome => ({ kind: 'broken', status })),
);

test('an item that was being sent when the phone died is sent again, never «đang gửi» for ever', () => {
  const dead = begin(item, 1_000);
  expect(isDue(dead, 1_000 + leaseMs - 1)).toBe(false);
  expect(isDue(dead, 1_000 + leaseMs)).toBe(true);
});

test('the only sender takes up at once what a page that was left had begun, and nothing else sooner', () => {
  expect(isDue(begin(item, 1_000), 1_001, true)).toBe(true);
  const busy = settle(begin(item, 0), { kind: 'busy', seconds: 60 }, 0);
  expect(isDue(busy, 59_000, true)).toBe(false);
  const out = settle(begin(item, 0), { kind: 'signed-out' }, 0);
  expect(isDue(out, 1)).toBe(true);
  const refused = settle(begin(item, 0), { kind: 'refused', sentences: ['Thiếu ảnh'] }, 0);
  expect(isDue(refused, 1e12, true)).toBe(false);
});

test('a clock set back does not hold an item for ever', () => {
  expect(isDue(begin(item, 9_000_000_000), 1_000)).toBe(true);
});

test('whatever happens on the way, an item is sent, or waits for her with a reason or a button', () => {
  fc.assert(
    fc.property(fc.array(fc.tuple(failure, fc.boolean()), { maxLength: 60 }), (happenings) => {
      let now = 1_000;
      let one: Item = item;
      for (const [outcome, died] of happenings) {
        // However long the pause, a time comes at which it is due or at which it waits for her.
        now += 700_000;
        if (one.state === 'failed') one = again(one, now);
        expect(isDue(one, now)).toBe(true);
        one = begin(one, now);
        if (!died) one = settle(one, outcome, now + 10);
        expect(isUnsent(one)).toBe(true);
      }
      now += 700_000;
      if (one.state === 'failed') one = again(one, now);
      const done = settle(begin(one, now), { kind: 'submitted', number: 'H42-1' }, now);
      expect(done).toMatchObject({ state: 'sent', number: 'H42-1' });
      expect(isUnsent(done)).toBe(false);
    }),
  );
});

test('a server that keeps failing is asked at growing distances and then no more until she says so', () => {
  let now = 0;
  let one: Item = item;
  const pauses: number[] = [];
  while (one.state === 'waiting') {
    now = Math.max(now, one.notBefore);
    one = settle(begin(one, now), { kind: 'broken', status: 500 }, now);
    if (one.state === 'waiting') pauses.push(one.notBefore - now);
  }
  expect(one.state).toBe('failed');
  expect(pauses.length).toBe(5);
  expect(pauses).toEqual([...pauses].sort((a, b) => a - b));
  expect(isDue(one, now + 1e9)).toBe(false);
  expect(isDue(again(one, now), now)).toBe(true);
});

test('no network is no failure: an item in the mountains for a year still goes out by itself', () => {
  let one: Item = item;
  for (let day = 0; day < 365; day++) one = settle(begin(one, day), { kind: 'unreachable' }, day);
  expect(one.state).toBe('waiting');
  expect(isDue(one, 366)).toBe(true);
});

test('what was sent is never sent, edited or taken back again', () => {
  const sent = settle(begin(item, 0), { kind: 'submitted', number: 'H42-1' }, 1);
  expect(again(sent, 2)).toBe(sent);
  expect(edit(sent, 2)).toBe(sent);
  expect(isDue(sent, 1e12)).toBe(false);
});

test('what she is writing does not go out, and what is on its way cannot be edited', () => {
  expect(isDue(edit(item, 0), 1e12)).toBe(false);
  const sending = begin(item, 0);
  expect(edit(sending, 1)).toBe(sending);
});
