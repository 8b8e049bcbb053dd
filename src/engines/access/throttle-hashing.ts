import { Refusal } from '#engines/database';
import { vi } from './throttle-vi.ts';

/** Strangers wait in one line, and the processor rests three times as long as it worked for one of them. */
const rest = 3;
const longestLine = 4;

let line: Promise<unknown> = Promise.resolve();
let inLine = 0;

/** Refuses a stranger for whom there is no room in the line: before anything is read or written for him. */
export function refuseInCrowd(): void {
  if (inLine >= longestLine) throw new Refusal('limited', 'access.busy', vi.busy);
}

/**
 * Comparing a password is the one costly thing that anybody can ask for (scrypt, a quarter of a second of a
 * core). A browser that has come in before is served at once; strangers one after the other, and when the line
 * is full they are told to come back: made-up names cannot take the processor from those at work.
 */
export async function inTurn<T>(isKnown: boolean, compare: () => Promise<T>): Promise<T> {
  if (isKnown) return compare();
  refuseInCrowd();
  inLine += 1;
  const before = line;
  let next: () => void = () => {};
  line = new Promise<void>((resolve) => {
    next = resolve;
  });
  await before;
  const from = performance.now();
  try {
    return await compare();
  } finally {
    inLine -= 1;
    // Nobody behind: nobody has to wait.
    setTimeout(next, inLine > 0 ? rest * (performance.now() - from) : 0);
  }
}
