import {
  type Answers,
  type AnswerValue,
  type Field,
  type FormDefinition,
  type GroupAnswers,
  type KnownRecords,
  prefill,
  visibleFields,
  visibleGroups,
  withItem,
} from '#engines/forms';
import { fakeIdentity } from './households.ts';
import { familyName, namesAfter } from './names.ts';
import type { Random } from './random.ts';

/** Options that lead to the fewest papers, as most people's cases are. */
const ordinary = new Set([
  'digital',
  'self',
  'none',
  'counter',
  'married',
  'facility',
  'mother',
  'own',
  'notice',
]);

/**
 * Plausible answers to any form: what the register knows first, then invented ones. Goes through the form as
 * a person does, so that conditions see the answers before them.
 */
export function inventAnswers(
  random: Random,
  form: FormDefinition,
  known: KnownRecords,
  today: string,
): Answers {
  let answers: Answers = {};
  for (let at = 0; ; at += 1) {
    const group = visibleGroups(form, answers)[at];
    if (!group) return answers;
    const items = group.repeat ? Math.max(group.repeat.min, Math.min(group.repeat.max, random.int(1, 3))) : 1;
    for (let index = 0; index < items; index += 1) {
      const seen = new Set<string>();
      let values: GroupAnswers = {};
      for (;;) {
        const proposed = group.repeat
          ? undefined
          : prefill(form, known, { ...answers, [group.id]: values })[group.id];
        const field = visibleFields(form, answers, group, values).find((f) => !seen.has(f.id));
        if (!field) break;
        seen.add(field.id);
        const value = (proposed as GroupAnswers | undefined)?.[field.id] ?? invent(random, field, today);
        if (value !== undefined) values = { ...values, [field.id]: value };
      }
      answers = withItem(answers, group, values, index);
    }
  }
}

function invent(random: Random, field: Field, today: string): AnswerValue | undefined {
  if (field.required === false && random.chance(0.6)) return undefined;
  const year = Number(today.slice(0, 4));
  switch (field.type) {
    case 'name':
      return namesAfter(
        random,
        familyName(random),
        random.chance(0.5) ? 'male' : 'female',
        random.int(1960, year),
      );
    case 'date':
      return recent(random, today);
    case 'partial-date':
      if (/birth/.test(field.id)) return `${random.int(1960, 2000)}`;
      return /from/.test(field.id) ? `${random.int(2005, 2019)}` : recent(random, today);
    case 'time':
      return `${String(random.int(6, 20)).padStart(2, '0')}:15`;
    case 'identity-number':
      return field.required === false
        ? undefined
        : fakeIdentity(random.pick(['male', 'female']), 1980, random.int(1, 999));
    case 'phone':
      return `0900${String(random.int(1, 999_999)).padStart(6, '0')}`;
    case 'email':
      return undefined;
    case 'integer':
      return Math.max(Number(field.min ?? 1), Math.min(Number(field.max ?? 3), random.int(1, 3)));
    case 'money':
      return random.pick([10_000_000, 20_000_000, 50_000_000]);
    case 'yes-no':
      return random.chance(0.15);
    case 'sex':
      return random.pick(['male', 'female']);
    case 'ethnic-group':
      return '01';
    case 'nationality':
      return 'VN';
    case 'choice':
      return (
        field.options?.find((o) => ordinary.has(o.value) && random.chance(0.85))?.value ??
        random.pick(field.options ?? []).value
      );
    case 'choices':
      return [random.pick(field.options ?? []).value];
    case 'address':
      return 'xã Yên Mô, tỉnh Ninh Bình';
    case 'longtext':
    case 'text':
      return textFor(random, field);
  }
}

function textFor(random: Random, field: Field): string {
  const words = `${field.id} ${field.label}`.toLowerCase();
  if (/mã ngành/.test(words)) return random.pick(['4711', '5610', '9542', '1030']);
  if (/business-name/.test(words))
    return `${random.pick(['Hương Quê', 'Bảo An', 'Đồng Sen', 'Thành Công'])} ${random.int(1, 99)}`;
  if (/facility|bệnh viện/.test(words))
    return random.pick(['Trung tâm Y tế Yên Mô', 'Bệnh viện đa khoa tỉnh Ninh Bình', 'Trạm Y tế xã']);
  if (/origin|quê/.test(words)) return 'xã Yên Mô, tỉnh Ninh Bình';
  if (/trade|business|ngành|nghề/.test(words))
    return random.pick(['Bán tạp hóa', 'Sấy chuối, chế biến nông sản', 'Sửa chữa xe máy', 'Cơm bình dân']);
  if (/reason|lý do|mục đích|purpose/.test(words))
    return random.pick(['Để đăng ký kết hôn', 'Để bổ sung hồ sơ xin việc', 'Để nhập học cho con']);
  if (/cause|nguyên nhân/.test(words)) return 'Tuổi già';
  if (/number|số/.test(words)) return `MẪU-${random.int(1, 999)}`;
  return 'Thông tin mẫu của bản trình diễn';
}

function recent(random: Random, today: string): string {
  const date = new Date(Date.parse(`${today}T00:00:00Z`) - random.int(3, 25) * 86_400_000);
  return date.toISOString().slice(0, 10);
}
