/**
 * A refusal is expected and is shown to a person: the code is a readable string ("dossier.already-closed"),
 * the sentence is Vietnamese and says what to do next. Throwing it rolls the transaction back.
 * Everything else that is thrown is a fault: logged once with a reference number, shown as such.
 */
export type RefusalKind = 'invalid' | 'denied' | 'missing' | 'conflict' | 'limited' | 'unavailable';

export const httpStatusOf: Record<RefusalKind, number> = {
  invalid: 422,
  denied: 403,
  missing: 404,
  conflict: 409,
  limited: 429,
  unavailable: 503,
};

export class Refusal extends Error {
  readonly kind: RefusalKind;
  readonly code: string;
  readonly facts: Readonly<Record<string, unknown>>;

  /** @param message the Vietnamese sentence for the person; taken from the service's vi.ts */
  constructor(kind: RefusalKind, code: string, message: string, facts: Record<string, unknown> = {}) {
    super(message);
    this.name = 'Refusal';
    this.kind = kind;
    this.code = code;
    this.facts = facts;
  }
}
