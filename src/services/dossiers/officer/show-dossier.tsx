import { requirePermission } from '#engines/access';
import { httpStatusOf, Refusal, read } from '#engines/database';
import { type Answer, type Exchange, type Form, page, redirect } from '#engines/web';
import { claimDossier } from '../actions/assign.ts';
import { sayToCitizen } from '../actions/talk.ts';
import { takeFiles } from '../citizen/uploads.ts';
import { type OfficerAct, permissionsFor } from '../dossier.ts';
import { lookAtDossier } from '../look.ts';
import type { CameBack } from './act-forms.tsx';
import { momentsOf } from './counts.ts';
import { DossierPage } from './dossier-page.tsx';
import { nextInQueue } from './next-in-queue.ts';
import { postNames } from './post-names.ts';
import { fieldOf, verbs } from './verbs.ts';
import { vi } from './vi.ts';

const addressOf = (number: string) => `/can-bo/ho-so/${number}`;

interface Shown {
  readonly purpose: string;
  readonly reveal?: boolean;
  readonly back?: CameBack;
  readonly print?: boolean;
  readonly status?: number;
}

async function show(exchange: Exchange, shown: Shown): Promise<Answer> {
  const { ctx } = exchange;
  const officer = requirePermission(ctx, 'dossier.see');
  const reveal = shown.reveal ?? false;
  const whole = await lookAtDossier(ctx, numberIn(exchange), { purpose: shown.purpose, reveal });
  const { back, print } = shown;
  const { at, posts, onward } = await read(ctx, async (db) => {
    const moments = await momentsOf(ctx, db, officer.unitId);
    const next = print ? undefined : await nextInQueue(ctx, db, officer, moments, whole.c.id);
    return { at: moments, posts: await postNames(ctx, db), onward: next };
  });
  return page(
    <DossierPage {...{ exchange, whole, at, posts, onward, back, print }} revealed={reveal} />,
    shown.status,
  );
}

const numberIn = (exchange: Exchange): string => exchange.params.number ?? '';

export const showDossier = (exchange: Exchange): Promise<Answer> =>
  show(exchange, { purpose: vi.purpose(numberIn(exchange)) });

export const printDossier = (exchange: Exchange): Promise<Answer> =>
  show(exchange, { purpose: vi.purposeOf(numberIn(exchange), vi.print), print: true });

/** Identity numbers, birth dates and kin whole, for a purpose that the persons themselves will read. */
export async function revealDossier(exchange: Exchange): Promise<Answer> {
  requirePermission(exchange.ctx, 'people.see');
  const purpose = exchange.form.get('purpose');
  if (!purpose) throw new Refusal('invalid', 'dossier.needs-purpose', vi.needsPurpose);
  return show(exchange, { purpose: vi.purposeOf(numberIn(exchange), purpose), reveal: true });
}

/** One act of the page. A refusal brings the page back as it is now, with what was typed. */
export async function actOnDossier(exchange: Exchange): Promise<Answer> {
  const act = exchange.params.act as OfficerAct;
  if (!(act in permissionsFor)) throw new Refusal('missing', 'dossier.no-such-act', vi.nothingToDo);
  return carryOut(exchange, act, exchange.form);
}

/** The result comes with its file, without JavaScript. */
export async function issueWithFile(exchange: Exchange): Promise<Answer> {
  const { form, taken } = await takeFiles(exchange);
  const fileId = taken.find((file) => file.field === 'file')?.fileId ?? form.get('file');
  return carryOut(exchange, 'issue-result', {
    ...form,
    get: (name) => (name === 'file' ? fileId : form.get(name)),
  });
}

async function carryOut(exchange: Exchange, act: OfficerAct, form: Form): Promise<Answer> {
  const number = numberIn(exchange);
  try {
    await verbs[act](exchange.ctx, { number, expectedVersion: versionIn(form) }, form);
  } catch (error) {
    if (!(error instanceof Refusal) || error.kind === 'missing' || error.kind === 'denied') throw error;
    const errors = [{ field: fieldOf[error.code] ?? firstField[act] ?? 'reason', message: error.message }];
    const back = { act, errors, typed: (name: string) => form.get(name) };
    return show(exchange, { purpose: vi.purpose(number), back, status: httpStatusOf[error.kind] });
  }
  return redirect(addressOf(number), vi.acts[act].done(number));
}

/** Where an error without a box of its own leads. */
const firstField: Partial<Record<OfficerAct, string>> = {
  propose: 'proposal',
  'wait-for-system': 'system',
  'answer-of-system': 'systemNumber',
  'hand-over-result': 'receiver',
  'issue-result': 'title',
  'pass-on': 'step',
  assign: 'assignee',
  'set-date': 'date',
};

export async function claim(exchange: Exchange): Promise<Answer> {
  const number = numberIn(exchange);
  await claimDossier(exchange.ctx, { number, expectedVersion: versionIn(exchange.form) });
  return redirect(addressOf(number), vi.claimed(number));
}

export async function say(exchange: Exchange): Promise<Answer> {
  const number = numberIn(exchange);
  const { ctx, form } = exchange;
  await sayToCitizen(ctx, { number, words: form.get('words'), form });
  return redirect(addressOf(number), vi.sent);
}

/** The version that the page showed; a form without one is treated as older than everything. */
const versionIn = (form: Form): number =>
  /^\d{1,9}$/.test(form.get('version')) ? Number(form.get('version')) : 0;
