import { readdirSync, readFileSync } from 'node:fs';
import { join, resolve } from 'node:path';
import { expect, test } from 'vitest';
import { fileOf } from './icon.tsx';

const src = resolve(import.meta.dirname, '../..');
const sources = readdirSync(src, { recursive: true, encoding: 'utf8' })
  .filter((name) => /\.tsx?$/.test(name) && !name.includes('.test.'))
  .map((name) => [name, readFileSync(join(src, name), 'utf8')] as const);

test('every icon that a page names is drawn', () => {
  const named = sources.flatMap(([file, text]) =>
    [...text.matchAll(/(?:<Icon name=|\bicon(?:=|: |\?: ))\{?["']([^"']+)["']/g)].map(
      (m) => `${file}: ${m[1]}`,
    ),
  );
  expect(named.length).toBeGreaterThan(20);
  expect(named.filter((line) => !fileOf(line.split(': ')[1] ?? ''))).toEqual([]);
});
