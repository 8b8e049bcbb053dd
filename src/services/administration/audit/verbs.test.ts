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
      for (const [, name = ''] of `${verb} ${helped}`.matchAll(/'([a-z-]+\.[a-z.-]+)'/g)) written.add(name);
  }
  expect(written.size).toBeGreaterThan(80);
  expect([...written].filter((verb) => !verbs[verb])).toEqual([]);
});

/** Verbs that are put together where they are written: the literal ends, by the file that holds them. */
const composed: Readonly<Record<string, readonly [folder: string, pattern: RegExp]>> = {
  dossier: ['services/dossiers', /\brecord\(\s*\w+,\s*[\w.]+,\s*'([a-z-]+)'/g],
  change: ['services/changes', /\b(?:move|trace)\(ctx, t,[^;]*?'([a-z-]+)'(?=[^;']*\))/gs],
  mandate: ['engines/access', /\babout\([\w.]+, (?:\w+ \? )?'([a-z-]+)'(?: : '([a-z-]+)')?\)/g],
};

test.each(Object.entries(composed))('so has every act of %s', (prefix, [folder, pattern]) => {
  const ends = new Set<string>();
  for (const name of fs.readdirSync(path.join(source, folder), { recursive: true, encoding: 'utf8' }))
    if (/\.tsx?$/.test(name) && !name.includes('.test.'))
      for (const [, one, other] of fs.readFileSync(path.join(source, folder, name), 'utf8').matchAll(pattern))
        for (const end of [one, other]) if (end) ends.add(end);
  expect(ends.size).toBeGreaterThan(3);
  expect([...ends].filter((end) => !verbs[`${prefix}.${end}`])).toEqual([]);
});
