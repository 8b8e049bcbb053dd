import type { Holding } from '#engines/access';
import { formatDateTime } from '#engines/calendar';
import { anyCaseById } from '#engines/cases';
import { isRight } from './request.ts';
import { listRequestsOf } from './store.ts';
import { vi } from './vi/index.ts';

/** What she asked and what was answered: kept, as every case is. */
export const requestHolding: Holding = {
  key: 'data-requests',
  title: vi.holdings.requests,
  origin: vi.holdings.fromYou,
  keptBecause: vi.holdings.proof,
  async collect(_ctx, db, personId) {
    const rows = await db.many(listRequestsOf, { person_id: personId });
    return Promise.all(
      rows.map(async (r) => {
        const c = await anyCaseById(db, r.case_id);
        return {
          title: `${c?.number ?? ''} ${vi.rights[isRight(r.right) ? r.right : 'access'].title}`.trim(),
          rows: [
            { label: vi.requests.yourWords, value: r.words },
            { label: vi.requests.answer, value: r.answer ?? '–' },
            ...(c ? [{ label: vi.office.sentAt, value: formatDateTime(c.submitted_at) }] : []),
          ],
        };
      }),
    );
  },
};
