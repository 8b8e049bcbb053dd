import { Refusal } from '#engines/database';
import type { FieldMistake } from '#engines/ui';

/** Whether a refusal is about the day that was typed. */
export const isAboutDay = (error: unknown): boolean =>
  error instanceof Refusal && /day|past/.test(error.code);

/** The sentence of a refusal above the form it belongs to; what is missing or forbidden is a page of its own. */
export function mistakeOf(error: unknown, field: string): FieldMistake {
  if (!(error instanceof Refusal) || error.kind === 'missing' || error.kind === 'denied') throw error;
  return { field, message: error.message };
}
