import fc from 'fast-check';
import { expect, test } from 'vitest';
import { disposition } from './disposition.ts';

test('a Vietnamese name is given twice: in plain letters and as it is', () => {
  expect(disposition('Giấy ủy quyền Đỗ.pdf', false)).toBe(
    `attachment; filename="Giay uy quyen Do.pdf"; filename*=UTF-8''Gi%E1%BA%A5y%20%E1%BB%A7y%20quy%E1%BB%81n%20%C4%90%E1%BB%97.pdf`,
  );
});

test('a name without letters, or with half of one, is a name all the same', () => {
  expect(disposition('\u0301', false)).toContain('filename="tep"');
  expect(disposition(`${'a'.repeat(149)}𪚥`, false)).toContain('%F0%AA%9A%A5');
  expect(disposition('a\ud83d', false)).toContain("UTF-8''a");
});

test('no name can break out of the header or into a folder', () => {
  fc.assert(
    fc.property(
      fc.oneof(fc.string({ unit: 'binary' }), fc.string({ unit: 'binary', minLength: 140, maxLength: 160 })),
      (name) => {
        const header = disposition(name, true);
        expect(header).toMatch(
          /^inline; filename="[A-Za-z0-9 ._()-]+"; filename\*=UTF-8''[A-Za-z0-9%._~!-]+$/,
        );
        expect(decodeURIComponent(header.split("''")[1] ?? '')).not.toMatch(/[/\\\r\n]/);
      },
    ),
  );
});
