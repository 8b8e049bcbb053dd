export { checkCondition, checkDefinition } from './check.ts';
export { type Change, compare } from './compare.ts';
export { holdsIn, isFilled, itemsOf } from './condition.ts';
export type {
  Answers,
  AnswerValue,
  Condition,
  Field,
  FieldError,
  FieldType,
  FormDefinition,
  Group,
  GroupAnswers,
  PrefillSource,
} from './form.ts';
export { type KnownRecords, pathsOf, prefill } from './prefill.ts';
export {
  type PostedForm,
  type Raw,
  type RawValue,
  rawOf,
  readGroup,
  type TypedDate,
} from './raw.ts';
export { headlineOf, type ReadableGroup, readable, type Words } from './readable.ts';
export {
  type Checks,
  type FieldWarning,
  type FormResult,
  type GroupResult,
  validateAll,
  validateGroup,
} from './validate.ts';
export { type KnownCodes, type Understood, understand } from './value.ts';
export { pruned, visibleFields, visibleGroups, withItem, withoutItem } from './visible.ts';
