import { holds, isFilled, itemsOf, lookup } from './condition.ts';
import type { Answers, AnswerValue, Field, FormDefinition, GroupAnswers } from './form.ts';
import { rawOf } from './raw.ts';
import { understand } from './value.ts';

/** What the authority already knows, by role (`filer`, `subject`, `spouse`), as people's flat record. */
export type KnownRecords = Readonly<
  Record<string, Readonly<Record<string, string | null | undefined>> | undefined>
>;

/**
 * Answers proposed from what the authority knows, for fields not answered yet, given the answers so far. Call it
 * when a screen is shown: a source may depend on an earlier answer. Only values that the field would accept.
 */
export function prefill(def: FormDefinition, known: KnownRecords, answers: Answers = {}): Answers {
  const find = lookup(def, answers);
  const proposed: Record<string, GroupAnswers> = {};
  for (const group of def.groups) {
    if (group.repeat) continue;
    const given = itemsOf(answers, group)[0] ?? {};
    const values: Record<string, AnswerValue> = {};
    for (const field of group.fields) {
      if (isFilled(given[field.id])) continue;
      const source = sourcesOf(field).find(
        (s) => (!s.when || holds(s.when, find)) && knownAt(known, s.from) !== undefined,
      );
      const understood = source && understand(field, rawOf(field, knownAt(known, source.from)));
      if (understood?.kind === 'value') values[field.id] = understood.value;
    }
    if (Object.keys(values).length > 0) proposed[group.id] = values;
  }
  return proposed;
}

/** Every path that a form asks for, so that the records needed can be fetched at once. */
export const pathsOf = (def: FormDefinition): readonly string[] => [
  ...new Set(def.groups.flatMap((g) => g.fields.flatMap((f) => sourcesOf(f).map((s) => s.from)))),
];

export const sourcesOf = (field: Field) =>
  typeof field.prefill === 'string' ? [{ from: field.prefill }] : (field.prefill ?? []);

function knownAt(known: KnownRecords, path: string): string | undefined {
  const dot = path.indexOf('.');
  return known[path.slice(0, dot)]?.[path.slice(dot + 1)] || undefined;
}
