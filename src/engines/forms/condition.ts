import type { Answers, AnswerValue, Condition, Field, FormDefinition, Group, GroupAnswers } from './form.ts';

/** What a field holds, or undefined when it is empty or hidden. */
export type ValueOf = (field: string) => AnswerValue | undefined;

/** The one place where a condition is evaluated; pure, so that an island may use it too. */
export function holds(condition: Condition, find: ValueOf): boolean {
  if ('all' in condition) return condition.all.every((c) => holds(c, find));
  if ('any' in condition) return condition.any.some((c) => holds(c, find));
  if ('not' in condition) return !holds(condition.not, find);
  const value = find(condition.field);
  if ('filled' in condition) return isFilled(value) === condition.filled;
  if ('is' in condition) return Array.isArray(value) ? value.includes(condition.is) : value === condition.is;
  return Array.isArray(value)
    ? value.some((v) => condition.in.includes(v))
    : condition.in.includes(value as string | number);
}

export const isFilled = (value: AnswerValue | undefined): value is AnswerValue =>
  value !== undefined && value !== '' && !(Array.isArray(value) && value.length === 0);

/** Every field that a condition mentions. */
export function fieldsIn(condition: Condition | undefined): readonly string[] {
  if (!condition) return [];
  if ('all' in condition) return condition.all.flatMap(fieldsIn);
  if ('any' in condition) return condition.any.flatMap(fieldsIn);
  if ('not' in condition) return fieldsIn(condition.not);
  return [condition.field];
}

/**
 * Looks values up in the answers, treating hidden fields as empty. Inside a repeating group give its `item`:
 * the fields of that group are then looked up in that record.
 */
export function lookup(
  def: FormDefinition,
  answers: Answers,
  item?: { group: string; values: GroupAnswers },
): ValueOf {
  const home = new Map<string, { group: Group; field: Field }>();
  for (const group of def.groups) for (const field of group.fields) home.set(field.id, { group, field });
  const asking = new Set<string>();

  const find: ValueOf = (id) => {
    const found = home.get(id);
    if (!found || asking.has(id)) return undefined;
    const raw = recordOf(found.group)?.[id];
    if (!isFilled(raw)) return undefined;
    asking.add(id);
    const shown = isShown(found.group.when) && isShown(found.field.when);
    asking.delete(id);
    return shown ? raw : undefined;
  };
  const isShown = (condition: Condition | undefined) => !condition || holds(condition, find);
  const recordOf = (group: Group): GroupAnswers | undefined => {
    if (item?.group === group.id) return item.values;
    const given = answers[group.id];
    return group.repeat || isList(given) ? undefined : given;
  };
  return find;
}

/** Whether a condition outside the form (a paper's, a fee's, a case's) holds for these answers. */
export const holdsIn = (def: FormDefinition, answers: Answers, condition: Condition | undefined): boolean =>
  !condition || holds(condition, lookup(def, answers));

const isList = (given: Answers[string] | undefined): given is readonly GroupAnswers[] => Array.isArray(given);

/** The records of a group: one for an ordinary group, any number for a repeating one. */
export function itemsOf(answers: Answers, group: Group): readonly GroupAnswers[] {
  const given = answers[group.id];
  if (isList(given)) return group.repeat ? given : given.slice(0, 1);
  if (given === undefined) return [];
  return [given];
}
