import { describe, expect, test } from 'vitest';
import {
  checkDefinition,
  compare,
  type FormDefinition,
  headlineOf,
  type PostedForm,
  prefill,
  pruned,
  rawOf,
  readable,
  readGroup,
  understand,
  validateAll,
  validateGroup,
  visibleGroups,
} from './index.ts';

const form: FormDefinition = {
  groups: [
    {
      id: 'who',
      title: 'Người đi khai',
      fields: [
        {
          id: 'relation',
          type: 'choice',
          label: 'Quan hệ với trẻ',
          options: [
            { value: 'mother', label: 'Mẹ' },
            { value: 'other', label: 'Người khác' },
          ],
        },
        { id: 'why', type: 'text', label: 'Là người thế nào', when: { field: 'relation', is: 'other' } },
      ],
    },
    {
      id: 'mother',
      title: 'Mẹ',
      fields: [
        {
          id: 'mother-name',
          type: 'name',
          label: 'Họ tên mẹ',
          headline: true,
          prefill: [{ from: 'filer.name', when: { field: 'relation', is: 'mother' } }],
        },
        { id: 'mother-birth', type: 'partial-date', label: 'Ngày sinh của mẹ', max: 'today' },
        {
          id: 'mother-number',
          type: 'identity-number',
          label: 'Số định danh',
          required: false,
          agreesWith: { birth: 'mother-birth' },
        },
      ],
    },
    {
      id: 'children',
      title: 'Các con',
      when: { field: 'relation', is: 'mother' },
      repeat: { min: 1, max: 2, item: 'người con' },
      fields: [
        { id: 'child-name', type: 'name', label: 'Tên con' },
        { id: 'child-born', type: 'date', label: 'Ngày sinh của con', min: 'mother-birth', max: 'today' },
        { id: 'hospital', type: 'yes-no', label: 'Sinh ở bệnh viện' },
        { id: 'home', type: 'text', label: 'Nơi sinh', when: { field: 'hospital', is: false } },
      ],
    },
  ],
};

const posted = (fields: Record<string, string | string[]>): PostedForm => ({
  get: (name) => String([fields[name]].flat()[0] ?? '').trim(),
  all: (name) => [fields[name] ?? []].flat(),
  has: (name) => name in fields,
});
const date = { id: 'd', type: 'partial-date', label: 'Ngày' } as const;
const wrong = (raw: Parameters<typeof understand>[1], type: 'date' | 'partial-date' = 'partial-date') => {
  const understood = understand({ ...date, type }, raw);
  return understood.kind === 'error' ? understood.message : understood;
};

describe('dates', () => {
  test('a year alone is a birth date, and so is a month of a year', () => {
    expect(wrong({ day: '', month: '', year: '1952' })).toEqual({ kind: 'value', value: '1952' });
    expect(wrong({ day: '', month: '3', year: '1952' })).toEqual({ kind: 'value', value: '1952-03' });
  });
  test('a year alone is not a full date', () => {
    expect(wrong({ day: '', month: '', year: '1952' }, 'date')).toContain('đủ ngày, tháng, năm');
  });
  test('an impossible date is refused with the date in the sentence', () => {
    expect(wrong({ day: '30', month: '2', year: '2026' })).toContain('30/2/2026 không có trong lịch');
    expect(wrong({ day: '29', month: '2', year: '2027' })).toContain('không có trong lịch');
    expect(wrong({ day: '29', month: '2', year: '2028' })).toEqual({ kind: 'value', value: '2028-02-29' });
    expect(wrong({ day: '1', month: '13', year: '2026' })).toContain('Tháng 13/2026');
    expect(wrong({ day: '5', month: '', year: '2026' })).toContain('ghi thêm tháng');
    expect(wrong({ day: '5', month: '3', year: '26' })).toContain('bốn chữ số');
  });
  test('a browser date and a written date are read alike', () => {
    expect(wrong('2026-03-05')).toEqual({ kind: 'value', value: '2026-03-05' });
    expect(wrong('5/3/2026')).toEqual({ kind: 'value', value: '2026-03-05' });
    expect(wrong('3/2026')).toEqual({ kind: 'value', value: '2026-03' });
  });
});

describe('one field', () => {
  test('decomposed marks become whole letters', () => {
    const nfd = 'Nguyễn Thị Hằng'.normalize('NFD');
    expect(understand({ id: 'n', type: 'name', label: 'Tên' }, nfd)).toEqual({
      kind: 'value',
      value: 'Nguyễn Thị Hằng',
    });
  });
  test('a name has no digits', () => {
    expect(understand({ id: 'n', type: 'name', label: 'Tên' }, 'Nguyễn 4').kind).toBe('error');
  });
  test('an identity number keeps its leading zero and loses its spaces', () => {
    const field = { id: 'i', type: 'identity-number', label: 'Số' } as const;
    expect(understand(field, '037 185 000 001')).toEqual({ kind: 'value', value: '037185000001' });
    expect(understand(field, '37185000001').kind).toBe('error');
  });
  test('a telephone number with the country code is a home number', () => {
    expect(understand({ id: 'p', type: 'phone', label: 'SĐT' }, '+84 912 345 678')).toEqual({
      kind: 'value',
      value: '0912345678',
    });
  });
  test('money is read with dots', () => {
    const field = { id: 'm', type: 'money', label: 'Vốn' } as const;
    expect(understand(field, '1.500.000 đồng')).toEqual({ kind: 'value', value: 1_500_000 });
    expect(understand(field, '1,5').kind).toBe('error');
  });
  test('a choice that is not offered is refused', () => {
    const field = { id: 'c', type: 'choices', label: 'C', options: [{ value: 'a', label: 'A' }] } as const;
    expect(understand(field, ['a', 'b']).kind).toBe('error');
    expect(understand(field, []).kind).toBe('empty');
  });
});

describe('a screen', () => {
  test('three boxes of a date are read from the posted form', () => {
    const raw = readGroup(
      form.groups[1]!,
      posted({
        'mother-name': ' Lê Thị Hoa ',
        'mother-birth-day': '',
        'mother-birth-month': '',
        'mother-birth-year': '1990',
      }),
    );
    expect(raw['mother-birth']).toEqual({ day: '', month: '', year: '1990' });
    expect(validateGroup(form, 'mother', raw, {}).value).toEqual({
      'mother-name': 'Lê Thị Hoa',
      'mother-birth': '1990',
    });
  });
  test('what is missing is asked for by its label, what is hidden is not', () => {
    const nothing = validateGroup(form, 'who', {}, {});
    expect(nothing.errors.map((e) => e.message)).toEqual(['Ông/Bà chưa chọn mục “Quan hệ với trẻ”.']);
    const other = validateGroup(form, 'who', { relation: 'other' }, {});
    expect(other.errors.map((e) => e.field)).toEqual(['why']);
  });
  test('a contradicting personal number warns and is kept', () => {
    const checks = {
      identityNumber: (_: string, known: { birth?: string }) =>
        known.birth === '1990' ? ['Số này ghi năm sinh khác.'] : [],
    };
    const result = validateGroup(
      form,
      'mother',
      { 'mother-name': 'Lê Hoa', 'mother-birth': '1990', 'mother-number': '037185000001' },
      {},
      undefined,
      checks,
    );
    expect(result.errors).toEqual([]);
    expect(result.warnings).toHaveLength(1);
    expect(result.value['mother-number']).toBe('037185000001');
  });
  test('a date after today or before another answer is refused; a year that may fit is not', () => {
    const answers = {
      who: { relation: 'mother' },
      mother: { 'mother-name': 'Lê Hoa', 'mother-birth': '1990' },
    };
    const child = (born: string) =>
      validateGroup(
        form,
        'children',
        { 'child-name': 'An', 'child-born': born, hospital: 'yes' },
        answers,
        0,
        { today: '2026-11-24' },
      ).errors[0];
    expect(child('2026-11-25')?.message).toContain('chưa tới');
    expect(child('1989-05-01')).toMatchObject({ index: 0, message: expect.stringContaining('từ năm 1990') });
    expect(child('1990-05-01')).toBeUndefined();
  });
});

describe('the whole form', () => {
  const answers = {
    who: { relation: 'mother', why: 'cũ' },
    mother: { 'mother-name': 'Lê Thị Hoa', 'mother-birth': '1990', stray: 'x' },
    children: [{ 'child-name': 'Trần An', 'child-born': '2026-11-01', hospital: true, home: 'ở nhà' }],
  };
  test('answers on a branch that was left are dropped', () => {
    const { answers: kept, errors } = validateAll(form, answers, { today: '2026-11-24' });
    expect(errors).toEqual([]);
    expect(kept).toEqual({
      who: { relation: 'mother' },
      mother: { 'mother-name': 'Lê Thị Hoa', 'mother-birth': '1990' },
      children: [{ 'child-name': 'Trần An', 'child-born': '2026-11-01', hospital: true }],
    });
    const left = pruned(form, { ...answers, who: { relation: 'other', why: 'Bà ngoại' } });
    expect(left.children).toBeUndefined();
  });
  test('a repeating group wants its least and refuses more than its most', () => {
    const none = validateAll(form, { ...answers, children: [] }).errors;
    expect(none.map((e) => e.message)).toEqual(['Ông/Bà khai ít nhất 1 người con.']);
    const item = answers.children[0]!;
    const many = validateAll(form, { ...answers, children: [item, item, item] }).errors;
    expect(many[0]?.message).toContain('nhiều nhất 2');
  });
  test('a hidden group is not asked for', () => {
    expect(visibleGroups(form, { who: { relation: 'other' } }).map((g) => g.id)).toEqual(['who', 'mother']);
  });
  test('the summary is in words and the headline names the person', () => {
    const rows = readable(form, answers);
    expect(rows.map((g) => g.title)).toEqual(['Người đi khai', 'Mẹ', 'Người con 1']);
    expect(rows[1]?.rows).toContainEqual({
      field: 'mother-birth',
      label: 'Ngày sinh của mẹ',
      value: 'năm 1990',
    });
    expect(rows[2]?.rows.at(-1)?.value).toBe('Có');
    expect(headlineOf(form, answers)).toBe('Lê Thị Hoa');
  });
  test('the filer is proposed as the mother only when she says that she is', () => {
    const known = { filer: { name: 'Lê Thị Hoa', birth: '1990-02-30' } };
    expect(prefill(form, known, {})).toEqual({});
    expect(prefill(form, known, { who: { relation: 'mother' } })).toEqual({
      mother: { 'mother-name': 'Lê Thị Hoa' },
    });
    expect(prefill(form, known, { who: { relation: 'mother' }, mother: { 'mother-name': 'Khác' } })).toEqual(
      {},
    );
  });
  test('an answer is shown again as it would be typed', () => {
    expect(rawOf(form.groups[1]!.fields[1]!, '1952-03')).toEqual({ day: '', month: '3', year: '1952' });
    expect(rawOf(form.groups[2]!.fields[2]!, false)).toBe('no');
  });
});

describe('a definition', () => {
  test('a sound one has no problems', () => expect(checkDefinition(form)).toEqual([]));
  test('unknown, own, later and foreign fields in conditions are named', () => {
    const bad: FormDefinition = {
      groups: [
        {
          id: 'a',
          title: 'A',
          repeat: { min: 0, max: 3, item: 'a' },
          fields: [
            { id: 'x', type: 'text', label: 'X', when: { field: 'x', filled: true } },
            { id: 'y', type: 'text', label: 'Y', when: { field: 'z', filled: true } },
            { id: 'x', type: 'text', label: 'X' },
          ],
        },
        {
          id: 'b',
          title: 'B',
          when: { field: 'nowhere', filled: true },
          fields: [{ id: 'z', type: 'text', label: 'Z', when: { field: 'y', filled: true } }],
        },
      ],
    };
    const problems = checkDefinition(bad).join('\n');
    expect(problems).toContain('“nowhere” không có');
    expect(problems).toContain('chính câu hỏi đó');
    expect(problems).toContain('đứng sau');
    expect(problems).toContain('khai nhiều lần');
    expect(problems).toContain('hai câu hỏi cùng mã “x”');
    expect(problems).toContain('y → z → y');
  });
  test('a condition on an option that does not exist is a problem', () => {
    const bad: FormDefinition = {
      groups: [
        ...form.groups,
        {
          id: 'z',
          title: 'Z',
          when: { field: 'relation', is: 'aunt' },
          fields: [{ id: 'q', type: 'text', label: 'Q' }],
        },
      ],
    };
    expect(checkDefinition(bad)[0]).toContain('không có lựa chọn “aunt”');
  });
  test('two versions are compared in words', () => {
    const after: FormDefinition = {
      groups: form.groups.map((g) =>
        g.id === 'mother'
          ? {
              ...g,
              fields: [
                { ...g.fields[0]!, label: 'Họ, chữ đệm, tên mẹ' },
                { id: 'mother-job', type: 'text', label: 'Nghề của mẹ' },
                g.fields[2]!,
              ],
            }
          : g,
      ),
    };
    expect(compare(form, after).map((c) => c.sentence)).toEqual([
      'Câu hỏi “Họ tên mẹ” nay ghi là “Họ, chữ đệm, tên mẹ”.',
      'Câu hỏi mới: “Nghề của mẹ”.',
      'Không hỏi nữa: “Ngày sinh của mẹ”.',
    ]);
    expect(compare(form, form)).toEqual([]);
  });
});
