import type { Route } from '#engines/web';
import { codeRoutes } from './code-page.tsx';
import { inboxRoutes } from './inbox-page.tsx';
import { looksRoutes } from './looks-page.tsx';
import { meRoutes } from './me-page.tsx';
import { passkeyRoutes } from './passkey-page.tsx';
import { phoneChangeRoutes } from './phone-change-page.tsx';
import { recoveryRoutes } from './recovery-page.tsx';
import { signInRoutes } from './sign-in-page.tsx';
import { signOutRoutes } from './sign-out.tsx';
import { counterRoutes } from './sign-up-counter-page.tsx';
import { levelRoutes } from './sign-up-level.tsx';
import { vneidRoutes } from './vneid-page.tsx';

export { jobs } from './jobs.ts';

/** Sign-in, sign-out, and a person's own pages. */
export const routes: Route[] = [
  ...signInRoutes,
  ...codeRoutes,
  ...signOutRoutes,
  ...meRoutes,
  ...inboxRoutes,
  ...looksRoutes,
  ...phoneChangeRoutes,
  ...recoveryRoutes,
  ...levelRoutes,
  ...counterRoutes,
  ...vneidRoutes,
  ...passkeyRoutes,
];
