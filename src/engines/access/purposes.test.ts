import fs from 'node:fs';
import path from 'node:path';
import { expect, test } from 'vitest';
import { purposes } from './purposes.ts';

const source = path.resolve(import.meta.dirname, '../..');
/** What an uploaded file is for: another list. */
const ofFiles = new Set(['dossier-paper', 'mandate-paper', 'demo', 'upload']);

test('every purpose under which the program looks at a person has words for its readers', () => {
  const used = new Set<string>();
  for (const name of fs.readdirSync(source, { recursive: true, encoding: 'utf8' })) {
    if (!/\.tsx?$/.test(name) || name.includes('.test.') || name.includes('testing/')) continue;
    const text = fs.readFileSync(path.join(source, name), 'utf8');
    for (const [, said, passed] of text.matchAll(
      /\bpurpose(?:: | = )'([a-z]+-[a-z-]+)'|\b(?:look|personPage)\([^;]*'([a-z]+-[a-z-]+)'/g,
    ))
      if (!ofFiles.has(said ?? passed ?? '')) used.add(said ?? passed ?? '');
  }
  expect(used.size).toBeGreaterThan(10);
  expect([...used].filter((purpose) => !purposes[purpose])).toEqual([]);
});
