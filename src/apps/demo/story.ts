import type { Random } from './random.ts';

/** How a dossier of the demo went; each act happens some working hours after the one before. */
export type Story =
  | 'collected'
  | 'collected-late'
  | 'ready'
  | 'withdrawn'
  | 'refused'
  | 'stopped'
  | 'waiting-for-citizen'
  | 'waiting-for-system'
  | 'awaiting-payment'
  | 'suspended'
  | 'new'
  | 'received'
  | 'in-work'
  | 'proposed';

const finished = [
  ['collected', 84],
  ['collected-late', 6],
  ['ready', 2],
  ['withdrawn', 3],
  ['refused', 3],
  ['stopped', 2],
] as const;

const open = [
  ['new', 18],
  ['received', 12],
  ['in-work', 20],
  ['proposed', 14],
  ['waiting-for-citizen', 9],
  ['waiting-for-system', 6],
  ['awaiting-payment', 5],
  ['suspended', 4],
  ['ready', 11],
  ['collected', 10],
] as const;

/** Old dossiers have ended; those of the last days stand everywhere. A few of them are late, as in life. */
export function storyOf(random: Random, ageInDays: number, sameDay: boolean): Story {
  const stillOpen = ageInDays < (sameDay ? 1.6 : 5) || (ageInDays < 9 && random.chance(0.06));
  return random.weighted<Story>(stillOpen ? open : finished);
}

/** What people of a commune come for, roughly. */
export const procedureMix = [
  ['2.000635', 30],
  ['1.001193', 22],
  ['1.004873', 20],
  ['1.000656', 9],
  ['1.001612', 11],
  ['1.011607', 8],
] as const;
