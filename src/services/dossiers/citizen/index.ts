import type { Route } from '#engines/web';
import { changedRoutes } from './changed.tsx';
import { filingRoutes } from './filing.ts';
import { followingRoutes } from './following.tsx';
import { lookupRoutes } from './lookup.tsx';
import { mineRoutes } from './mine.tsx';
import { receiptRoutes } from './receipt.tsx';
import { startRoutes } from './start.tsx';

/** Everything a citizen does with dossiers: file, follow, answer, withdraw, rate. */
export const citizenRoutes: readonly Route[] = [
  ...startRoutes,
  ...changedRoutes,
  ...filingRoutes,
  ...mineRoutes,
  ...receiptRoutes,
  ...followingRoutes,
  ...lookupRoutes,
];
