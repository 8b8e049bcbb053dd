import fs from 'node:fs';
import { describe, expect, test } from 'vitest';
import {
  type Answers,
  checkDefinition,
  type Group,
  type GroupAnswers,
  headlineOf,
  itemsOf,
  type KnownRecords,
  pathsOf,
  prefill,
  rawOf,
  validateAll,
  validateGroup,
  visibleGroups,
} from '#engines/forms';
import { ethnicGroups, nationalities } from '#engines/people';
import { inventAnswers } from '../../apps/demo/answers.ts';
import { seeded } from '../../apps/demo/random.ts';
import { caseOf, papersOf } from './procedure.ts';
import { quote } from './quote.ts';
import { readProcedure } from './read-file.ts';

const folder = 'data/procedures';
const versions = fs
  .readdirSync(folder)
  .filter((name) => /^\d.*\.yaml$/.test(name))
  .map((name) => readProcedure({ name, text: fs.readFileSync(`${folder}/${name}`, 'utf8') }))
  .map((version) => ({ ...version, id: '00000000-0000-0000-0000-000000000000', valid_to: null }));
const whole = versions.filter((version) => version.kind === 'whole').map((v) => [v.code, v] as const);
const today = '2026-11-24';
const checks = {
  today,
  ethnicGroups: new Set(ethnicGroups.map((one) => one.code)),
  nationalities: new Set(nationalities.map((one) => one.code)),
};

const person = (name: string, birth: string, sex: 'male' | 'female', number: string) => ({
  name,
  birth,
  sex,
  'identity-number': number,
  ethnic: '01',
  nationality: 'VN',
  address: 'thôn Liên Trì, xã Yên Mô, tỉnh Ninh Bình',
  phone: '0900000001',
});
const mother = person('Đinh Thị Lụa Mẫu', '1990-04-02', 'female', '037190000001');
const father = person('Phạm Văn Mộc Mẫu', '1988', 'male', '037088000002');
const child = person('Phạm Thị Sen Mẫu', '2019-09-05', 'female', '037319000003');
const known: KnownRecords = { filer: mother, spouse: father, subject: child };

describe('every shipped form', () => {
  test.each(versions.map((v) => [v.code, v] as const))('%s has a sound definition', (_, version) => {
    expect(checkDefinition(version.definition.form)).toEqual([]);
  });

  test.each(whole)('%s can be walked to its end with what the register knows', (_, version) => {
    const { form } = version.definition;
    for (let seed = 1; seed <= 60; seed += 1) {
      const answers = inventAnswers(seeded(seed), form, { ...known, subject: mother }, today);
      const result = validateAll(form, answers, checks);
      expect(result.errors, `seed ${seed}`).toEqual([]);
      expect(result.answers).toEqual(answers);
      expect(headlineOf(form, answers)).toMatch(/\p{L}/u);
      expect(quote(version, null, answers, { channel: 'online', on: today }).known).toBeGreaterThanOrEqual(0);
      expect(version.definition.cases).toContain(caseOf(version, answers));
      for (const paper of papersOf(version, answers)) expect(version.definition.papers).toContain(paper);
    }
  });

  test.each(whole)('%s understands every screen as it showed it', (_, version) => {
    const { form } = version.definition;
    const answers = inventAnswers(seeded(7), form, { ...known, subject: mother }, today);
    for (const group of visibleGroups(form, answers))
      for (const [index, item] of itemsOf(answers, group).entries()) {
        const again = validateGroup(form, group.id, shown(group, item), answers, index, checks);
        expect(again, group.id).toMatchObject({ value: item, errors: [] });
      }
  });

  test.each(whole)('%s asks the register only for what a record has', (_, version) => {
    const keys = new Set(Object.keys(mother));
    for (const path of pathsOf(version.definition.form)) {
      const [role = '', key = ''] = path.split('.');
      expect(['filer', 'subject', 'spouse'], path).toContain(role);
      expect(keys, path).toContain(key);
    }
  });
});

const shown = (group: Group, item: GroupAnswers) =>
  Object.fromEntries(group.fields.map((field) => [field.id, rawOf(field, item[field.id])]));

describe('what is proposed to a mother who files for her child', () => {
  const proposed = (code: string, answers: Answers) => {
    const version = versions.find((v) => v.code === code);
    if (!version) throw new Error(code);
    return Object.assign({}, ...Object.values(prefill(version.definition.form, known, answers)));
  };
  test('a birth: she is the mother, her husband is the father, the child is not yet known', () => {
    const found = proposed('1.001193', {
      filer: { 'filer-relation': 'mother' },
      'birth-place': { 'birth-proof': 'digital' },
      parents: { 'parents-known': 'married' },
    });
    expect(found).toMatchObject({
      'filer-name': mother.name,
      'mother-name': mother.name,
      'mother-number': mother['identity-number'],
      'father-name': father.name,
      'father-birth': '1988',
    });
    expect(found).not.toHaveProperty('child-name');
  });
  test.each([
    ['2.000635', 'subject-name', 'subject-birth'],
    ['1.004873', 'subject-name', 'subject-birth'],
    ['1.000656', 'deceased-name', 'deceased-birth'],
    ['1.011607', 'head-name', 'head-birth'],
  ])('%s: the person concerned is the one she files for, the filer is she', (code, name, birth) => {
    expect(proposed(code, {})).toMatchObject({
      'filer-name': mother.name,
      [name]: child.name,
      [birth]: child.birth,
    });
  });
  test('a business: the owner is the filer when she says so', () => {
    const version = versions.find((v) => v.code === '1.001612');
    const group = version?.definition.form.groups.find((g) => g.fields.some((f) => f.id === 'filed-by'));
    const found = proposed('1.001612', { [group?.id ?? '']: { 'filed-by': 'owner' } });
    expect(found).toMatchObject({ 'owner-name': mother.name, 'owner-birth': mother.birth });
  });
});
