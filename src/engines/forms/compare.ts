import type { Field, FormDefinition, Group } from './form.ts';

export interface Change {
  readonly kind: 'added' | 'removed' | 'changed';
  readonly group: string;
  readonly field?: string;
  /** “Câu hỏi mới: Nơi sinh.” */
  readonly sentence: string;
}

/** What changed between two versions of a form, in words for the person whose draft was open meanwhile. */
export function compare(before: FormDefinition, after: FormDefinition): readonly Change[] {
  const changes: Change[] = [];
  const old = fieldsOf(before);
  const now = fieldsOf(after);
  for (const [id, { field, group }] of now) {
    const was = old.get(id);
    if (!was)
      changes.push({ kind: 'added', group: group.id, field: id, sentence: `Câu hỏi mới: “${field.label}”.` });
    else
      for (const sentence of differences(was.field, field))
        changes.push({ kind: 'changed', group: group.id, field: id, sentence });
  }
  for (const [id, { field, group }] of old)
    if (!now.has(id))
      changes.push({
        kind: 'removed',
        group: group.id,
        field: id,
        sentence: `Không hỏi nữa: “${field.label}”.`,
      });
  for (const group of after.groups) {
    const was = before.groups.find((g) => g.id === group.id);
    if (was && !same(was.repeat, group.repeat))
      changes.push({
        kind: 'changed',
        group: group.id,
        sentence: `Số lần khai mục “${group.title}” đã thay đổi.`,
      });
    if (was && !same(was.when, group.when))
      changes.push({
        kind: 'changed',
        group: group.id,
        sentence: `Mục “${group.title}” nay hỏi trong trường hợp khác.`,
      });
  }
  return changes;
}

function fieldsOf(def: FormDefinition): Map<string, { field: Field; group: Group }> {
  const found = new Map<string, { field: Field; group: Group }>();
  for (const group of def.groups) for (const field of group.fields) found.set(field.id, { field, group });
  return found;
}

function differences(was: Field, is: Field): string[] {
  const sentences: string[] = [];
  if (was.label !== is.label) sentences.push(`Câu hỏi “${was.label}” nay ghi là “${is.label}”.`);
  if (was.type !== is.type) sentences.push(`Cách trả lời câu “${is.label}” đã thay đổi.`);
  if ((was.required ?? true) !== (is.required ?? true))
    sentences.push(
      is.required === false ? `Câu “${is.label}” nay không bắt buộc.` : `Câu “${is.label}” nay bắt buộc.`,
    );
  if (!same(was.when, is.when)) sentences.push(`Câu “${is.label}” nay hỏi trong trường hợp khác.`);
  const old = new Map((was.options ?? []).map((o) => [o.value, o.label]));
  const now = new Map((is.options ?? []).map((o) => [o.value, o.label]));
  for (const [value, label] of now)
    if (!old.has(value)) sentences.push(`Câu “${is.label}” có thêm lựa chọn “${label}”.`);
  for (const [value, label] of old)
    if (!now.has(value)) sentences.push(`Câu “${is.label}” bỏ lựa chọn “${label}”.`);
  return sentences;
}

const same = (a: unknown, b: unknown) => JSON.stringify(a) === JSON.stringify(b);
