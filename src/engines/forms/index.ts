export { checkCondition, checkDefinition } from './check.ts';
export { type Change, compare } from './compare.ts';
export { fieldsIn, holds, holdsIn, isFilled, itemsOf, lookup, type ValueOf } from './condition.ts';
export { formatPartialDate } from './date.ts';
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
  dateBoxes,
  type PostedForm,
  type Raw,
  type RawValue,
  rawOf,
  readGroup,
  type TypedDate,
} from './raw.ts';
export { headlineOf, type ReadableGroup, readable, readableValue, type Words } from './readable.ts';
export {
  type Checks,
  type FieldWarning,
  type FormResult,
  type GroupResult,
  validateAll,
  validateGroup,
} from './validate.ts';
export { clean, type KnownCodes, type Understood, understand } from './value.ts';
export { pruned, visibleFields, visibleGroups, withItem, withoutItem } from './visible.ts';
