import fs from 'node:fs';
import { createRequire } from 'node:module';
import { expect, test } from 'vitest';
import { pictureOf } from './citizen/pictures.ts';
import { vi } from './editor/vi.ts';
import { codeOfField, codesOfFields } from './fields.ts';
import { readProcedure } from './read-file.ts';

const folder = 'data/procedures';
const fields = new Set([
  ...codesOfFields,
  ...fs
    .readdirSync(folder)
    .filter((name) => /^\d.*\.yaml$/.test(name))
    .map((name) => readProcedure({ name, text: fs.readFileSync(`${folder}/${name}`, 'utf8') }).field),
]);
const { resolve } = createRequire(import.meta.url);

test.each([...fields])(
  'the field %s has a name for the editors, and a picture of its own that exists',
  (field) => {
    expect(vi.fieldsOfWork[field]).toBeTruthy();
    const picture = pictureOf({ code: '', field });
    expect(picture, 'the picture of what has none').not.toBe(pictureOf({ code: '', field: 'none' }));
    expect(() => resolve(`@tabler/icons/outline/${picture}.svg`)).not.toThrow();
  },
);

test('what the portal calls a field comes in under the code of our own pages', () => {
  const own = fs
    .readdirSync(folder)
    .filter((name) => /^\d.*\.yaml$/.test(name))
    .map((name) => readProcedure({ name, text: fs.readFileSync(`${folder}/${name}`, 'utf8') }));
  const others = own.filter((one) => codeOfField(one.field_name) !== one.field);
  expect(others.map((one) => `${one.code} ${one.field_name}: ${one.field}`)).toEqual([]);
});
