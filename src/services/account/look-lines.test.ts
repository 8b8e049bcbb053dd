import { expect, test } from 'vitest';
import type { View } from '#engines/access';
import { lookLines } from './look-lines.ts';

const look = (at: string, changes: Partial<View> = {}): View => ({
  at: new Date(`${at}+07:00`),
  postTitle: 'Công chức Tư pháp',
  unitId: 1,
  actorKind: 'officer',
  purpose: 'Giải quyết hồ sơ H42-0001',
  caseId: 'c1',
  ...changes,
});
const names = {
  viewer: (view: View) => view.postTitle ?? '',
  number: (view: View) => (view.caseId ? 'H42-0001' : '–'),
};

test('repeated looks of one officer at one dossier on one day are one line with their times', () => {
  const lines = lookLines(
    [
      look('2026-03-03T00:10'),
      look('2026-03-02T10:00', { purpose: 'Giải quyết hồ sơ H42-0001: đối chiếu ngày sinh' }),
      look('2026-03-02T09:00'),
      look('2026-03-02T08:00', { postTitle: 'Chủ tịch' }),
    ],
    names,
  );
  expect(lines.map((l) => [l.viewer, l.times.length])).toEqual([
    ['Công chức Tư pháp', 1],
    ['Công chức Tư pháp', 2],
    ['Chủ tịch', 1],
  ]);
  expect(lines[1]?.purposes).toEqual(['Giải quyết hồ sơ: đối chiếu ngày sinh', 'Giải quyết hồ sơ']);
});

test('looks at no dossier are told apart by why, and codes become words', () => {
  const lines = lookLines(
    [
      look('2026-03-02T10:00', { caseId: undefined, purpose: 'look-up-person' }),
      look('2026-03-02T09:00', { caseId: undefined, purpose: 'Xem danh sách hồ sơ' }),
      look('2026-03-02T08:00', { caseId: undefined, purpose: 'Xem danh sách hồ sơ' }),
      look('2026-03-02T07:00', { caseId: undefined, purpose: 'something-else' }),
    ],
    names,
  );
  expect(lines.map((l) => [l.purposes.join(), l.times.length, l.number])).toEqual([
    ['Tra sổ dân cư', 1, '–'],
    ['Xem danh sách hồ sơ', 2, '–'],
    ['Giải quyết công việc', 1, '–'],
  ]);
});
