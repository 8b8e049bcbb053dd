import { requireAbility, requireAccount } from '#engines/access';
import { dueOf, formatDateTime, loadCalendar, localDate } from '#engines/calendar';
import { type Case, type CaseLimit, caseByNumber, openCase, transition } from '#engines/cases';
import { as, type Ctx, type Db, machine, Refusal, type Tx, takeNumber, tx } from '#engines/database';
import { notify } from '#engines/messages';
import { nationalPhone, personById } from '#engines/people';
import { currentUnit, unitById } from '#engines/units';
import { isRight, type Right, requestKind, tooShort } from './request.ts';
import { wrong } from './requests.ts';
import { findLimit, insertRequest } from './store.ts';
import { vi } from './vi/index.ts';

/**
 * She asks something about her own data, or as guardian about her ward's. The legal clock starts now.
 * @throws invalid with the sentence for the form
 */
export async function sendRequest(
  ctx: Ctx,
  asked: { readonly right: string; readonly words: string; readonly personId?: string },
): Promise<string> {
  const self = requireAccount(ctx);
  requireAbility(ctx, 'data-requests');
  const { right } = asked;
  if (!isRight(right)) throw wrong('right');
  if (right !== 'access' && right !== 'portability' && tooShort(asked.words)) throw wrong('words');
  const about = asked.personId || self.personId;
  if (about !== self.personId && !(self.kind === 'citizen' && self.scope.persons.includes(about)))
    throw new Refusal('denied', 'personal-data.not-hers', vi.requests.notHers);
  const acting = as(ctx, { ...self, scope: { units: [], fields: null, persons: [self.personId, about] } });
  return tx(acting, async (t) => {
    const { person, unitId, authority } = await livesIn(ctx, t, about);
    const filer = about === self.personId ? person : await personById(t, self.personId);
    const limit = await limitOn(t, right, ctx.now());
    const number = await numberFor(ctx, t, authority);
    const id = await openCase(acting, t, {
      kind: requestKind.kind,
      number,
      title: vi.rights[right].title,
      state: 'sent',
      unitId,
      receivedUnitId: unitId,
      field: 'personal-data',
      filer: {
        accountId: self.accountId,
        personId: self.personId,
        name: filer?.name ?? self.name,
        phone: filer?.phone ? nationalPhone(filer.phone) : '',
      },
      subject: { personId: about, name: person.name },
      facets: [right],
    });
    await t.run(insertRequest, {
      case_id: id,
      person_id: about,
      unit_id: unitId,
      right,
      words: asked.words.slice(0, 4000),
      limit_source: limit.source,
      limit_checked: limit.checked,
    });
    const c = await startClock(ctx, t, id, number, limit.time_limit);
    await t.audit({ verb: 'data-request.sent', subjectKind: 'case', subjectId: id, detail: { right } });
    await notify(ctx, t, {
      personId: self.personId,
      accountId: self.accountId,
      kind: 'account',
      title: vi.told.sent.title(number),
      body: vi.told.sent.body(c.due_at ? formatDateTime(c.due_at) : ''),
      link: `/toi/yeu-cau/${number}`,
    });
    return number;
  });
}

async function startClock(ctx: Ctx, t: Tx, id: string, number: string, limit: CaseLimit): Promise<Case> {
  // The program notes the arrival: it waits for nobody's acceptance.
  const program = as(ctx, machine('personaldata.clock'));
  const c = await caseByNumber(program, t, number);
  if (c.id !== id) throw new Error(`the number ${number} is another case's`);
  const due = limit.kind === 'set' ? undefined : dueOf(limit, ctx.now(), await loadCalendar(t, c.unit_id));
  return transition(program, t, c, {
    verb: 'received',
    to: 'open',
    expectedVersion: c.version,
    receivedAt: ctx.now(),
    limit,
    dueAt: due?.kind === 'due' ? due.at : null,
  });
}

async function limitOn(db: Db, right: Right, now: Date) {
  const limit = await db.maybe(findLimit, { right, today: localDate(now) });
  if (!limit) throw new Error(`data/personal-data/rights.yaml has no limit for ${right}`);
  return limit;
}

async function livesIn(ctx: Ctx, db: Db, personId: string) {
  const person = await personById(db, personId);
  const registered = person && (await unitById(db, person.unit_id));
  if (!person || !registered) throw new Error(`the person ${personId} is in no commune`);
  const unit = (await currentUnit(db, registered.code, localDate(ctx.now()))) ?? registered;
  return { person, unitId: unit.id, authority: unit.authority_code ?? unit.code };
}

/** DL-H42.37.01-2026-0001 */
async function numberFor(ctx: Ctx, t: Tx, authority: string): Promise<string> {
  const prefix = `DL-${authority}-${localDate(ctx.now()).slice(0, 4)}`;
  const n = await takeNumber(t, `data-request/${prefix}`);
  return `${prefix}-${String(n).padStart(4, '0')}`;
}
