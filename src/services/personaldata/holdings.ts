import {
  accountsOfPersons,
  type Holding,
  mandatesHeldBy,
  mandatesOf,
  sessionsOf,
  viewsOf,
} from '#engines/access';
import { formatDateTime } from '#engines/calendar';
import { inboxOf } from '#engines/messages';
import { kinOf, personById, recordFor, showPartialDate } from '#engines/people';
import { vi } from './vi/index.ts';

const words = vi.holdings;

/** What the engines keep; they know no service, so this one speaks for them through their doors. */
export const engineHoldings: readonly Holding[] = [
  {
    key: 'register',
    title: words.register,
    origin: words.fromRegister,
    keptBecause: words.registerLaw,
    async collect(_ctx, db, personId) {
      const record = await recordFor(db, personId);
      const person = await personById(db, personId);
      const kin = await kinOf(db, personId);
      const rows = Object.entries(words.record).flatMap(([key, label]) => {
        const value = record?.[key];
        return value ? [{ label, value: key === 'birth' ? showPartialDate(value) : value }] : [];
      });
      const family = kin.map(({ kind, person: one }) => ({
        label: words.kin[kind] ?? kind,
        value: one.name,
      }));
      if (person?.note) rows.push({ label: words.note, value: person.note });
      return [{ title: words.register, rows: [...rows, ...family] }];
    },
  },
  {
    key: 'account',
    title: words.account,
    origin: words.fromYou,
    keptBecause: words.accountLaw,
    async collect(ctx, db, personId) {
      const accounts = await accountsOfPersons(db, [personId]);
      const lists = await Promise.all(accounts.map((account) => sessionsOf(db, account.id, ctx.now())));
      return accounts.map((account, i) => ({
        title: words.account,
        rows: [
          { label: words.phone, value: account.phone },
          ...(lists[i] ?? []).map((session) => ({
            label: words.session,
            value: `${session.device}, ${formatDateTime(session.last_seen_at)}`,
          })),
        ],
      }));
    },
  },
  {
    key: 'mandates',
    title: words.mandates,
    origin: words.fromYou,
    keptBecause: words.proof,
    async collect(_ctx, db, personId) {
      const [given, held] = await Promise.all([mandatesOf(db, personId), mandatesHeldBy(db, personId)]);
      return [...given, ...held].map((mandate) => ({
        title: words.mandate(mandate.agent_name, mandate.principal_name),
        rows: [
          { label: words.at, value: formatDateTime(mandate.asked_at) },
          { label: words.until, value: formatDateTime(mandate.ended_at ?? mandate.valid_until) },
        ],
      }));
    },
  },
  {
    key: 'notices',
    title: words.notices,
    origin: words.fromUs,
    keptBecause: words.noticesLaw,
    async collect(_ctx, db, personId) {
      const notices = await inboxOf(db, personId, { limit: 10_000, offset: 0 });
      return notices.map((notice) => ({
        title: notice.title,
        rows: [
          { label: words.at, value: formatDateTime(notice.created_at) },
          { label: words.body, value: notice.body },
        ],
      }));
    },
  },
  {
    key: 'looks',
    title: words.looks,
    origin: words.fromUs,
    keptBecause: words.looksLaw,
    async collect(_ctx, db, personId) {
      const views = await viewsOf(db, personId, { limit: 10_000 });
      const rows = views.map((view) => ({
        label: formatDateTime(view.at),
        value: [view.agent?.name ?? view.postTitle ?? words.unnamed, view.purpose].join(': '),
      }));
      return rows.length === 0 ? [] : [{ title: words.looks, rows }];
    },
  },
];
