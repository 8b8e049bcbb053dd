import { mandateOfCase, standingOf } from '#engines/access';
import { formatDateTime } from '#engines/calendar';
import { anyCaseById, type Case } from '#engines/cases';
import type { Ctx, Event, EventHandler, Tx } from '#engines/database';
import { enqueue } from '#engines/jobs';
import { notify } from '#engines/messages';
import { noteChange } from './api/changed.ts';
import { vi as apiWords } from './api/vi.ts';
import { verbs } from './dossier.ts';
import { type DossierRow, findDossier, listSupplements } from './store/dossier.ts';
import { filingOfCase } from './store/filing.ts';
import { vi } from './vi.ts';

interface News {
  readonly title: string;
  readonly body: string;
  /** Plain letters, at most 160. */
  readonly sms?: string;
}

interface About {
  readonly c: Case;
  readonly d: DossierRow;
  readonly tx: Tx;
  readonly said: (name: string) => string;
}

const { news } = vi;

/** What the filer is told of each event; an event without an entry is not news to her. */
const newsOf: Readonly<Record<string, (about: About) => News | Promise<News>>> = {
  'dossier.submitted': async ({ c, d, tx }) => {
    const filing = await tx.maybe(filingOfCase, { case_id: c.id });
    const provisional = d.provisional_due_at
      ? news.submitted.provisional(formatDateTime(d.provisional_due_at))
      : '';
    const body = news.submitted.body(c.title, c.number, provisional);
    // Whoever did not ask for it must be able to say so at once.
    if (filing)
      return {
        title: news.submitted.title(c.number),
        body: `${body} ${apiWords.filedBy(filing.client_name, filing.client_owner)}`,
        sms: apiWords.filedBySms(c.number),
      };
    return { title: news.submitted.title(c.number), body, sms: news.submitted.sms(c.number) };
  },
  'dossier.received': ({ c, said }) => {
    const when = said('dueAt');
    if (!when)
      return {
        title: news.received.title(c.number),
        body: news.received.undated(c.number, said('why')),
        sms: news.received.smsUndated(c.number),
      };
    return {
      title: news.received.title(c.number),
      body: news.received.body(c.number, formatDateTime(new Date(when))),
      sms: news.received.sms(c.number, plainMoment(new Date(when))),
    };
  },
  'dossier.supplement-requested': async ({ c, tx }) => {
    const asked = (await tx.many(listSupplements, { case_id: c.id })).at(-1);
    return {
      title: news.supplement.title(c.number),
      body: news.supplement.body(asked?.items.join('; ') ?? ''),
      sms: news.supplement.sms(c.number),
    };
  },
  'dossier.refused': ({ c, said }) => ({
    title: news.refused.title(c.number),
    body: news.refused.body(said('reason')),
    sms: news.refused.sms(c.number),
  }),
  'dossier.stopped': ({ c, said }) => ({
    title: news.stopped.title(c.number),
    body: news.stopped.body(said('reason')),
    sms: news.stopped.sms(c.number),
  }),
  'dossier.suspended': ({ c, said }) => ({
    title: news.suspended.title(c.number),
    body: news.suspended.body(said('reason'), said('paper')),
  }),
  'dossier.resumed': ({ c, said }) => ({
    title: news.resumed.title(c.number),
    body: said('dueAt') ? news.resumed.body(formatDateTime(new Date(said('dueAt')))) : news.resumed.undated,
  }),
  'dossier.date-set': ({ c, said }) => ({
    title: news.received.title(c.number),
    body: news.received.body(c.number, formatDateTime(new Date(said('dueAt')))),
    sms: news.received.sms(c.number, plainMoment(new Date(said('dueAt')))),
  }),
  'dossier.redated': ({ c, said }) => ({
    title: news.redated.title(c.number),
    body: said('dueAt') ? news.redated.body(formatDateTime(new Date(said('dueAt')))) : news.redated.undated,
    ...(said('dueAt') ? { sms: news.redated.sms(c.number, plainMoment(new Date(said('dueAt')))) } : {}),
  }),
  'dossier.decided': ({ c, said }) => ({
    title: news.decided.title(c.number),
    body: news.decided.body(said('title')),
    sms: news.decided.sms(c.number),
  }),
  'dossier.handed-over': ({ c, d }) => ({
    title: news['handed-over'].title(c.number),
    body: news['handed-over'].body(d.handed_over_to ?? c.filer_name),
  }),
  'dossier.payment-requested': ({ c, said }) => ({
    title: news.payment.title(c.number),
    body: news.payment.body(said('reason')),
  }),
  'dossier.withdrawn': ({ c }) => ({ title: news.withdrawn.title(c.number), body: news.withdrawn.body }),
  'dossier.said-by-office': ({ c, said }) => ({ title: news.message.title(c.number), body: said('words') }),
};

/** Tells the person who filed, in her inbox and, for what she must know at once, by SMS. */
const tellTheFiler: EventHandler = {
  name: 'dossiers.tell_the_filer',
  types: Object.keys(newsOf),
  async handle(ctx: Ctx, tx: Tx, event: Event): Promise<void> {
    const c = await anyCaseById(tx, event.subject);
    if (!c?.filer_person_id) return;
    const d = await tx.one(findDossier, { case_id: c.id });
    const payload = event.payload as Readonly<Record<string, unknown>>;
    const said = (name: string) => (typeof payload[name] === 'string' ? payload[name] : '');
    const told = await newsOf[event.type]?.({ c, d, tx, said });
    if (!told) return;
    const phone = told.sms && c.filer_phone ? c.filer_phone : undefined;
    const news = { kind: 'dossier', link: `/ho-so/${c.number}`, ...told };
    const mandate = c.representative_person_id ? await mandateOfCase(tx, c.id) : undefined;
    // Whoever is represented hears everything herself; her representative only as long as she is that.
    if (mandate) await notify(ctx, tx, { ...news, personId: mandate.principal_id });
    if (mandate && standingOf(mandate, ctx.now()) !== 'in-force') return;
    await notify(ctx, tx, {
      ...news,
      personId: c.filer_person_id,
      accountId: c.filer_account_id,
      phone,
    });
  },
};

/** Promises are counted by the calendar: when it changes, they are counted anew, in the background. */
const redateAfterCalendar: EventHandler = {
  name: 'dossiers.redate_after_calendar',
  types: ['calendar.changed'],
  async handle(_ctx: Ctx, tx: Tx, event: Event): Promise<void> {
    const { unitId = null } = event.payload as { readonly unitId?: number | null };
    await enqueue(tx, 'dossiers.redate', { unitId }, { key: `dossiers.redate ${unitId ?? 'all'}` });
  },
};

export const handlers: readonly EventHandler[] = [
  tellTheFiler,
  redateAfterCalendar,
  noteChange(Object.keys(verbs).map((verb) => `dossier.${verb}`)),
];

/** '16h30 04/03/2026', for an SMS. */
function plainMoment(at: Date): string {
  const local = new Date(at.getTime() + 7 * 3_600_000).toISOString();
  return `${local.slice(11, 13)}h${local.slice(14, 16)} ${local.slice(8, 10)}/${local.slice(5, 7)}/${local.slice(0, 4)}`;
}
