import { type Static, Type } from '@fastify/type-provider-typebox';
import { recordView, requireGrant } from '#engines/access';
import { localDate } from '#engines/calendar';
import { as, type Ctx, type Db, Refusal, type Tx } from '#engines/database';
import { client, type Exchange, json, type Route, route } from '#engines/web';
import { canBeFiled, currentVersion, directFiling, type ProcedureVersion } from '#services/procedures';
import { type Receipt, type Submission, submitDossier } from '../actions/submit-dossier.ts';
import { caseHolding, deliveryOf } from '../draft.ts';
import { type FiledAnswer, filingUnderKey, insertFiling } from '../store/filing.ts';
import { vi as common } from '../vi.ts';
import { type Fault, faultOf, understood } from './answers.ts';
import { bodyHash, keyOf } from './idempotency.ts';
import { type Filer, filerNamed } from './person.ts';
import { exampleOfDossier, Filed, NewDossier } from './schemas.ts';
import { vi } from './vi.ts';

type Given = Static<typeof NewDossier>;

export const submitRoute: Route = route({
  method: 'POST',
  url: '/api/v1/dossiers',
  who: client('dossiers.submit'),
  sample: { body: exampleOfDossier },
  api: {
    summary: vi.doc.submit,
    description: vi.doc.submitText,
    headers: Type.Object({ 'Idempotency-Key': Type.String({ description: vi.doc.key, maxLength: 128 }) }),
    body: NewDossier,
    response: { 201: Filed },
  },
  handler: submit,
});

async function submit({ ctx, body, request, reply, origin }: Exchange) {
  const { clientId } = requireGrant(ctx, 'dossiers.submit');
  const key = keyOf(request);
  const hash = bodyHash(body);
  const answer =
    (await answeredBefore(ctx, clientId, key, hash)) ?? (await file(ctx, body as Given, key, hash));
  const address = `${origin}/api/v1/dossiers/${answer.code}`;
  reply.header('location', address);
  // Said again byte for byte: what was kept has its fields in the database's order.
  const filed: Static<typeof Filed> = {
    code: answer.code,
    provisionalDueAt: answer.provisionalDueAt,
    noDateBecause: answer.noDateBecause,
    links: { self: address, page: `${origin}/ho-so/${answer.code}` },
  };
  return json(filed, 201);
}

async function answeredBefore(
  ctx: Ctx,
  client_id: string,
  idempotency_key: string,
  hash: Buffer,
): Promise<FiledAnswer | undefined> {
  const before = await ctx.db.maybe(filingUnderKey, { client_id, idempotency_key });
  if (before && !before.body_hash.equals(hash))
    throw new Refusal('invalid', 'api.idempotency-key-reused', vi.keyReused);
  return before?.answer;
}

/** One dossier, with its row in the client's own list, or nothing. */
async function file(ctx: Ctx, given: Given, key: string, hash: Buffer): Promise<FiledAnswer> {
  const client = requireGrant(ctx, 'dossiers.submit');
  const version = await versionAsked(ctx, given);
  const filer = await filerNamed(ctx, given.person);
  if (!(await mayBeFiledAt(ctx.db, version, filer.unit.code)))
    throw new Refusal('conflict', 'dossier.filed-elsewhere', vi.notFiledHere);
  const { submission, faults } = submissionOf(ctx, version, given, filer, key);
  if (faults.length > 0) throw wrong(faults);
  const persons = [filer.person.id];
  const acting = as(ctx, { ...client, scope: { ...client.scope, persons } });
  const outcome = await submitDossier(acting, submission, async (t, receipt) => {
    await recordView(t, {
      persons,
      purpose: vi.purposeFiled(client.name, client.owner),
      caseId: receipt.caseId,
    });
    await noteFiling(ctx, t, receipt, { key, hash, given, personId: filer.person.id });
  });
  if (outcome.kind === 'incomplete')
    throw wrong([
      ...outcome.errors.map(faultOf),
      ...outcome.missingPapers.map((id) => ({
        pointer: '/attachments',
        detail: vi.paperMissing(version.definition.papers.find((paper) => paper.id === id)?.name ?? id),
      })),
    ]);
  // Another request with this key came first: its answer is ours, if it said the same.
  if (outcome.again) {
    const first = await answeredBefore(ctx, client.clientId, key, hash);
    if (first) return first;
  }
  return answerOf(outcome);
}

async function noteFiling(
  ctx: Ctx,
  t: Tx,
  receipt: Receipt,
  { key, hash, given, personId }: { key: string; hash: Buffer; given: Given; personId: string },
): Promise<void> {
  const client = requireGrant(ctx, 'dossiers.submit');
  await t.one(insertFiling, {
    client_id: client.clientId,
    case_id: receipt.caseId,
    number: receipt.number,
    idempotency_key: key,
    body_hash: hash,
    answer: answerOf(receipt),
    person_id: personId,
    persons: [personId],
    client_name: client.name,
    client_owner: client.owner,
    basis: given.consent.basis,
    user_reference: given.consent.userReference,
    may_fetch_results: given.consent.results ?? false,
    at: ctx.now(),
  });
}

/** The version in force, which must be the one that the client read the form of. */
async function versionAsked(ctx: Ctx, given: Given): Promise<ProcedureVersion> {
  const version = await currentVersion(ctx.db, given.procedure, localDate(ctx.now()));
  if (!version) throw new Refusal('invalid', 'dossier.no-such-procedure', common.noSuchProcedure);
  if (!canBeFiled(version)) throw new Refusal('conflict', 'dossier.filed-elsewhere', vi.notFiledHere);
  if (version.id !== given.versionId)
    throw new Refusal('conflict', 'dossier.version-changed', vi.versionChanged, { versionId: version.id });
  return version;
}

/** What the law sends to the national portal is filed here only where the commune has direct filing turned on (law 3). */
const mayBeFiledAt = async (db: Db, version: ProcedureVersion, unitCode: string): Promise<boolean> =>
  version.route === 'ours' || (await directFiling(db)).some((row) => row.unit_code === unitCode);

function submissionOf(ctx: Ctx, version: ProcedureVersion, given: Given, filer: Filer, key: string) {
  const { form, cases, papers } = version.definition;
  const { answers, faults } = understood(ctx, form, given.answers);
  const wrongs: Fault[] = [...faults];
  if (given.case !== undefined && !cases.some((one) => one.id === given.case))
    wrongs.push({ pointer: '/case', detail: vi.noCase });
  const files = given.attachments ?? [];
  for (const [index, file] of files.entries())
    if (!papers.some((paper) => paper.id === file.paper))
      wrongs.push({ pointer: `/attachments/${index}/paper`, detail: vi.noPaper });
  const forWhom = given.filingFor ?? 'self';
  const subjectName = (given.subjectName ?? '').normalize('NFC').trim();
  if (forWhom !== 'self' && !subjectName)
    wrongs.push({ pointer: '/subjectName', detail: vi.needsSubjectName });
  const { person, unit, village, accountId, phone } = filer;
  const submission: Submission = {
    versionId: version.id,
    caseChoice: caseHolding(version.definition, { case_choice: given.case ?? null, answers })?.id ?? '',
    unitId: unit.id,
    answers,
    files: files.map(({ paper, file }) => ({ paperId: paper, fileId: file })),
    delivery: deliveryOf(form, { answers, delivery: { ...given.delivery, phone } }),
    filingFor: forWhom,
    filer: { name: person.name, phone, personId: person.id, accountId },
    ...(forWhom === 'self' ? {} : { subject: { personId: null, name: subjectName } }),
    village,
    idempotencyKey: key,
  };
  return { submission, faults: wrongs };
}

const answerOf = ({ number, provisionalDue, noDateBecause }: Receipt): FiledAnswer => ({
  code: number,
  provisionalDueAt: provisionalDue?.toISOString() ?? null,
  noDateBecause,
});

const wrong = (errors: readonly Fault[]) =>
  new Refusal('invalid', 'dossier.answers-wrong', vi.answersWrong, { errors });
