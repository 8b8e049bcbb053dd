import {
  type Answers,
  type AnswerValue,
  type Condition,
  type Field,
  type FormDefinition,
  type Group,
  type GroupAnswers,
  holdsIn,
  validateAll,
  visibleGroups,
} from '#engines/forms';

/** For whom she files. The law tells the filer, the person concerned and the representative apart. */
export type FilingFor = 'self' | 'child' | 'family' | 'authorised';

/** How the result comes to her. */
export interface Delivery {
  readonly how?: 'counter' | 'post' | 'online';
  readonly address?: string;
  readonly phone?: string;
  readonly sms?: boolean;
  readonly copies?: number;
}

/** What a draft must know of the version that it is written for. */
export interface Questions {
  readonly cases: readonly QuestionedCase[];
  readonly papers: readonly QuestionedPaper[];
  readonly form: FormDefinition;
}

export interface QuestionedCase {
  readonly id: string;
  readonly default?: boolean;
  /** The answers choose this case by themselves. */
  readonly when?: Condition;
}

export interface QuestionedPaper {
  readonly id: string;
  readonly required: boolean;
  readonly when?: Condition;
  /** False: shown or handed in at the counter, never photographed. */
  readonly photo?: boolean;
}

/** What has been filled in so far. */
export interface Filled {
  readonly case_choice: string | null;
  readonly answers: Answers;
  readonly delivery: Delivery;
  readonly files: readonly { readonly paper_id: string }[];
}

type ScreenKind = 'case' | 'group' | 'papers' | 'delivery' | 'check';

/** One screen of the wizard: one question group, never more. */
export interface Screen {
  readonly kind: ScreenKind;
  /** Its address: the group's id, or one of the fixed words below. */
  readonly id: string;
  /** Only of groups; the other titles are words of the page. */
  readonly group?: Group;
  readonly done: boolean;
}

export const caseScreen = 'truong-hop';
export const papersScreen = 'giay-to';
export const deliveryScreen = 'nhan-ket-qua';
export const checkScreen = 'kiem-tra';

/**
 * The screens in the order in which they are asked. A screen is absent when there is nothing to ask:
 * a single case, no papers, a group whose condition does not hold.
 */
export function screensOf(questions: Questions, filled: Filled): readonly Screen[] {
  const { errors } = validateAll(questions.form, filled.answers);
  const groups = visibleGroups(questions.form, filled.answers);
  const screens: Screen[] = groups.map((group) => ({
    kind: 'group',
    id: group.id,
    group,
    done: filled.answers[group.id] !== undefined && !errors.some((error) => error.group === group.id),
  }));
  const offered = casesOffered(questions);
  if (offered.length > 1) {
    const chosen = offered.some((c) => c.id === filled.case_choice);
    screens.unshift({ kind: 'case', id: caseScreen, done: chosen });
  }
  if (papersAsked(questions, filled.answers).length > 0) {
    screens.push({ kind: 'papers', id: papersScreen, done: missingPapers(questions, filled).length === 0 });
  }
  screens.push({ kind: 'delivery', id: deliveryScreen, done: hasDelivery(questions.form, filled.delivery) });
  screens.push({ kind: 'check', id: checkScreen, done: false });
  return screens;
}

/** The cases that she chooses among; the others follow from her answers. */
export const casesOffered = <C extends QuestionedCase>(questions: {
  readonly cases: readonly C[];
}): readonly C[] => questions.cases.filter((c) => !c.when);

/** The case that holds: the one that the answers make true, else her choice, else the ordinary one. */
export function caseHolding<C extends QuestionedCase>(
  questions: { readonly cases: readonly C[]; readonly form: FormDefinition },
  filled: Pick<Filled, 'case_choice' | 'answers'>,
): C | undefined {
  const { cases, form } = questions;
  return (
    cases.find((c) => c.when && holdsIn(form, filled.answers, c.when)) ??
    cases.find((c) => !c.when && c.id === filled.case_choice) ??
    cases.find((c) => c.default) ??
    cases[0]
  );
}

/** The papers that these answers make necessary and of which a photo is asked. */
export function papersAsked<P extends QuestionedPaper>(
  questions: { readonly papers: readonly P[]; readonly form: FormDefinition },
  answers: Answers,
): readonly P[] {
  return questions.papers.filter(
    (paper) => paper.photo !== false && holdsIn(questions.form, answers, paper.when),
  );
}

/** Forms of procedures may ask by themselves how the result is to come; then it is not asked again. */
const deliveryQuestion = 'deliver';
const deliveryAddressQuestion = 'deliver-address';

export const asksDelivery = (form: FormDefinition): boolean =>
  form.groups.some((group) => group.fields.some((field) => field.id === deliveryQuestion));

const hasDelivery = (form: FormDefinition, delivery: Delivery): boolean =>
  Boolean(delivery.phone) && (asksDelivery(form) || delivery.how !== undefined);

/** The delivery as it is submitted: what the form asked counts first. */
export function deliveryOf(form: FormDefinition, filled: Pick<Filled, 'answers' | 'delivery'>): Delivery {
  if (!asksDelivery(form)) return filled.delivery;
  const answered: Record<string, AnswerValue> = Object.assign(
    {},
    ...Object.values(filled.answers).filter((given) => !Array.isArray(given)),
  );
  const address = answered[deliveryAddressQuestion];
  return {
    ...filled.delivery,
    how: answered[deliveryQuestion] === 'post' ? 'post' : 'counter',
    ...(typeof address === 'string' ? { address } : {}),
  };
}

/** Required papers of which there is no photo yet. */
export function missingPapers(questions: Questions, filled: Filled): readonly string[] {
  return papersAsked(questions, filled.answers)
    .filter((paper) => paper.required && !filled.files.some((file) => file.paper_id === paper.id))
    .map((paper) => paper.id);
}

/** The screen after this one; the last one stays. */
export function screenAfter(screens: readonly Screen[], id: string): Screen | undefined {
  const here = screens.findIndex((screen) => screen.id === id);
  return screens[here + 1] ?? screens.at(-1);
}

export function screenBefore(screens: readonly Screen[], id: string): Screen | undefined {
  const here = screens.findIndex((screen) => screen.id === id);
  return here > 0 ? screens[here - 1] : undefined;
}

/** Where a person who comes back goes on: the first screen that is not done (checking never is). */
export function firstUndone(screens: readonly Screen[]): Screen | undefined {
  return screens.find((screen) => !screen.done);
}

/** Nothing but the check is left. */
export function isComplete(screens: readonly Screen[]): boolean {
  return firstUndone(screens)?.kind === 'check';
}

export interface Progress {
  readonly position: number;
  readonly total: number;
}

export function progressAt(screens: readonly Screen[], id: string): Progress {
  const here = screens.findIndex((screen) => screen.id === id);
  return { position: here < 0 ? screens.length : here + 1, total: screens.length };
}

/** The authority has replaced the procedure since the draft was begun: she is told before she goes on. */
export function isStale(draft: { readonly version_id: string }, current: { readonly id: string }): boolean {
  return draft.version_id !== current.id;
}

export interface CarriedOver {
  readonly answers: Answers;
  /** Labels of answered questions whose answers no longer fit. */
  readonly dropped: readonly string[];
}

/**
 * Answers that still fit the new form are kept, also when their question has moved to another group; an
 * answer fits when its question exists with the same type and, for a choice, still offers that value.
 */
export function carryOver(answers: Answers, from: FormDefinition, to: FormDefinition): CarriedOver {
  const dropped = new Set<string>();
  const kept: Record<string, GroupAnswers | readonly GroupAnswers[]> = {};
  for (const group of from.groups) {
    const given = answers[group.id];
    if (given === undefined) continue;
    const items: readonly GroupAnswers[] = Array.isArray(given) ? given : [given as GroupAnswers];
    for (const [index, item] of items.entries()) {
      for (const field of group.fields) {
        const value = item[field.id];
        if (value === undefined || value === '') continue;
        const place = placeOf(to, field.id);
        if (
          place &&
          fits(field, place.field, value) &&
          Boolean(place.group.repeat) === Boolean(group.repeat)
        ) {
          put(kept, place.group, place.field.id, value, index);
        } else dropped.add(field.label);
      }
    }
  }
  return { answers: kept, dropped: [...dropped] };
}

function placeOf(form: FormDefinition, fieldId: string): { group: Group; field: Field } | undefined {
  for (const group of form.groups) {
    const field = group.fields.find((f) => f.id === fieldId);
    if (field) return { group, field };
  }
  return undefined;
}

function fits(before: Field, now: Field, value: AnswerValue): boolean {
  if (before.type !== now.type) return false;
  if (!now.options) return true;
  const offered = now.options.map((option) => option.value);
  const chosen = Array.isArray(value) ? value : [String(value)];
  return chosen.every((one) => offered.includes(one));
}

function put(
  kept: Record<string, GroupAnswers | readonly GroupAnswers[]>,
  group: Group,
  field: string,
  value: AnswerValue,
  index: number,
): void {
  if (!group.repeat) {
    kept[group.id] = { ...(kept[group.id] as GroupAnswers | undefined), [field]: value };
    return;
  }
  const items = [...((kept[group.id] as readonly GroupAnswers[] | undefined) ?? [])];
  while (items.length <= index) items.push({});
  items[index] = { ...items[index], [field]: value };
  kept[group.id] = items;
}

/** The one line by which an item is known in its list: the headline field, else the first that is filled. */
export function itemTitle(group: Group, item: GroupAnswers): string {
  const named = group.fields.find((field) => field.headline) ?? group.fields.find((field) => item[field.id]);
  const value = named ? item[named.id] : undefined;
  return typeof value === 'string' ? value : '';
}

/**
 * What a screen is filled in with: her own answers, and values from the register for what she has not
 * answered on a screen that she has not sent yet. Those are marked; they become answers only when she
 * has looked at them and sent the screen herself.
 */
export function shownAnswers(
  own: GroupAnswers | undefined,
  fromRecord: GroupAnswers | undefined,
): { readonly value: GroupAnswers; readonly offered: readonly string[] } {
  if (own !== undefined || fromRecord === undefined) return { value: own ?? {}, offered: [] };
  return { value: fromRecord, offered: Object.keys(fromRecord) };
}

/** A draft that nobody has touched for 90 days is forgotten. */
const draftLifeDays = 90;

export function forgetBefore(now: Date): Date {
  return new Date(now.getTime() - draftLifeDays * 86_400_000);
}

export function forgottenOn(updatedAt: Date): Date {
  return new Date(updatedAt.getTime() + draftLifeDays * 86_400_000);
}
