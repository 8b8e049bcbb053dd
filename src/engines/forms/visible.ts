import { holds, isFilled, itemsOf, lookup } from './condition.ts';
import type { Answers, AnswerValue, Field, FormDefinition, Group, GroupAnswers } from './form.ts';

/** The groups that these answers make necessary, in order. */
export function visibleGroups(def: FormDefinition, answers: Answers): readonly Group[] {
  const find = lookup(def, answers);
  return def.groups.filter((group) => !group.when || holds(group.when, find));
}

/** The fields of a group that show, given what its own record holds so far. */
export function visibleFields(
  def: FormDefinition,
  answers: Answers,
  group: Group,
  values: GroupAnswers,
): readonly Field[] {
  const find = lookup(def, { ...answers, [group.id]: values }, { group: group.id, values });
  return group.fields.filter((field) => !field.when || holds(field.when, find));
}

/**
 * The answers that count: hidden and unknown fields dropped, in the order of the form. What a person typed on a
 * branch that she left again is never submitted.
 */
export function pruned(def: FormDefinition, answers: Answers): Answers {
  const kept: Record<string, GroupAnswers | readonly GroupAnswers[]> = {};
  for (const group of visibleGroups(def, answers)) {
    const items = itemsOf(answers, group).map((values) => prunedItem(def, answers, group, values));
    if (group.repeat) {
      if (items.length > 0) kept[group.id] = items;
    } else if (items[0] && Object.keys(items[0]).length > 0) kept[group.id] = items[0];
  }
  return kept;
}

export function prunedItem(
  def: FormDefinition,
  answers: Answers,
  group: Group,
  values: GroupAnswers,
): GroupAnswers {
  const kept: Record<string, AnswerValue> = {};
  for (const field of visibleFields(def, answers, group, values)) {
    const value = values[field.id];
    if (isFilled(value)) kept[field.id] = value;
  }
  return kept;
}

/** The answers with one record of a group replaced (or added at its end). */
export function withItem(answers: Answers, group: Group, value: GroupAnswers, index = 0): Answers {
  if (!group.repeat) return { ...answers, [group.id]: value };
  const items = [...itemsOf(answers, group)];
  items[Math.min(index, items.length)] = value;
  return { ...answers, [group.id]: items };
}

/** The answers without one record of a repeating group. */
export const withoutItem = (answers: Answers, group: Group, index: number): Answers => ({
  ...answers,
  [group.id]: itemsOf(answers, group).filter((_, i) => i !== index),
});
