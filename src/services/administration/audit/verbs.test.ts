import fs from 'node:fs';
import path from 'node:path';
import { expect, test } from 'vitest';
import { verbs } from './verbs.ts';

const source = path.resolve(import.meta.dirname, '../../..');

test('every act that the program writes into the audit has words for its readers', () => {
  const written = new Set<string>();
  for (const name of fs.readdirSync(source, { recursive: true, encoding: 'utf8' })) {
    if (!/\.tsx?$/.test(name) || name.includes('.test.') || name.includes('testing/')) continue;
    for (const [, said = ''] of fs
      .readFileSync(path.join(source, name), 'utf8')
      .matchAll(/\bverb: ([^,}\n]*)/g))
      for (const [, verb = ''] of said.matchAll(/'([a-z]+\.[a-z.-]+)'/g)) written.add(verb);
  }
  expect(written.size).toBeGreaterThan(60);
  expect([...written].filter((verb) => !verbs[verb])).toEqual([]);
});
