import { fieldsIn } from './condition.ts';
import type { Condition, Field, FormDefinition, Group } from './form.ts';
import { sourcesOf } from './prefill.ts';

/** Faults of a definition, as sentences for the officer who edits it; empty when it may be used. */
export function checkDefinition(def: FormDefinition): readonly string[] {
  const problems: string[] = [];
  const places = placesOf(def);
  const seenGroups = new Set<string>();
  const seenFields = new Set<string>();
  for (const group of def.groups) {
    if (!kebab.test(group.id))
      problems.push(`Nhóm “${group.id}”: mã chỉ gồm chữ thường không dấu, số và gạch nối.`);
    if (seenGroups.has(group.id)) problems.push(`Có hai nhóm cùng mã “${group.id}”.`);
    seenGroups.add(group.id);
    if (group.fields.length === 0) problems.push(`Nhóm “${group.id}” không có câu hỏi nào.`);
    if (group.repeat && (group.repeat.min < 0 || group.repeat.max < 1 || group.repeat.min > group.repeat.max))
      problems.push(`Nhóm “${group.id}”: số lần khai ít nhất và nhiều nhất không hợp lệ.`);
    problems.push(
      ...conditionProblems(`Nhóm “${group.id}”`, group.when, places, {
        group,
        order: groupOrder(def, group),
      }),
    );
    for (const field of group.fields) {
      if (!kebab.test(field.id))
        problems.push(`Câu hỏi “${field.id}”: mã chỉ gồm chữ thường không dấu, số và gạch nối.`);
      if (seenFields.has(field.id)) problems.push(`Có hai câu hỏi cùng mã “${field.id}”.`);
      seenFields.add(field.id);
      problems.push(...fieldProblems(field, group, places));
    }
  }
  problems.push(...cycles(def));
  return [...new Set(problems)];
}

/** Faults of a condition that stands outside the form: a paper's, a fee's, a case's. */
export const checkCondition = (def: FormDefinition, where: string, condition: Condition | undefined) =>
  conditionProblems(where, condition, placesOf(def), { order: Number.POSITIVE_INFINITY });

interface Place {
  readonly field: Field;
  readonly group: Group;
  readonly order: number;
}

const kebab = /^[a-z0-9]+(-[a-z0-9]+)*$/;

function placesOf(def: FormDefinition): ReadonlyMap<string, Place> {
  const places = new Map<string, Place>();
  let order = 0;
  for (const group of def.groups)
    for (const field of group.fields)
      if (!places.has(field.id)) places.set(field.id, { field, group, order: order++ });
  return places;
}

function groupOrder(def: FormDefinition, group: Group): number {
  let order = 0;
  for (const g of def.groups) {
    if (g === group) return order;
    order += g.fields.length;
  }
  return order;
}

function conditionProblems(
  where: string,
  condition: Condition | undefined,
  places: ReadonlyMap<string, Place>,
  here: { group?: Group; order: number; self?: string },
): string[] {
  if (!condition) return [];
  const problems: string[] = [];
  for (const id of fieldsIn(condition)) {
    const place = places.get(id);
    if (!place) problems.push(`${where}: điều kiện nhắc đến câu hỏi “${id}” không có trong tờ khai.`);
    else if (id === here.self) problems.push(`${where}: điều kiện nhắc đến chính câu hỏi đó.`);
    else if (place.group.repeat && place.group !== here.group)
      problems.push(`${where}: điều kiện nhắc đến “${id}” của nhóm khai nhiều lần “${place.group.id}”.`);
    else if (place.order >= here.order)
      problems.push(`${where}: điều kiện nhắc đến câu hỏi “${id}” đứng sau.`);
  }
  for (const [id, wanted] of comparisons(condition)) {
    const options = places.get(id)?.field.options?.map((o) => o.value);
    if (options && !options.includes(String(wanted)))
      problems.push(`${where}: câu hỏi “${id}” không có lựa chọn “${wanted}”.`);
  }
  return problems;
}

function comparisons(condition: Condition): [string, string | number | boolean][] {
  if ('all' in condition) return condition.all.flatMap(comparisons);
  if ('any' in condition) return condition.any.flatMap(comparisons);
  if ('not' in condition) return comparisons(condition.not);
  if ('is' in condition) return [[condition.field, condition.is]];
  if ('in' in condition) return condition.in.map((v) => [condition.field, v]);
  return [];
}

function fieldProblems(field: Field, group: Group, places: ReadonlyMap<string, Place>): string[] {
  const where = `Câu hỏi “${field.id}”`;
  const order = places.get(field.id)?.order ?? 0;
  const problems = conditionProblems(where, field.when, places, { group, order, self: field.id });
  if ((field.type === 'choice' || field.type === 'choices') && (field.options ?? []).length < 2)
    problems.push(`${where}: cần ít nhất hai lựa chọn.`);
  const values = (field.options ?? []).map((o) => o.value);
  if (new Set(values).size < values.length) problems.push(`${where}: có hai lựa chọn trùng nhau.`);
  for (const other of [field.agreesWith?.birth, field.agreesWith?.sex])
    if (other && !places.has(other)) problems.push(`${where}: đối chiếu với câu hỏi “${other}” không có.`);
  if (field.type === 'date' || field.type === 'partial-date')
    for (const bound of [field.min, field.max])
      if (typeof bound === 'string' && bound !== 'today' && !/^\d{4}/.test(bound) && !places.has(bound))
        problems.push(`${where}: giới hạn “${bound}” không phải là ngày hay câu hỏi nào.`);
  for (const source of sourcesOf(field)) {
    if (!/^[a-z-]+\.[a-z-]+$/.test(source.from))
      problems.push(`${where}: nguồn điền sẵn “${source.from}” không hợp lệ.`);
    problems.push(
      ...conditionProblems(`${where} (điền sẵn)`, source.when, places, { group, order, self: field.id }),
    );
  }
  return problems;
}

/** Cycles of conditions, named by their path: a → b → a. */
function cycles(def: FormDefinition): string[] {
  const needs = new Map<string, readonly string[]>();
  for (const group of def.groups)
    for (const field of group.fields) needs.set(field.id, [...fieldsIn(group.when), ...fieldsIn(field.when)]);
  const problems: string[] = [];
  const done = new Set<string>();
  const walk = (id: string, path: readonly string[]) => {
    const at = path.indexOf(id);
    if (at >= 0) problems.push(`Các điều kiện đi vòng tròn: ${[...path.slice(at), id].join(' → ')}.`);
    if (at >= 0 || done.has(id)) return;
    for (const next of needs.get(id) ?? []) walk(next, [...path, id]);
    done.add(id);
  };
  for (const id of needs.keys()) walk(id, []);
  return problems;
}
