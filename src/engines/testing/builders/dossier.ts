import fs from 'node:fs';
import path from 'node:path';
import type { Role } from '#engines/access';
import { as, type Citizen, type Ctx, type Officer, tx } from '#engines/database';
import type { Answers } from '#engines/forms';
import type { Receipt } from '#services/dossiers';
import type { ProcedureVersion } from '#services/procedures';
import type { TestCtx } from '../ctx.ts';
import type { TestHouse } from '../house.ts';

const data = path.resolve(import.meta.dirname, '../../../../data');

/** A commune at work: its calendar, the procedures that ship, posts with officers, a citizen who files. */
export interface Commune {
  readonly unitId: number;
  readonly citizen: Ctx;
  readonly reception: Ctx;
  readonly processor: Ctx;
  readonly approver: Ctx;
  readonly leader: Ctx;
  readonly version: ProcedureVersion;
  /** Another person of the commune with an account of her own. */
  aCitizen(name: string, phone: string): Promise<Ctx>;
  anOfficer(post: { role: Role; title: string; name: string; fields?: string[] }): Promise<Ctx>;
  /** A dossier of 2.000635, a copy of a birth record, filed by the citizen. */
  aDossier(by?: Ctx, key?: string): Promise<Receipt>;
}

let made = 0;

export async function aCommune(house: TestHouse, ctx: TestCtx, code = '14701'): Promise<Commune> {
  // Loaded here, so that the tests of an engine do not load the services.
  const { createCitizenAccount, createOfficer } = await import('#engines/access');
  const { upsertPerson } = await import('#engines/people');
  const { currentVersion } = await import('#services/procedures');
  const { submitDossier } = await import('#services/dossiers');
  const nth = ++made;
  const unitId = await aUnit(house, code);
  if (nth === 1) await catalogue(ctx);
  const version = await currentVersion(ctx.db, '2.000635', '2026-03-02');
  if (!version) throw new Error('data/procedures has no 2.000635');
  let persons = 0;
  const aPerson = async (name: string) =>
    (await tx(ctx, (t) => upsertPerson(t, { unit_id: unitId, name, sex: 'female', birth: '1980' }))).id;
  const aCitizen = async (name: string, phone: string): Promise<Ctx> => {
    const personId = await aPerson(name);
    const accountId = await tx(ctx, (t) => createCitizenAccount(ctx, t, { personId, name, phone }));
    await house.asOwner('update people.persons set phone = $2 where id = $1', [
      personId,
      `+84${phone.slice(1)}`,
    ]);
    const scope = { units: [], fields: null, persons: [personId] };
    const actor: Citizen = { kind: 'citizen', accountId, personId, name, scope };
    return as(ctx, actor);
  };
  const anOfficer: Commune['anOfficer'] = async ({ role, title, name, fields }) => {
    const personId = await aPerson(name);
    const phone = `09${String(nth * 1000 + ++persons).padStart(8, '0')}`;
    const { accountId, postId } = await tx(ctx, (t) =>
      createOfficer(ctx, t, {
        personId,
        name,
        phone,
        userName: `can.bo.${nth}.${persons}`,
        password: `Mat khau dai ${nth} ${persons}`,
        post: { title, unitId, role, ...(fields ? { fields } : {}) },
        from: '2025-07-01',
      }),
    );
    const granted = await house.asOwner('select permission from access.role_permissions where role = $1', [
      role,
    ]);
    const actor: Officer = {
      kind: 'officer',
      accountId,
      personId,
      postId,
      name,
      postTitle: title,
      unitId,
      permissions: new Set(granted.map((row) => String(row.permission))),
      scope: { units: [unitId], fields: fields ?? null, persons: [] },
    };
    return as(ctx, actor);
  };
  const citizen = await aCitizen('Nguyễn Thị Đào', `0912${String(nth).padStart(6, '0')}`);
  return {
    unitId,
    version,
    citizen,
    aCitizen,
    anOfficer,
    reception: await anOfficer({ role: 'reception', title: 'Cán bộ tiếp nhận', name: 'Phạm Thị Hoa' }),
    processor: await anOfficer({ role: 'processor', title: 'Công chức Hộ tịch', name: 'Vũ Văn Lâm' }),
    approver: await anOfficer({ role: 'approver', title: 'Phó Chủ tịch', name: 'Đinh Văn Sơn' }),
    leader: await anOfficer({ role: 'leader', title: 'Chủ tịch', name: 'Trần Văn Minh' }),
    async aDossier(by = citizen, key = `key-${Math.random()}`) {
      const sent = await submitDossier(by, {
        versionId: version.id,
        caseChoice: 'ordinary',
        unitId,
        answers: answersFor(by.actor.kind === 'citizen' ? by.actor.name : 'Nguyễn Thị Đào'),
        files: [],
        delivery: { how: 'counter' },
        filingFor: 'self',
        village: 'Yên Tế',
        idempotencyKey: key,
      });
      if (sent.kind !== 'submitted') throw new Error(JSON.stringify(sent));
      return sent;
    },
  };
}

/** What 2.000635 asks, answered for herself. */
export const answersFor = (name: string): Answers => ({
  filer: {
    'for-whom': 'self',
    'filer-name': name,
    'filer-address': 'Thôn Yên Tế, xã Yên Mô, tỉnh Ninh Bình',
    'filer-phone': '0912000001',
  },
  subject: {
    'subject-name': name,
    'subject-birth': '1980',
    'subject-sex': 'female',
    'subject-nationality': 'VN',
  },
  records: [{ 'record-kind': 'birth', 'record-place': 'Xã Yên Hòa, huyện Yên Mô', copies: 2 }],
  result: { deliver: 'counter' },
});

async function aUnit(house: TestHouse, code: string): Promise<number> {
  const [row] = await house.asOwner(
    `insert into units.units (code, name, full_name, type, level, authority_code, valid_from, source, folded)
     values ($1, 'Yên Mô', 'xã Yên Mô', 'xã', 'commune', $2, '2025-07-01', 'test', 'yen mo')
     returning id`,
    [code, `H42.37.${code.slice(-2)}`],
  );
  return Number(row?.id);
}

async function catalogue(ctx: Ctx): Promise<void> {
  const { importCalendar } = await import('#engines/calendar');
  const { importProcedures } = await import('#services/procedures');
  const folder = path.join(data, 'procedures');
  const files = fs
    .readdirSync(folder)
    .filter((name) => /^\d.*\.yaml$|^synonyms/.test(name))
    .map((name) => ({ name, text: fs.readFileSync(path.join(folder, name), 'utf8') }));
  const calendar = fs.readFileSync(path.join(data, 'calendar/2020-2027.tsv'), 'utf8');
  await tx(ctx, async (t) => {
    await importProcedures(t, files, ctx.now());
    await importCalendar(t, calendar, 'tsv');
  });
}
