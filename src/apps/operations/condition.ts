import type { Answered } from '#engines/web';
import type { Room } from './disk.ts';

/** How the program does, as a person at her telephone would say it. */
export type Condition = 'well' | 'slow' | 'restricted' | 'away' | 'maintenance';

export interface Signs {
  /** Announced by the operator (`./langso maintenance on`). */
  readonly maintenance: boolean;
  readonly databaseAnswers: boolean;
  readonly room: Room;
  /** The slower twentieth of the last minutes' pages took at least this long, in seconds. */
  readonly slowest: number;
  /** How long the oldest event has waited, in seconds. */
  readonly lag: number;
}

/** The gravest sign decides. A page should be there within two seconds; news within five minutes. */
export function conditionOf(signs: Signs): Condition {
  if (signs.maintenance) return 'maintenance';
  if (!signs.databaseAnswers) return 'away';
  if (signs.room === 'full' || signs.room === 'spent') return 'restricted';
  return signs.slowest > 2 || signs.lag > 300 ? 'slow' : 'well';
}

const remembered = 5 * 60_000;
const atMost = 2_000;

/** How long the last answers took: uploads and what is no page of ours do not count. */
export function recentAnswers() {
  let answers: { readonly at: number; readonly seconds: number }[] = [];
  return {
    take({ route, seconds, method }: Answered, now: number): void {
      if (method !== 'GET' || route === 'none') return;
      answers.push({ at: now, seconds });
      if (answers.length > atMost) answers = answers.slice(-atMost / 2);
    },
    /** The 95th of a hundred, of the last five minutes; 0 where fewer than twenty came. */
    slowest(now: number): number {
      const recent = answers.filter((answer) => Math.abs(now - answer.at) < remembered);
      if (recent.length < 20) return 0;
      const sorted = recent.map((answer) => answer.seconds).sort((a, b) => a - b);
      return sorted[Math.floor(sorted.length * 0.95)] ?? 0;
    },
  };
}
