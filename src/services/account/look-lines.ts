import { purposes, type View } from '#engines/access';
import { localDate } from '#engines/calendar';
import { vi } from './vi.ts';

/** All looks of one viewer at one dossier on one day, the latest first. */
export interface LookLine {
  readonly key: string;
  readonly viewer: string;
  /** The dossier's number; a dash where the look was at no dossier. */
  readonly number: string;
  readonly purposes: readonly string[];
  readonly times: readonly Date[];
}

interface Names {
  readonly viewer: (view: View) => string;
  readonly number: (view: View) => string;
}

/** One line for what a reader takes as one event: an officer opens a dossier many times in a morning. */
export function lookLines(views: readonly View[], names: Names): readonly LookLine[] {
  const lines = new Map<string, LookLine>();
  for (const view of views) {
    const viewer = names.viewer(view);
    const number = names.number(view);
    const purpose = purposeOf(view.purpose, number);
    const key = [localDate(view.at), viewer, view.caseId ?? purpose].join('|');
    const line = lines.get(key) ?? { key, viewer, number, purposes: [], times: [] };
    lines.set(key, {
      ...line,
      purposes: line.purposes.includes(purpose) ? line.purposes : [...line.purposes, purpose],
      times: [...line.times, view.at],
    });
  }
  return [...lines.values()];
}

/** A code of ours in words, or the sentence that a page or an officer wrote; its dossier has its own column. */
function purposeOf(purpose: string, number: string): string {
  const known = purposes[purpose];
  if (known) return known;
  if (!purpose.includes(' ')) return vi.looks.otherPurpose;
  return purpose.replace(number, '').replace(/ +:/, ':').replace(/ {2,}/g, ' ').replace(/:? *$/, '').trim();
}
