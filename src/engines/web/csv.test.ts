import fc from 'fast-check';
import { expect, test } from 'vitest';
import { cell } from './csv.ts';

test('no value is run by a spreadsheet, leaves its cell or loses a letter', () => {
  expect(cell('=1+1')).toBe(`"'=1+1"`);
  fc.assert(
    fc.property(fc.string(), (value) => {
      const inside = cell(value).slice(1, -1);
      expect(inside.replaceAll('""', '')).not.toContain('"');
      expect(inside).not.toMatch(/^[=+\-@\t\r]/);
      expect(inside.replaceAll('""', '"').replace(/^'(?=[=+\-@\t\r])/, '')).toBe(
        value.replace(/^'(?=[=+\-@\t\r])/, ''),
      );
    }),
  );
});
