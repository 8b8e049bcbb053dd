/**
 * The form of a procedure version, as data: groups of questions with conditions and repeating groups.
 * One group is one screen. Officers edit it; nothing in it is code.
 */
export interface FormDefinition {
  readonly groups: readonly Group[];
}

export interface Group {
  /** kebab-case, unique in the form; also the screen's address. */
  readonly id: string;
  readonly title: string;
  readonly help?: string;
  /** Shown only when the condition holds. */
  readonly when?: Condition;
  /** Asked several times (children, household members…). Answers are then an array of records. */
  readonly repeat?: { readonly min: number; readonly max: number; readonly item: string };
  readonly fields: readonly Field[];
}

export type FieldType =
  | 'text'
  | 'longtext'
  /** A person's name: NFC, letters and marks. */
  | 'name'
  /** YYYY-MM-DD */
  | 'date'
  /** YYYY-MM-DD, YYYY-MM or YYYY: many old people know only the year. */
  | 'partial-date'
  | 'time'
  /** 12 digits of a personal number, or 9 of an old one; always a string. */
  | 'identity-number'
  | 'phone'
  | 'email'
  | 'integer'
  /** đồng */
  | 'money'
  | 'choice'
  | 'choices'
  | 'yes-no'
  | 'sex'
  | 'ethnic-group'
  | 'nationality'
  /** { unit: commune code | '', village: string, detail: string } as one string in our own rendering */
  | 'address';

export interface Field {
  /** kebab-case, unique in the whole form. */
  readonly id: string;
  readonly type: FieldType;
  readonly label: string;
  readonly help?: string;
  /** true by default */
  readonly required?: boolean;
  readonly when?: Condition;
  readonly options?: readonly { readonly value: string; readonly label: string; readonly help?: string }[];
  /** A number; for dates 'YYYY-MM-DD', 'today', or the id of another date field. */
  readonly min?: number | string;
  readonly max?: number | string;
  readonly maxLength?: number;
  /**
   * Path into the records known at filing: `<role>.<key>` with the roles `filer`, `subject`, `spouse` and the keys
   * of people's record (`filer.name`, `subject.birth`, `filer.address`…). Several sources: the first one whose
   * condition holds and that has a value ("the mother is the filer, when she says that she is the mother").
   */
  readonly prefill?: string | readonly PrefillSource[];
  /** Warn when the identity number contradicts these fields' birth date and sex. */
  readonly agreesWith?: { readonly birth?: string; readonly sex?: string };
  /** Shown on lists and in the dossier's title line. */
  readonly headline?: boolean;
}

export interface PrefillSource {
  readonly from: string;
  readonly when?: Condition;
}

/**
 * A hidden field counts as empty. A condition refers to earlier questions only; to a question of a repeating
 * group only from inside the same group.
 */
export type Condition =
  | { readonly field: string; readonly is: string | boolean | number }
  | { readonly field: string; readonly in: readonly (string | number)[] }
  | { readonly field: string; readonly filled: boolean }
  | { readonly all: readonly Condition[] }
  | { readonly any: readonly Condition[] }
  | { readonly not: Condition };

/** yes-no → boolean; integer, money → number; choices → string[]; everything else a string. */
export type AnswerValue = string | number | boolean | readonly string[];
export type GroupAnswers = Readonly<Record<string, AnswerValue>>;
/** By group id; an array for repeating groups. */
export type Answers = Readonly<Record<string, GroupAnswers | readonly GroupAnswers[]>>;

/** A Vietnamese sentence that says what to do, at the field it belongs to. */
export interface FieldError {
  readonly group: string;
  readonly index?: number;
  readonly field: string;
  readonly message: string;
}
