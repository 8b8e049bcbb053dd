import fs from 'node:fs';
import { describe, expect, test } from 'vitest';
import { readProcedure } from './read-file.ts';

const folder = 'data/procedures';
const shared = '../shared/data/vietnam';
const versions = fs
  .readdirSync(folder)
  .filter((name) => /^\d.*\.yaml$/.test(name))
  .map((name) => readProcedure({ name, text: fs.readFileSync(`${folder}/${name}`, 'utf8') }));

/** The records' own words by code: the portal's, and those collected where the portal's list has none. */
function records(): ReadonlyMap<string, string> {
  const read = (name: string) => JSON.parse(fs.readFileSync(`${shared}/${name}`, 'utf8')) as unknown;
  const portal = read('procedures-official-2026.json') as { thu_tuc: { ma: string }[] };
  const others = read('procedures-missing-facts.json') as { procedures: { code: string }[] };
  return new Map([
    ...others.procedures.map((record) => [record.code, JSON.stringify(record)] as const),
    ...portal.thu_tuc.map((record) => [record.ma, JSON.stringify(record)] as const),
  ]);
}

describe.skipIf(!fs.existsSync(shared))(
  'nothing in the catalogue is invented (compared with the sources)',
  () => {
    const known = fs.existsSync(shared) ? records() : new Map<string, string>();
    const everything = [...known.values()].join('\n');
    test.each(versions.map((v) => [v.code, v] as const))(
      '%s: its codes and numbers stand there',
      (_, version) => {
        const record = known.get(version.code);
        expect(record, 'the code').toBeDefined();
        const { result, bases } = version.definition;
        if (result.code) expect(record, 'the code of the result').toContain(result.code);
        // The portal's list of bases cuts 66.7/2025/NQ-CP after the point.
        for (const { number } of bases)
          expect(everything, number).toContain(number.replace(/^66\.7\//, '7/'));
      },
    );
  },
);
