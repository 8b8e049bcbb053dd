import type { Case } from '#engines/cases';
import type { TagColour } from '#engines/ui';
import { type DossierState, stateOf, type Turn } from '../dossier.ts';
import { vi as dossierWords } from '../vi.ts';
import { vi } from './vi.ts';

/** A status as the person reads it. */
export interface PlainStatus {
  readonly label: string;
  readonly sentence: string;
  readonly colour: TagColour;
}

const colours: Readonly<Record<DossierState, TagColour>> = {
  submitted: 'blue',
  received: 'blue',
  refused: 'red',
  processing: 'blue',
  supplement: 'amber',
  'awaiting-payment': 'amber',
  withdrawn: 'grey',
  stopped: 'grey',
  decided: 'green',
  'handed-over': 'green',
};

export function plainStatus(c: Pick<Case, 'state' | 'facet3' | 'paused_at'>): PlainStatus {
  const state = stateOf(c.state);
  // She has answered; the status stays until an officer takes it up again.
  const answered = state === 'supplement' && c.facet3 !== 'citizen';
  const words = answered ? vi.status.answered : vi.status[state];
  return { ...words, colour: answered ? 'blue' : colours[state] };
}

/** Where it lies now; nowhere when it has ended. */
export function placeNow(c: Pick<Case, 'facet3' | 'ended_at'>, unitName: string): string | undefined {
  if (c.ended_at || !c.facet3) return undefined;
  if (c.facet3 === 'citizen') return vi.track.withYou;
  const turn = dossierWords.turns[c.facet3 as Turn] ?? c.facet3;
  return `${turn}, ${unitName}`;
}

/** Something waits for her. */
export const waitsForHer = (c: Pick<Case, 'state' | 'facet3'>): boolean =>
  (c.state === 'supplement' && c.facet3 === 'citizen') ||
  c.state === 'awaiting-payment' ||
  c.state === 'decided';
