import fs from 'node:fs';
import path from 'node:path';
import { expect, test } from 'vitest';
import { verbs } from './verbs.ts';

const source = path.resolve(import.meta.dirname, '../../..');

test('every act that the program writes into the audit has words for its readers', () => {
  const written = new Set<string>();
  for (const name of fs.readdirSync(source, { recursive: true, encoding: 'utf8' })) {
    if (!/\.tsx?$/.test(name) || name.includes('.test.') || name.includes('testing/')) continue;
    for (const [, verb = '', helped = ''] of fs
      .readFileSync(path.join(source, name), 'utf8')
      .matchAll(/\bverb: ([^,}\n]*)|\baudit\(\w+, ([^;]*);/g))
      for (const [, name = ''] of `${verb} ${helped}`.matchAll(/'([a-z]+\.[a-z.-]+)'/g)) written.add(name);
  }
  expect(written.size).toBeGreaterThan(80);
  expect([...written].filter((verb) => !verbs[verb])).toEqual([]);
});
