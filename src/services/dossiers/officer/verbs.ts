import { fromLocal, isCalendarDate, loadCalendar } from '#engines/calendar';
import { caseByNumber } from '#engines/cases';
import { type Ctx, Refusal } from '#engines/database';
import type { Form } from '#engines/web';
import { closeSupplement } from '../actions/answer-supplement.ts';
import { assignDossier, setDate } from '../actions/assign.ts';
import type { OnDossier } from '../actions/at-hand.ts';
import { approve, propose, returnDossier } from '../actions/decide.ts';
import { recordSystemNumber, waitForSystem } from '../actions/ministry-system.ts';
import { passOn } from '../actions/pass-on.ts';
import { confirmPayment, requestPayment } from '../actions/payment.ts';
import { receiveDossier } from '../actions/receive-dossier.ts';
import { refuseDossier } from '../actions/refuse-dossier.ts';
import { requestSupplement } from '../actions/request-supplement.ts';
import { handOverResult, issueResult } from '../actions/result.ts';
import { resumeDossier, stopDossier, suspend } from '../actions/stop.ts';
import type { OfficerAct } from '../dossier.ts';
import { vi } from '../vi.ts';

type Verb = (ctx: Ctx, on: OnDossier, form: Form) => Promise<unknown>;

/** The posted form of each act, read and handed to its action. */
export const verbs: Readonly<Record<OfficerAct, Verb>> = {
  receive: async (ctx, on, form) =>
    receiveDossier(ctx, {
      ...on,
      caseChoice: form.get('case') || undefined,
      setDate: form.get('date-year')
        ? { at: await closeOf(ctx, on.number, dateIn(form)), reason: form.get('date-reason') }
        : undefined,
    }),
  'request-supplement': (ctx, on, form) =>
    requestSupplement(ctx, { ...on, items: form.get('items').split(/\r?\n/), reason: form.get('reason') }),
  'close-supplement': (ctx, on, form) => closeSupplement(ctx, { ...on, reason: form.get('reason') }),
  refuse: (ctx, on, form) => refuseDossier(ctx, { ...on, reason: form.get('reason') }),
  'pass-on': (ctx, on, form) =>
    passOn(ctx, {
      ...on,
      step: form.get('step') || undefined,
      assignee: form.get('assignee') || undefined,
      note: form.get('note') || undefined,
    }),
  propose: (ctx, on, form) =>
    propose(ctx, { ...on, proposal: form.get('proposal'), assignee: form.get('assignee') || undefined }),
  approve: (ctx, on, form) => approve(ctx, { ...on, note: form.get('note') || undefined }),
  return: (ctx, on, form) => returnDossier(ctx, { ...on, reason: form.get('reason') }),
  'wait-for-system': (ctx, on, form) => waitForSystem(ctx, { ...on, system: form.get('system') }),
  'answer-of-system': (ctx, on, form) =>
    recordSystemNumber(ctx, { ...on, systemNumber: form.get('systemNumber') }),
  'set-date': async (ctx, on, form) =>
    setDate(ctx, {
      ...on,
      at: await closeOf(ctx, on.number, dateIn(form)),
      reason: form.get('date-reason'),
    }),
  'issue-result': (ctx, on, form) =>
    issueResult(ctx, {
      ...on,
      title: form.get('title'),
      paperNumber: form.get('paperNumber'),
      fileId: form.get('file'),
    }),
  'hand-over-result': (ctx, on, form) => handOverResult(ctx, { ...on, receiver: form.get('receiver') }),
  stop: (ctx, on, form) => stopDossier(ctx, { ...on, reason: form.get('reason') }),
  suspend: (ctx, on, form) => suspend(ctx, { ...on, reason: form.get('reason'), paper: form.get('paper') }),
  resume: (ctx, on, form) => resumeDossier(ctx, { ...on, reason: form.get('reason') || undefined }),
  assign: (ctx, on, form) => assignDossier(ctx, { ...on, postId: form.get('assignee') || null }),
  'request-payment': (ctx, on, form) => requestPayment(ctx, { ...on, reason: form.get('reason') }),
  'confirm-payment': (ctx, on, form) => confirmPayment(ctx, { ...on, paper: form.get('paper') || undefined }),
};

/** Which box a refusal belongs to, so that the error summary leads there. */
export const fieldOf: Readonly<Record<string, string>> = {
  'dossier.needs-reason': 'reason',
  'dossier.needs-items': 'items',
  'dossier.needs-date': 'date',
  'dossier.date-has-passed': 'date',
  'dossier.bad-date': 'date',
  'dossier.date-is-set': 'date',
  'dossier.needs-result': 'file',
  'dossier.needs-post': 'assignee',
  'case.pause-needs-paper': 'paper',
};

function dateIn(form: Form): string {
  const part = (name: string, width: number) => form.get(`date-${name}`).padStart(width, '0');
  const date = `${part('year', 4)}-${part('month', 2)}-${part('day', 2)}`;
  if (!isCalendarDate(date)) throw new Refusal('invalid', 'dossier.bad-date', vi.badDate);
  return date;
}

/** A promised hour lies within office hours: the close of that day, which must be a working day. */
async function closeOf(ctx: Ctx, number: string, date: string): Promise<Date> {
  const c = await caseByNumber(ctx, ctx.db, number);
  const close = (await loadCalendar(ctx.db, c.unit_id)).hoursOf(date).at(-1)?.to;
  if (!close) throw new Refusal('invalid', 'dossier.bad-date', vi.dayOff);
  return fromLocal(`${date}T${close}`);
}
