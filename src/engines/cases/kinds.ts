/** A kind of case: its states, the moves between them, and the words that trails and refusals use. */
export interface CaseKind {
  /** `dossier`, `feedback`… */
  readonly kind: string;
  /** In the middle of a sentence: "hồ sơ". */
  readonly noun: string;
  readonly states: Readonly<Record<string, CaseState>>;
  readonly transitions: Readonly<Record<string, readonly string[]>>;
  /** Trail verbs as words: `received` → "tiếp nhận". */
  readonly verbs: Readonly<Record<string, string>>;
}

export interface CaseState {
  readonly name: string;
  /** A final state ends the case. */
  readonly final?: boolean;
  /** Reaching it is the decision: the clock is read there and then stands. */
  readonly decision?: boolean;
}

const kinds = new Map<string, CaseKind>();

/** Makes a kind known; called once when its service is loaded. Refuses transitions from or to unknown states. */
export function registerKind(kind: CaseKind): CaseKind {
  for (const [from, targets] of Object.entries(kind.transitions))
    for (const state of [from, ...targets])
      if (!kind.states[state]) throw new Error(`kind ${kind.kind}: ${state} is not one of its states`);
  for (const [name, state] of Object.entries(kind.states))
    if (state.final && kind.transitions[name]?.length)
      throw new Error(`kind ${kind.kind}: ${name} is final and cannot be left`);
  kinds.set(kind.kind, kind);
  return kind;
}

/** A state in words, whatever the kind; undefined for a state that no kind has. */
export const stateInWords = (state: string): string | undefined =>
  [...kinds.values()].find((kind) => Object.hasOwn(kind.states, state))?.states[state]?.name;

export function kindOf(name: string): CaseKind {
  const kind = kinds.get(name);
  if (!kind) throw new Error(`no service has registered the kind ${name}`);
  return kind;
}

export const mayMove = (kind: CaseKind, from: string, to: string): boolean =>
  kind.transitions[from]?.includes(to) ?? false;
