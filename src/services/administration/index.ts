import type { Route } from '#engines/web';
import { auditRoutes } from './audit/pages.tsx';
import { sealRoutes } from './audit/public.tsx';
import { delegationRoutes } from './delegation/pages.tsx';
import { routes as watchRoutes } from './officer.tsx';
import { linkRoutes } from './setup/first-page.tsx';
import { setupRoutes } from './setup/setup-pages.tsx';
import { vi as setupWords } from './setup/vi.ts';
import { listRoutes } from './staff/list-pages.tsx';
import { postRoutes } from './staff/post-pages.tsx';
import { addressRoutes } from './unit/address-page.tsx';
import { unitRoutes } from './unit/pages.tsx';

export { jobs } from './jobs.ts';
export { inviteFirstAdministrator, isSetUp } from './setup/first-administrator.ts';
export { useInstallation } from './setup/installation.ts';
export { onSettings, settingsOf } from './setup/settings.ts';

/** The office hours in words until a commune has said its own. */
export const usualHours: string = setupWords.contact.usualHours;

export const routes: readonly Route[] = [
  ...watchRoutes,
  ...listRoutes,
  ...postRoutes,
  ...delegationRoutes,
  ...auditRoutes,
  ...sealRoutes,
  ...unitRoutes,
  ...addressRoutes,
  ...linkRoutes,
  ...setupRoutes,
];
