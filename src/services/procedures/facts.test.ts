import fs from 'node:fs';
import { describe, expect, test } from 'vitest';
import { readOfficial } from './official.ts';
import { readProcedure } from './read-file.ts';

const file = '../shared/data/vietnam/procedures-official-2026.json';
const folder = 'data/procedures';
const ours = fs
  .readdirSync(folder)
  .filter((name) => /^\d.*\.yaml$/.test(name))
  .map((name) => readProcedure({ name, text: fs.readFileSync(`${folder}/${name}`, 'utf8') }));

/** Limits that the portal’s text leaves out; each page says so under what is unchecked. */
const readElsewhere: Readonly<Record<string, number>> = { '1.000894': 5, '1.004859': 3, '2.001263': 30 };

describe.skipIf(!fs.existsSync(file))('our pages beside the portal (procedures-official-2026.json)', () => {
  const records = new Map(
    (fs.existsSync(file) ? readOfficial(JSON.parse(fs.readFileSync(file, 'utf8'))) : []).map((version) => [
      version.code,
      version.definition.official,
    ]),
  );
  const both = ours.flatMap((version) => {
    const official = records.get(version.code);
    return official ? [[version.code, version, official] as const] : [];
  });

  test('most of our pages have a record there', () => expect(both.length).toBeGreaterThan(60));

  test.each(both)('%s names its deciding paper and its kind of result', (_, version, official) => {
    expect(version.source).toContain(official.decision.replace(/^QĐ(?=\d)/u, ''));
    const { code } = version.definition.result;
    if (code) expect(official.resultCodes).toContain(code);
  });

  test.each(both)('%s promises no number of days that the record does not have', (_, version, official) => {
    const said = JSON.stringify([official.order, official.channels, official.conditions]);
    const numbers = new Set(said.match(/\d+/g)?.map(Number));
    for (const { id, limit } of version.definition.cases)
      if ('n' in limit && limit.n !== readElsewhere[version.code])
        expect(numbers, `${id}: ${limit.n}`).toContain(limit.n);
  });

  test.each(both)(
    '%s takes no law of the Assembly from elsewhere, but the one on land',
    (_, version, official) => {
      const laws = version.definition.bases.map((b) => b.number).filter((n) => /\/QH\d+$/.test(n));
      // The records of land cite the law that brought it into force and lost its own number.
      const known = new Set([...official.bases, '31/2024/QH15']);
      for (const law of laws) expect([...known], law).toContain(law);
    },
  );
});
