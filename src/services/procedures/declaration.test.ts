import fs from 'node:fs';
import { describe, expect, test } from 'vitest';
import type { FormDefinition, PostedForm } from '#engines/forms';
import {
  askedField,
  blankDeclaration,
  countField,
  offeredField,
  questionsOn,
  readDeclaration,
} from './declaration.ts';
import { readProcedure } from './read-file.ts';

const posted = (fields: Readonly<Record<string, string>>): PostedForm => ({
  get: (name) => fields[name] ?? '',
  all: (name) => (fields[name] ? [fields[name]] : []),
  has: (name) => name in fields,
});

const form: FormDefinition = {
  groups: [
    {
      id: 'filer',
      title: 'Người khai',
      fields: [
        { id: 'name', type: 'name', label: 'Họ tên', prefill: 'filer.name' },
        { id: 'renting', type: 'yes-no', label: 'Có thuê nhà không' },
        { id: 'owner', type: 'name', label: 'Chủ nhà', when: { field: 'renting', is: true } },
      ],
    },
    {
      id: 'others',
      title: 'Người cùng ở',
      repeat: { min: 0, max: 3, item: 'người' },
      fields: [{ id: 'other-name', type: 'name', label: 'Họ tên' }],
    },
  ],
};
const names = (declared: ReturnType<typeof blankDeclaration>) =>
  declared.sheets.flatMap((sheet) => questionsOn(form, declared, sheet).map((f) => sheet.prefix + f.id));
const fill = (fields: Record<string, string>, wish = {}) =>
  readDeclaration(form, posted(fields), { filer: { name: 'Đinh Thị Lụa' } }, {}, wish);

describe('a declaration on one page', () => {
  test('begins with what the register knows and asks nothing that hangs on an answer', () => {
    const blank = blankDeclaration(form, { filer: { name: 'Đinh Thị Lụa' } });
    expect(names(blank)).toEqual(['name', 'renting']);
    expect(blank.offered).toEqual(['name']);
    expect(blank.sheets[0]?.raw.name).toBe('Đinh Thị Lụa');
  });

  test('asks what an answer has made necessary before it is an error', () => {
    const first = fill({ [askedField]: 'name renting', name: 'Đinh Thị Lụa', renting: 'yes' });
    expect(first.errors).toEqual([]);
    expect(first.more).toEqual(['owner']);
    expect(names(first)).toContain('owner');
    const again = fill({ [askedField]: 'name renting owner', name: 'Đinh Thị Lụa', renting: 'yes' });
    expect(again.more).toEqual([]);
    expect(again.errors).toMatchObject([{ field: 'owner' }]);
  });

  test('drops what was typed on a branch that was left', () => {
    const done = fill({ [askedField]: 'name renting owner', name: 'Lụa', renting: 'no', owner: 'Ai đó' });
    expect(done.errors.concat([])).toEqual([]);
    expect(done.answers).toEqual({ filer: { name: 'Lụa', renting: false }, others: [] });
  });

  test('an emptied box stays empty: what the register knows is offered once', () => {
    const done = fill({ [askedField]: 'name renting', [offeredField]: 'name', renting: 'no' });
    expect(done.errors).toMatchObject([{ field: 'name' }]);
    expect(done.sheets[0]?.raw.name).toBe('');
  });

  test('an answer that opens what the register knows fills boxes that were shown empty', () => {
    const own: FormDefinition = {
      groups: [
        {
          id: 'who',
          title: 'Người khai',
          fields: [
            { id: 'self', type: 'yes-no', label: 'Khai cho mình' },
            {
              id: 'subject',
              type: 'name',
              label: 'Họ tên',
              prefill: [{ from: 'filer.name', when: { field: 'self', is: true } }],
            },
          ],
        },
      ],
    };
    const known = { filer: { name: 'Đinh Thị Lụa' } };
    const send = (more: object) =>
      readDeclaration(own, posted({ [askedField]: 'self subject', self: 'yes', ...more }), known, {}, {});
    const first = send({});
    expect(first.errors).toEqual([]);
    expect(first.offered).toEqual(['subject']);
    expect(first.sheets[0]?.raw.subject).toBe('Đinh Thị Lụa');
    expect(send({ [offeredField]: 'subject' }).errors).toMatchObject([{ field: 'subject' }]);
    expect(send({ [offeredField]: 'subject', subject: 'Phạm Thị Sen' }).errors).toEqual([]);
  });

  test('takes records as they are added and dropped, and no more than the form allows', () => {
    const base = { [askedField]: 'name renting', name: 'Lụa', renting: 'no' };
    const count = (n: string, wish: object) =>
      fill({ ...base, [countField(form.groups[1]!)]: n, 'others.0.other-name': 'Sen' }, wish).sheets.filter(
        (sheet) => sheet.group.id === 'others',
      ).length;
    expect(count('0', { add: 'others' })).toBe(1);
    expect(count('2', { drop: 'others' })).toBe(1);
    expect(count('3', { add: 'others' })).toBe(3);
    expect(count('99999999', {})).toBe(3);
    expect(count('-4', {})).toBe(0);
    expect(count('x', {})).toBe(0);
  });
});

const folder = 'data/procedures';
const versions = fs
  .readdirSync(folder)
  .filter((name) => /^\d.*\.yaml$/.test(name))
  .map((name) => readProcedure({ name, text: fs.readFileSync(`${folder}/${name}`, 'utf8') }))
  .filter((version) => version.definition.form.groups.length > 0);

test.each(versions.map((v) => [v.code, v] as const))(
  '%s can be begun, and sent empty, on paper',
  (_, version) => {
    const own = version.definition.form;
    const blank = blankDeclaration(own, {});
    expect(blank.sheets.length).toBeGreaterThan(0);
    const all = blank.sheets.flatMap((s) => questionsOn(own, blank, s).map((f) => s.prefix + f.id));
    expect(new Set(all).size).toBe(all.length);
    const empty = readDeclaration(own, posted({ [askedField]: all.join(' ') }), {}, {}, {});
    expect(empty.errors.length).toBeGreaterThan(0);
  },
);
