import fs from 'node:fs';
import path from 'node:path';
import { expect, test } from 'vitest';
import { detailInWords, subjectInWords } from './said.ts';
import { vi } from './vi.ts';

const source = path.resolve(import.meta.dirname, '../../..');
const written = fs
  .readdirSync(source, { recursive: true, encoding: 'utf8' })
  .filter((name) => /\.tsx?$/.test(name) && !name.includes('.test.') && !name.includes('testing/'))
  .map((name) => fs.readFileSync(path.join(source, name), 'utf8'));
const found = (pattern: RegExp): string[] => [
  ...new Set(written.flatMap((text) => [...text.matchAll(pattern)].map(([, name = '']) => name))),
];

test('every kind of thing that the program acts on has a word for the readers of the audit', () => {
  const kinds = found(/subjectKind: '([a-z-]+)'/g);
  expect(kinds.length).toBeGreaterThan(15);
  expect(kinds.filter((kind) => !vi.subjects[kind])).toEqual([]);
});

test('so has every name under which an act notes something', () => {
  const names = found(/\bdetail: \{([^{}]*)\}/g).flatMap((inner) =>
    [...inner.matchAll(/(?:^|[{,])\s*([a-z]\w*)\s*(?=[:,]|$)/gi)].map(([, name = '']) => name),
  );
  expect(names.length).toBeGreaterThan(20);
  expect(names.filter((name) => !vi.details[name])).toEqual([]);
});

test('a detail is read as people write it, and what is empty says nothing', () => {
  expect(
    detailInWords({
      from: '2026-11-17',
      verb: 'dossier.',
      person: null,
      rows: 1200,
      posts: ['a', 'b'],
      erased: false,
    }),
  ).toEqual(['Từ: 17/11/2026', 'Loại việc: Hồ sơ', 'Số dòng: 1.200', 'Các vị trí: a, b', 'Đã xóa: không']);
});

test('a line of the audit that was opened is named by its book', () => {
  expect(subjectInWords('audit', 'viec')).toBe('Sổ “Việc đã làm”');
  expect(subjectInWords('audit', 'viec 8384')).toBe('Sổ “Việc đã làm”, dòng 8384');
  expect(subjectInWords('audit', 'chain')).toBe('Nhật ký');
  expect(subjectInWords('dossier', 'H42')).toBe('Hồ sơ H42');
});
