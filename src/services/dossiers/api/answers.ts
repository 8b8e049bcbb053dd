import type { Ctx } from '#engines/database';
import {
  type Answers,
  type AnswerValue,
  type FieldError,
  type FormDefinition,
  type Group,
  type GroupAnswers,
  itemsOf,
  type Raw,
  rawOf,
  validateGroup,
  visibleGroups,
  withItem,
} from '#engines/forms';
import { answerChecks } from '../answer-checks.ts';
import { vi } from './vi.ts';

/** Where a body is wrong (RFC 6901) and what to do about it. */
export interface Fault {
  readonly pointer: string;
  readonly detail: string;
}

export type GivenAnswers = Readonly<
  Record<string, Readonly<Record<string, AnswerValue>> | readonly Readonly<Record<string, AnswerValue>>[]>
>;

/**
 * Reads answers as if each had just been typed: nothing is believed because a program says so. A group or question
 * that the form does not have is a fault, so that a misspelt name is not a lost answer.
 */
export function understood(
  ctx: Ctx,
  form: FormDefinition,
  given: GivenAnswers,
): { readonly answers: Answers; readonly faults: readonly Fault[] } {
  const checks = answerChecks(ctx);
  const faults: Fault[] = unknownNames(form, given);
  let answers: Answers = {};
  for (const { id } of form.groups) {
    const group = visibleGroups(form, answers).find((one) => one.id === id);
    if (!group || given[id] === undefined) continue;
    for (const [index, item] of itemsOf(given as Answers, group).entries()) {
      if (group.repeat && index >= group.repeat.max) break;
      const at = group.repeat ? index : undefined;
      const { value, errors } = validateGroup(form, id, rawItem(group, item), answers, at, checks);
      faults.push(...errors.map(faultOf));
      answers = withItem(answers, group, value, at);
    }
  }
  return { answers, faults };
}

/** `/answers/records/0/copies`. */
export const faultOf = ({ group, index, field, message }: FieldError): Fault => ({
  pointer: `/answers/${group}${index === undefined ? '' : `/${index}`}/${field}`,
  detail: message,
});

const rawItem = (group: Group, item: GroupAnswers): Raw =>
  Object.fromEntries(group.fields.map((field) => [field.id, rawOf(field, item[field.id])]));

function unknownNames(form: FormDefinition, given: GivenAnswers): Fault[] {
  return Object.entries(given).flatMap(([name, value]): Fault[] => {
    const group = form.groups.find((one) => one.id === name);
    const at = `/answers/${escaped(name)}`;
    if (!group) return [{ pointer: at, detail: vi.noSuchGroup }];
    if (Array.isArray(value) !== Boolean(group.repeat))
      return [{ pointer: at, detail: group.repeat ? vi.needsList : vi.needsOne }];
    const items = (Array.isArray(value) ? value : [value]) as readonly GroupAnswers[];
    return items.flatMap((item, index) =>
      Object.keys(item)
        .filter((field) => !group.fields.some((one) => one.id === field))
        .map((field) => ({
          pointer: `${at}${group.repeat ? `/${index}` : ''}/${escaped(field)}`,
          detail: vi.noSuchField,
        })),
    );
  });
}

const escaped = (name: string) => name.replaceAll('~', '~0').replaceAll('/', '~1');
