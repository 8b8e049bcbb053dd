import { registerHolding } from '#engines/access';
import { registerKind } from '#engines/cases';
import type { Job } from '#engines/jobs';
import { registerFollower } from '#engines/people';
import type { Route } from '#engines/web';
import { dateTheUndated } from './actions/date-the-undated.ts';
import { redateRunning } from './actions/redate.ts';
import { apiRoutes } from './api.ts';
import { citizenRoutes } from './citizen/index.ts';
import { dossierKind } from './dossier.ts';
import { forgetOldDrafts } from './draft-actions.ts';
import { dossierHolding, draftHolding } from './holding.ts';
import { dossierFollowers } from './merged-persons.ts';
import { officerRoutes } from './officer/routes.ts';
import { offlineRoutes } from './offline/routes.tsx';
import { paperRoutes } from './papers.ts';

registerKind(dossierKind);
registerHolding(dossierHolding);
registerHolding(draftHolding);
for (const follower of dossierFollowers) registerFollower(follower);

export { answerSupplement } from './actions/answer-supplement.ts';
export type { OnDossier } from './actions/at-hand.ts';
export { approve, propose, returnDossier } from './actions/decide.ts';
export { recordSystemNumber, waitForSystem } from './actions/ministry-system.ts';
export { passOn } from './actions/pass-on.ts';
export { requestPayment } from './actions/payment.ts';
export { type Received, type Reception, receiveDossier } from './actions/receive-dossier.ts';
export { refuseDossier } from './actions/refuse-dossier.ts';
export { requestSupplement } from './actions/request-supplement.ts';
export { handOverResult, issueResult } from './actions/result.ts';
export { resumeDossier, stopDossier, suspend, withdraw } from './actions/stop.ts';
export { type Incomplete, type Receipt, type Submission, submitDossier } from './actions/submit-dossier.ts';
export { rateDossier, sayToCitizen, sayToOffice } from './actions/talk.ts';
export { dossierForTracking, type Tracked } from './actions/track-dossier.ts';
export { clientNewsOf } from './api/client-news.ts';
export type { DossierState } from './dossier.ts';
export { handlers } from './events.ts';
export { lookAtDossier, type WholeDossier } from './look.ts';
export { StateTag, TimingTag } from './officer/case-table.tsx';
export { momentsOf } from './officer/counts.ts';
export { labelsOf, postNames } from './officer/post-names.ts';
export type { Moments } from './officer/queues.ts';
export { offlinePage } from './offline/routes.tsx';

export const routes: readonly Route[] = [
  ...apiRoutes,
  ...citizenRoutes,
  ...paperRoutes,
  ...offlineRoutes,
  ...officerRoutes,
];

export const jobs: readonly Job[] = [
  {
    name: 'dossiers.date_the_undated',
    cron: '10 5 * * *',
    run: async (ctx) => {
      await dateTheUndated(ctx);
    },
  },
  {
    name: 'dossiers.redate',
    run: async (ctx, payload) => {
      await redateRunning(ctx, (payload as { readonly unitId: number | null }).unitId);
    },
  },
  {
    name: 'dossiers.forget_old_drafts',
    cron: '20 2 * * *',
    run: async (ctx) => {
      await forgetOldDrafts(ctx);
    },
  },
];
