import { registerHolding } from '#engines/access';
import { registerKind } from '#engines/cases';
import { registerFollower } from '#engines/people';
import type { Route } from '#engines/web';
import { consentHolding } from './consents.ts';
import { consentRoutes } from './consents-page.tsx';
import { engineHoldings } from './holdings.ts';
import { personalDataFollowers } from './merged-persons.ts';
import { officerRoutes } from './officer.tsx';
import { profileRoutes } from './profile-page.tsx';
import { requestKind } from './request.ts';
import { requestHolding } from './request-holding.ts';
import { requestRoutes } from './requests-page.tsx';

registerKind(requestKind);
for (const holding of [...engineHoldings, consentHolding, requestHolding]) registerHolding(holding);
for (const follower of personalDataFollowers) registerFollower(follower);

export { hasConsented } from './consents.ts';
export { importPersonalData } from './import.ts';

/** What the commune keeps of a person, what she agreed to, and what she asks about it. */
export const routes: readonly Route[] = [
  ...profileRoutes,
  ...consentRoutes,
  ...requestRoutes,
  ...officerRoutes,
];
