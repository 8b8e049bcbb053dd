import { Refusal } from './refusal.ts';

/** Why nothing may be written now, in a sentence for the person; undefined when all is well. */
type Barrier = () => string | undefined;

let barrier: Barrier = () => undefined;

/**
 * Puts a barrier before every act of this process: what the app knows and the database does not, such as a
 * disk with the last megabytes left. Reading goes on.
 */
export function refuseActsWhen(check: Barrier): void {
  barrier = check;
}

export const actsRefused = (): boolean => barrier() !== undefined;

/** The first line of every writing transaction. */
export function passBarrier(): void {
  const sentence = barrier();
  if (sentence) throw new Refusal('unavailable', 'house.no-room', sentence);
}
