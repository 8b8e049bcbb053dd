import { caseByNumber } from '#engines/cases';
import { officer, type Route, redirect, route } from '#engines/web';
import { exportQueue } from './export.ts';
import { showQueue } from './queue-page.tsx';
import {
  actOnDossier,
  claim,
  issueWithFile,
  printDossier,
  revealDossier,
  say,
  showDossier,
} from './show-dossier.tsx';

const dossier = { number: '{dossier}' };
const see = officer('dossier.see');

/** The officers' side: queues, the working page and its acts. Each act checks its own permission again. */
export const officerRoutes: readonly Route[] = [
  route({
    method: 'GET',
    url: '/can-bo',
    who: see,
    sample: { query: { muc: 'cua-don-vi' } },
    handler: showQueue,
  }),
  route({
    method: 'GET',
    url: '/can-bo/xuat.csv',
    who: see,
    sample: { query: { muc: 'cua-don-vi' } },
    handler: exportQueue,
  }),
  route({
    method: 'GET',
    url: '/can-bo/ho-so/:number',
    who: see,
    sample: { params: dossier },
    handler: showDossier,
  }),
  route({
    method: 'GET',
    url: '/can-bo/ho-so/:number/in',
    who: see,
    sample: { params: dossier },
    handler: printDossier,
  }),
  route({
    method: 'POST',
    url: '/can-bo/ho-so/:number/xem-day-du',
    who: officer('people.see'),
    sample: { params: dossier, body: { purpose: 'Đối chiếu giấy tờ' } },
    handler: revealDossier,
  }),
  route({
    method: 'POST',
    url: '/can-bo/ho-so/:number/viec/:act',
    who: see,
    sample: { params: { ...dossier, act: 'suspend' }, body: { version: '1', reason: 'Thử', paper: 'Thử' } },
    handler: actOnDossier,
  }),
  route({
    method: 'POST',
    url: '/can-bo/ho-so/:number/viec/issue-result',
    who: see,
    sample: { params: dossier, body: { version: '1', title: 'Thử' } },
    stream: true,
    handler: issueWithFile,
  }),
  route({
    method: 'POST',
    url: '/can-bo/ho-so/:number/nhan-ve-toi',
    who: see,
    sample: { params: dossier, body: { version: '1' } },
    handler: claim,
  }),
  route({
    method: 'POST',
    url: '/can-bo/ho-so/:number/nhan',
    who: see,
    sample: { params: dossier, body: { words: 'Thử' } },
    handler: say,
  }),
  ...['xem-day-du', 'viec/:act', 'nhan-ve-toi', 'nhan'].map((act) =>
    // A page that came back with mistakes is reloaded, or gone back to.
    route({
      method: 'GET',
      url: `/can-bo/ho-so/:number/${act}`,
      who: see,
      sample: { params: { ...dossier, act: 'suspend' } },
      handler: async ({ ctx, params }) => {
        const { number } = await caseByNumber(ctx, ctx.db, params.number ?? '');
        return redirect(`/can-bo/ho-so/${number}`);
      },
    }),
  ),
];
