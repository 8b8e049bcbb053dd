import { Refusal } from '#engines/database';
import { vi } from './vi.ts';

/**
 * A name that goes into a book for good: letters, digits and the marks of papers, no longer than papers have room for.
 * @throws Refusal `invalid`, `administration.bad-name`.
 */
export function properName(text: string, most: number): string {
  const name = text.normalize('NFC').replace(/\s+/gu, ' ').trim();
  if (name.length > most || !/^[\p{L}\p{M}\p{N} .,;:'’“”"()/&–-]*$/u.test(name))
    throw new Refusal('invalid', 'administration.bad-name', vi.badName(most));
  return name;
}

/** The paper that decides, as it is cited in one line. */
export function properPaper(text: string): string {
  const paper = text.normalize('NFC').replace(/\s+/gu, ' ').trim();
  if (paper.length > 200) throw new Refusal('invalid', 'administration.long-act', vi.longPaper);
  return paper;
}
