import fc from 'fast-check';
import { expect, test } from 'vitest';
import { difference, patched } from './difference.ts';
import { isEqual, type Json } from './json.ts';

const item = fc.record({
  id: fc.constantFrom('a', 'b', 'c', 'd'),
  name: fc.string(),
  amount: fc.option(fc.nat(), { nil: undefined }),
  within: fc.uniqueArray(fc.record({ value: fc.constantFrom('x', 'y', 'z'), label: fc.string() }), {
    selector: (option) => option.value,
  }),
});
const content = fc.record(
  {
    name: fc.string(),
    lines: fc.array(fc.constantFrom('một', 'hai', 'ba', 'bốn')),
    items: fc.uniqueArray(item, { selector: (i) => i.id }),
    pairs: fc.array(fc.record({ name: fc.constantFrom('p', 'q'), why: fc.string({ maxLength: 2 }) })),
    loose: fc.jsonValue(),
  },
  { requiredKeys: ['name', 'items'] },
) as fc.Arbitrary<Json>;

test('nothing differs from itself', () => {
  fc.assert(fc.property(content, (a) => difference(a, structuredClone(a)).length === 0));
});

test('what differs leads from the one to the other, whole', () => {
  fc.assert(fc.property(content, content, (a, b) => isEqual(patched(a, difference(a, b)), b)));
});

test('a name that every object has is told like any other', () => {
  const [before, after] = [{ toString: null }, { constructor: 'x' }];
  expect(patched(before, difference(before, after))).toEqual(after);
});

test('a fee that moved up and costs more is two steps, and neither is a new fee', () => {
  const before = {
    fees: [
      { id: 'a', amount: 1 },
      { id: 'b', amount: 2 },
    ],
  };
  const after = {
    fees: [
      { id: 'b', amount: 3 },
      { id: 'a', amount: 1 },
    ],
  };
  expect(difference(before, after)).toEqual([
    { kind: 'set', path: ['fees', 'b', 'amount'], was: 2, becomes: 3 },
    { kind: 'order', path: ['fees'], was: ['a', 'b'], becomes: ['b', 'a'] },
  ]);
});
