import {
  accountById,
  assistanceHours,
  type ConsentWay,
  confirmMandate,
  helperPlace,
  isOfAge,
  type Mandate,
  makeMandate,
  mandateById,
  mandatesHeldBy,
  personNamed,
  requireCitizen,
  usesOf,
} from '#engines/access';
import { localDate } from '#engines/calendar';
import { anyCaseById } from '#engines/cases';
import { type Ctx, Refusal, type Tx, tx } from '#engines/database';
import { attachFiles } from '#engines/files';
import { deliverNow, notify, queueSms } from '#engines/messages';
import { lineageOf } from '#engines/units';
import { currentVersion } from '#services/procedures';
import { phoneOf } from './people.ts';
import { vi } from './vi/index.ts';

export interface Help {
  readonly name: string;
  readonly number: string;
  readonly procedure: string;
  readonly way: string;
  readonly witness: string;
  readonly paperFileId: string | undefined;
}

/** The helper's place today, or a refusal: the first line of whatever a helper does. */
async function requireHelper(ctx: Ctx) {
  const citizen = requireCitizen(ctx);
  const place = await helperPlace(ctx.db, citizen.accountId, ctx.now());
  if (!place) throw new Refusal('denied', 'representation.not-helper', vi.help.notHelperText);
  const account = await accountById(ctx.db, citizen.accountId);
  // Whoever is let near other people's matters has a second lock on her own account.
  if (!account?.password_hash)
    throw new Refusal('denied', 'representation.needs-password', vi.help.needsPassword);
  return { citizen, place, phone: account.phone };
}

/**
 * A helper asks the person beside her for the consent to one dossier. By code nothing holds before the person has
 * typed it; by paper or finger mark it holds at once, and she is told all the same.
 * @throws invalid with the sentence for the form, its `field` in the facts
 */
export async function askConsent(ctx: Ctx, help: Help): Promise<string> {
  const { citizen, place, phone } = await requireHelper(ctx);
  const way = wayOf(help, citizen.name);
  if (!help.name) throw wrong('person');
  if (!/^\d{12}$/.test(help.number)) throw wrong('number');
  const version = await currentVersion(ctx.db, help.procedure, localDate(ctx.now()));
  if (!version) throw wrong('procedure');
  const units = await lineageOf(ctx.db, place.unit_id);
  const person = await tx(ctx, (t) => personNamed(ctx, t, help));
  if (!person || !units.includes(person.unit_id)) throw wrong('notFound');
  if (!isOfAge(person, ctx.now())) throw wrong('young');
  const herPhone = await phoneOf(ctx.db, person);
  if (way === 'code' && !herPhone) throw wrong('noPhone');
  if (way === 'code' && herPhone === phone) throw wrong('ownPhone');
  const { id, delivery } = await tx(ctx, async (t) => {
    await t.look({ persons: [person.id], purpose: 'help' });
    if (help.paperFileId) await attachFiles(ctx, t, [help.paperFileId]);
    const made = await makeMandate(ctx, t, {
      kind: 'assistance',
      principal: person,
      agent: { id: citizen.personId, name: citizen.name },
      team: place.team,
      unitId: person.unit_id,
      procedures: [version.code],
      from: ctx.now(),
      until: new Date(ctx.now().getTime() + assistanceHours * 3_600_000),
      way,
      ...(way === 'mark' ? { witness: help.witness } : {}),
      ...(help.paperFileId ? { paperFileId: help.paperFileId } : {}),
    });
    if (made.code === undefined || !herPhone) {
      const mandate = await mandateById(t, made.id);
      if (mandate) await tellHelped(ctx, t, mandate, version.plain_name, herPhone);
      return { id: made.id, delivery: undefined };
    }
    const text = vi.help.smsCode(made.code, citizen.name);
    const sms = { to: herPhone, text, urgent: true, secretFor: 10 };
    return { id: made.id, delivery: await queueSms(ctx, t, sms) };
  });
  if (delivery !== undefined) await deliverNow(ctx, delivery);
  return id;
}

/** The code that the helped person typed. */
export async function confirmHelp(ctx: Ctx, id: string, code: string) {
  await requireHelper(ctx);
  return tx(ctx, async (t) => {
    const mandate = await ownHelp(ctx, id);
    const answer = await confirmMandate(ctx, t, { id, code });
    const version = await currentVersion(t, mandate.procedures?.[0] ?? '', localDate(ctx.now()));
    if (answer === 'right') await tellHelped(ctx, t, mandate, version?.plain_name ?? '', undefined);
    return answer;
  });
}

/** One of the helper's own; anyone else's does not exist for her. */
export async function ownHelp(ctx: Ctx, id: string): Promise<Mandate> {
  const citizen = requireCitizen(ctx);
  const mandate = await mandateById(ctx.db, id);
  if (mandate?.kind !== 'assistance' || mandate.agent_id !== citizen.personId)
    throw new Refusal('missing', 'representation.missing', vi.mine.missing);
  return mandate;
}

export interface HelpDone {
  readonly mandate: Mandate;
  /** Nothing else of the dossier is the helper's to know. */
  readonly number: string | undefined;
  readonly state: string | undefined;
  readonly begun: boolean;
}

/** What the helper has helped with: numbers and states only. */
export async function helpsOf(ctx: Ctx): Promise<HelpDone[]> {
  const held = await mandatesHeldBy(ctx.db, requireCitizen(ctx).personId);
  return donesOf(
    ctx,
    held.filter((mandate) => mandate.kind === 'assistance'),
  );
}

/** Number and state of what each consent became. */
export async function donesOf(ctx: Ctx, mandates: readonly Mandate[]): Promise<HelpDone[]> {
  const uses = await usesOf(
    ctx.db,
    mandates.map((mandate) => mandate.id),
  );
  return Promise.all(
    mandates.map(async (mandate) => {
      const use = uses.find((one) => one.mandate_id === mandate.id);
      // No scope: only the state leaves here, of a case that came from this very consent.
      const found = use?.case_id ? await anyCaseById(ctx.db, use.case_id) : undefined;
      return { mandate, number: found?.number, state: found?.state, begun: use !== undefined };
    }),
  );
}

function wayOf(help: Help, ownName: string): ConsentWay {
  const way = (['code', 'mark', 'paper'] as const).find((one) => one === help.way);
  if (!way) throw wrong('way');
  const same = (a: string, b: string) =>
    a.trim().toLocaleLowerCase('vi') === b.trim().toLocaleLowerCase('vi');
  if (way === 'mark' && (!help.witness || same(help.witness, ownName))) throw wrong('witness');
  if (way === 'paper' && !help.paperFileId) throw wrong('photo');
  return way;
}

async function tellHelped(ctx: Ctx, t: Tx, mandate: Mandate, procedure: string, phone: string | undefined) {
  const { told } = vi.help;
  await notify(ctx, t, {
    personId: mandate.principal_id,
    kind: 'account',
    title: told.title(mandate.agent_name),
    body: told.body(mandate.agent_name, mandate.team ?? '', procedure),
    link: '/toi/lam-thay',
    // Whoever typed the code knows already; whoever signed a paper hears it on her telephone, if she has one.
    ...(phone ? { sms: told.sms(mandate.agent_name), phone } : {}),
  });
}

const wrong = (what: keyof typeof vi.help.mistakes) =>
  new Refusal('invalid', `representation.${what}`, vi.help.mistakes[what], { field: what });
