import { Refusal } from '#engines/database';
import type { FieldMistake } from '#engines/ui';

/** The sentence of a refusal above the form it belongs to; what is missing or forbidden is a page of its own. */
export function mistakeOf(error: unknown, field: string): FieldMistake {
  if (!(error instanceof Refusal) || error.kind === 'missing' || error.kind === 'denied') throw error;
  return { field, message: error.message };
}
