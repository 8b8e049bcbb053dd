import type { Route } from '#engines/web';
import { duplicateRoutes } from './duplicates-page.tsx';
import { editRoutes } from './edit-page.tsx';
import { householdRoutes } from './household-page.tsx';
import { listRoutes } from './lists-page.tsx';
import { personRoutes } from './person-page.tsx';
import { villageListRoutes } from './village-list.tsx';

export { jobs } from './jobs.ts';

/** The commune's register of people: look up, keep, merge, part again. */
export const routes: readonly Route[] = [
  ...listRoutes,
  ...villageListRoutes,
  ...personRoutes,
  ...editRoutes,
  ...householdRoutes,
  ...duplicateRoutes,
];
