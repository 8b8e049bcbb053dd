import {
  type Answers,
  type Checks,
  type FieldError,
  type FormDefinition,
  type Group,
  type GroupAnswers,
  type KnownRecords,
  type PostedForm,
  prefill,
  type Raw,
  rawOf,
  readGroup,
  validateGroup,
  visibleFields,
  visibleGroups,
  withItem,
} from '#engines/forms';

/** A group of a declaration as its boxes stand; a repeating group has one for each record. */
interface Sheet {
  readonly group: Group;
  readonly index: number | undefined;
  /** Before the names of its boxes: ids are unique in a form, but records repeat them. */
  readonly prefix: string;
  readonly values: GroupAnswers;
  readonly raw: Raw;
}

/** A form filled on one page, without a draft: all that is known of it is in the request. */
export interface Declared {
  readonly sheets: readonly Sheet[];
  readonly answers: Answers;
  /** By the name of the box. */
  readonly errors: readonly { readonly field: string; readonly message: string }[];
  /** Boxes that the answers have just made necessary. */
  readonly more: readonly string[];
  /** Boxes that hold what the register knows. */
  readonly offered: readonly string[];
}

export const askedField = 'hoi';
/** Boxes that the register has filled once: what was emptied again stays empty. */
export const offeredField = 'san';
export const countField = (group: Group): string => `so.${group.id}`;
const prefixOf = (group: Group, index: number | undefined): string =>
  index === undefined ? '' : `${group.id}.${index}.`;

/** The form before anything was typed: what the register knows, and as many records as a group needs. */
export function blankDeclaration(form: FormDefinition, known: KnownRecords): Declared {
  let answers = prefill(form, known);
  const offered = namesIn(answers);
  for (const group of form.groups.filter((g) => g.repeat))
    answers = { ...answers, [group.id]: Array.from({ length: group.repeat?.min ?? 0 }, () => ({})) };
  const sheets = visibleGroups(form, answers).flatMap((group) => {
    const held = answers[group.id];
    const records = Array.isArray(held) ? (held as readonly GroupAnswers[]) : [(held ?? {}) as GroupAnswers];
    return records.map((values, i) => sheetOf(group, group.repeat ? i : undefined, values));
  });
  return { sheets, answers, errors: [], more: [], offered };
}

/**
 * Reads and checks a posted declaration, group after group, since later questions hang on earlier answers. What was
 * not asked before is asked now, before it is an error; `wish` adds or drops a record.
 */
export function readDeclaration(
  form: FormDefinition,
  posted: PostedForm,
  known: KnownRecords,
  checks: Checks,
  wish: { readonly add?: string; readonly drop?: string },
): Declared {
  const asked = new Set(posted.get(askedField).split(' '));
  const offeredBefore = new Set(posted.get(offeredField).split(' '));
  const sheets: Sheet[] = [];
  const errors: { field: string; message: string }[] = [];
  const more: string[] = [];
  const offered: string[] = [];
  let answers: Answers = {};
  for (const group of form.groups) {
    if (!visibleGroups(form, answers).includes(group)) continue;
    const count = recordsOf(group, posted, wish);
    if (group.repeat) answers = { ...answers, [group.id]: [] };
    for (let i = 0; i < count; i++) {
      const index = group.repeat ? i : undefined;
      const prefix = prefixOf(group, index);
      const raw = readGroup(group, under(prefix, posted));
      const checked = validateGroup(form, group.id, raw, answers, index, checks);
      const typed = typedIn(group, raw, checked.errors);
      const proposed = prefill(form, known, { ...answers, [group.id]: checked.value })[group.id] ?? {};
      const isNew = (id: string) => !asked.has(prefix + id);
      // An answer may have opened what the register knows of boxes that were shown empty (“for myself”).
      const isOffered = (id: string) => !offeredBefore.has(prefix + id) && isBlank(raw[id]);
      const fresh = filtered(proposed as GroupAnswers, isOffered);
      const values = { ...fresh, ...checked.value, ...typed };
      answers = withItem(answers, group, checked.value, i);
      for (const error of checked.errors)
        if (isNew(error.field) || error.field in fresh) more.push(prefix + error.field);
        else errors.push({ field: prefix + error.field, message: error.message });
      const filled = Object.keys(fresh);
      offered.push(...filled.map((id) => prefix + id));
      sheets.push({ ...sheetOf(group, index, values), raw: { ...raw, ...rawOfNew(group, values, filled) } });
    }
  }
  return { sheets, answers, errors, more, offered };
}

/** The questions that show on a sheet, given all answers so far. */
export const questionsOn = (form: FormDefinition, declared: Declared, sheet: Sheet) =>
  visibleFields(form, declared.answers, sheet.group, sheet.values);

function sheetOf(group: Group, index: number | undefined, values: GroupAnswers): Sheet {
  const raw = Object.fromEntries(group.fields.map((field) => [field.id, rawOf(field, values[field.id])]));
  return { group, index, prefix: prefixOf(group, index), values, raw };
}

function recordsOf(
  group: Group,
  posted: PostedForm,
  wish: { readonly add?: string; readonly drop?: string },
) {
  if (!group.repeat) return 1;
  const { min, max } = group.repeat;
  const typed = Math.floor(Number(posted.get(countField(group)))) || min;
  const wanted = typed + Number(wish.add === group.id) - Number(wish.drop === group.id);
  return Math.min(max, Math.max(min, wanted));
}

const under = (prefix: string, form: PostedForm): PostedForm => ({
  get: (name) => form.get(prefix + name),
  all: (name) => form.all(prefix + name),
  has: (name) => form.has(prefix + name),
});

/** What has an error still decides which other questions show: a box does not vanish while it is corrected. */
function typedIn(group: Group, raw: Raw, errors: readonly FieldError[]): GroupAnswers {
  const wrong = new Set(errors.map((error) => error.field));
  return Object.fromEntries(
    group.fields.flatMap((field) => {
      const typed = raw[field.id];
      return wrong.has(field.id) && typeof typed === 'string' && typed !== '' ? [[field.id, typed]] : [];
    }),
  );
}

const filtered = (values: GroupAnswers, keeps: (id: string) => boolean): GroupAnswers =>
  Object.fromEntries(Object.entries(values).filter(([id]) => keeps(id)));

/** Nothing typed: an empty box, no choice, three empty boxes of a date. */
const isBlank = (raw: Raw[string] | undefined): boolean =>
  raw === undefined ||
  (typeof raw === 'string' ? raw === '' : Object.values(raw).every((part) => part === ''));

const rawOfNew = (group: Group, values: GroupAnswers, ids: readonly string[]): Raw =>
  Object.fromEntries(
    group.fields
      .filter((field) => ids.includes(field.id))
      .map((field) => [field.id, rawOf(field, values[field.id])]),
  );

const namesIn = (answers: Answers): string[] =>
  Object.values(answers).flatMap((values) => (Array.isArray(values) ? [] : Object.keys(values)));
