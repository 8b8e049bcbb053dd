import fs from 'node:fs';
import { describe, expect, test } from 'vitest';
import { itemsOf, pathsOf } from '#engines/forms';
import { canBeFiled, defaultCase } from './procedure.ts';
import { readElsewhere, readProcedure, readSynonyms, type SourceFile } from './read-file.ts';

const folder = 'data/procedures';
const files: SourceFile[] = fs
  .readdirSync(folder)
  .filter((name) => /^\d.*\.yaml$/.test(name))
  .map((name) => ({ name: `${folder}/${name}`, text: fs.readFileSync(`${folder}/${name}`, 'utf8') }));
const versions = files.map(readProcedure);
const birth = files.find((f) => f.name.includes('1.001193'))!;
const refusal = (text: string) => {
  try {
    readProcedure({ name: 'x.yaml', text });
    return 'read';
  } catch (error) {
    return (error as Error).message;
  }
};

describe('the procedures that ship', () => {
  test('what the first commune came for is whole, the police and the counter inform', () => {
    const ofKind = (kind: string) => versions.filter((v) => v.kind === kind).map((v) => v.code);
    expect(ofKind('whole')).toEqual(
      expect.arrayContaining(['1.000656', '1.001193', '1.001612', '1.004873', '1.011607', '2.000635']),
    );
    expect(versions.find((v) => v.code === '1.004222')?.kind).not.toBe('whole');
    expect(ofKind('information')).toContain('2.000815');
  });

  test('what is prepared here is decided elsewhere, by nobody in the commune', () => {
    for (const version of versions.filter((v) => v.kind === 'prepared')) {
      expect(['police', 'ministry', 'portal-elsewhere'], version.code).toContain(version.route);
      expect(version.definition.steps, version.code).toEqual([]);
      expect(version.definition.form.groups.length, version.code).toBeGreaterThan(0);
    }
  });

  test.each(versions.map((v) => [v.code, v] as const))('%s can be read to a grandmother', (_, version) => {
    const text = JSON.stringify(version);
    expect(text).toBe(text.normalize('NFC'));
    expect(text).not.toMatch(/mức độ [34]|UBND huyện|sổ hộ khẩu bản|Submit|\bBạn\b/u);
    expect(version.definition.who.length).toBeGreaterThan(0);
    expect(version.definition.unchecked.length, 'nothing was compared with the gazette yet').toBeGreaterThan(
      0,
    );
  });

  test.each(versions.filter((v) => v.kind === 'whole').map((v) => [v.code, v] as const))(
    '%s is whole: four to eight screens, a headline, prefill, a way through every step',
    (_, version) => {
      const { form, steps, notNeeded } = version.definition;
      expect(form.groups.length).toBeGreaterThanOrEqual(4);
      expect(form.groups.length).toBeLessThanOrEqual(9);
      expect(form.groups.every((g) => g.fields.length <= 9)).toBe(true);
      expect(form.groups.flatMap((g) => g.fields).filter((f) => f.headline)).toHaveLength(1);
      expect(pathsOf(form)).toContain('filer.name');
      expect(steps[0]?.role).toBe('reception');
      expect(steps.some((s) => s.role === 'approver')).toBe(true);
      expect(notNeeded.length).toBeGreaterThan(0);
      expect(itemsOf({}, form.groups[0]!)).toEqual([]);
    },
  );

  test('the hours of the steps fit into the limit of the ordinary case', () => {
    for (const version of versions.filter((v) => v.kind === 'whole')) {
      const { limit } = defaultCase({ ...version, id: '', valid_to: null });
      const hours = version.definition.steps.reduce((sum, s) => sum + s.hours, 0);
      // Where the source gives no limit, an officer sets one before anything is promised.
      const none = Number.POSITIVE_INFINITY;
      const allowed = { 'same-day': 8, 'working-days': 8, 'working-hours': 1, 'calendar-days': 8, none }[
        limit.kind
      ];
      expect(hours, version.code).toBeLessThanOrEqual(allowed * ('n' in limit ? limit.n : 1));
    }
  });

  test('police and information procedures are never filed here', () => {
    const filed = versions.filter((v) => canBeFiled({ ...v, id: '', valid_to: null })).map((v) => v.code);
    expect(filed).not.toContain('1.004222');
    expect(filed).not.toContain('2.000815');
    expect(filed).toEqual(versions.filter((v) => v.kind === 'whole').map((v) => v.code));
  });

  test('a birth waits for the personal number of the child', () => {
    const step = versions.find((v) => v.code === '1.001193')?.definition.steps.find((s) => s.waits);
    expect(step?.waits?.asks).toContain('Số định danh');
  });
});

describe('a file with a fault', () => {
  const prepared = (text: string) => text.replace('kind: whole', 'kind: prepared');
  test('refuses a prepared form for what the commune decides, and steps for what it does not', () => {
    expect(refusal(prepared(birth.text).replace(/\nsteps:\n[\s\S]*?\nfees:/u, '\nfees:'))).toContain(
      'nơi khác giải quyết',
    );
    expect(refusal(prepared(birth.text).replace('route: portal', 'route: portal-elsewhere'))).toContain(
      'không có các bước',
    );
  });
  test('refuses a life event that nobody lives through', () => {
    const events = (list: string) => birth.text.replace(/^life-events: .*$/mu, `life-events: [${list}]`);
    expect(refusal(events('birth, school'))).toBe('read');
    expect(refusal(events('birthday'))).toMatch(/x\.yaml, dòng \d+/);
  });
  test('names the line of a wrong value', () => {
    const line = birth.text.split('\n').findIndex((l) => l.includes('role: processor')) + 1;
    const message = refusal(birth.text.replace('role: processor', 'role: clerk'));
    expect(message).toContain(`x.yaml, dòng ${line}:`);
  });
  test('names the line of broken YAML', () => {
    expect(refusal('code: "1.001193"\n  kind: [')).toMatch(/x\.yaml, dòng \d/);
  });
  test('refuses a condition on a question that does not exist', () => {
    expect(
      refusal(
        birth.text.replace(
          'when: { field: birth-proof, is: pledge }',
          'when: { field: nowhere, is: pledge }',
        ),
      ),
    ).toContain('“nowhere”');
  });
  test('refuses a form whose question waits for its own answer', () => {
    const line = birth.text.split('\n').find((l) => l.includes('id: copies, type: integer')) ?? '';
    const waiting = line.replace('type: integer,', 'type: integer, when: { field: copies, filled: true },');
    expect(refusal(birth.text.replace(line, waiting))).toMatch(
      /x\.yaml, dòng \d+: Câu hỏi “copies”: điều kiện nhắc đến chính câu hỏi đó/u,
    );
  });
  test('refuses two ordinary cases and an exemption of nobody', () => {
    expect(
      refusal(
        birth.text.replace(
          '    when: { field: over-sixty-days, is: true }\n    limit',
          '    default: true\n    limit',
        ),
      ),
    ).toContain('trường hợp thông thường');
    expect(refusal(birth.text.replace(', cases: [on-time] }', ' }'))).toContain('không nói miễn cho ai');
  });
  test('refuses a key that nobody reads', () => {
    expect(refusal(birth.text.replace('plain-name:', 'plain-nam:'))).toMatch(/dòng 1\d?/);
  });
});

test('synonyms are groups of at least two', () => {
  const groups = readSynonyms({
    name: 'synonyms.yaml',
    text: fs.readFileSync(`${folder}/synonyms.yaml`, 'utf8'),
  });
  expect(groups.length).toBeGreaterThan(15);
  expect(() => readSynonyms({ name: 's.yaml', text: '- [một]' })).toThrow('s.yaml, dòng 1');
});

test('what others do names the place, the source and that nobody compared it', () => {
  const file = { name: 'elsewhere.yaml', text: fs.readFileSync(`${folder}/elsewhere.yaml`, 'utf8') };
  const others = readElsewhere(file);
  expect(others.map((o) => o.id)).toEqual(
    expect.arrayContaining(['passport', 'divorce', 'criminal-record', 'land-transfer']),
  );
  expect(others.every((o) => o.checked === 'unchecked' && o.source !== '')).toBe(true);
  const line = file.text.split('\n').findIndex((l) => l.includes('id: divorce')) + 1;
  const twice = { ...file, text: file.text.replace('id: divorce', 'id: passport') };
  expect(() => readElsewhere(twice)).toThrow(`elsewhere.yaml, dòng ${line}: “passport” có hai lần.`);
});
