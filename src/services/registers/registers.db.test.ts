import { expect, test } from 'vitest';
import { tx } from '#engines/database';
import { insertHouseholds, insertPeople, personById } from '#engines/people';
import { aCommune, aServer, PlainBrowser, session, testCtx, testDb } from '#engines/testing';
import { routes } from './index.ts';
import { saveDeath, savePerson } from './keeping.ts';
import { householdPage, personPage, search } from './looking.ts';
import { comparePage, merge, part } from './merging.ts';

const house = await testDb();
const ctx = testCtx(house, { at: '2026-03-02T09:00' });
const home = await aCommune(house, ctx);
const away = await aCommune(house, ctx, '14702');
const server = await aServer(house, ctx, routes);
const ground = { reason: 'Đối chiếu giấy khai sinh', paper: 'Giấy khai sinh số 12/2026' };
const someone = (name: string) => ({ name, sex: 'female' as const, birth: '1985' });

test('an entry is added and corrected with its reason, and the old value stays readable', async () => {
  const { id } = await savePerson(home.reception, someone('Đinh Thị Hoà'), ground);
  const { person } = await personPage(home.reception, id);
  await savePerson(home.reception, { ...person, name: 'Đinh Thị Hoa', version: person.version }, ground);
  const { changes } = await personPage(home.reception, id);
  expect(changes[0]).toMatchObject({
    verb: 'corrected',
    before: { name: 'Đinh Thị Hoà' },
    after: { name: 'Đinh Thị Hoa' },
    paper: 'Giấy khai sinh số 12/2026',
  });
  await expect(savePerson(home.reception, someone('Hoà'), { reason: ' ', paper: '' })).rejects.toMatchObject({
    code: 'people.reason',
  });
  for (const name of ['Hoa 😀', 'Hoa\u0007', 'Hoa 2'])
    await expect(savePerson(home.reception, someone(name), ground)).rejects.toMatchObject({
      kind: 'invalid',
    });
  for (const name of ['Y', 'Công Tằng Tôn Nữ Thị Kim Ngọc Anh', "Jean-Luc O'Neil"])
    await savePerson(home.reception, someone(name), ground);
});

test('every look leaves a row with its purpose, and another commune sees nothing', async () => {
  const { id } = await savePerson(home.reception, someone('Tạ Thị Xem'), ground);
  await search(home.reception, 'ta thi xem');
  await personPage(home.reception, id, 'see-full-number');
  const looks = await house.asOwner('select purpose from audit.views where $1 = any(persons) order by id', [
    id,
  ]);
  expect(looks.map((row) => row.purpose)).toEqual(['look-up-person', 'see-full-number']);
  expect((await search(away.reception, 'ta thi xem')).people).toEqual([]);
  for (const attack of [
    () => personPage(away.reception, id),
    () => saveDeath(away.reception, { ...ground, personId: id, version: 1, diedOn: '01/01/2026' }),
    () => comparePage(away.reception, id, id),
    () => personPage(home.reception, 'x'),
  ])
    await expect(attack()).rejects.toMatchObject({ kind: 'missing' });
});

test('dossiers and the account follow a merge and go back with it', async () => {
  const citizen = await home.aCitizen('Vũ Thị Gộp', '0912345999');
  const loser = citizen.actor.kind === 'citizen' ? citizen.actor.personId : '';
  await home.aDossier(citizen, 'gop-1');
  const { id: winner } = await savePerson(home.reception, someone('Vũ Thị Gộp'), ground);
  const pointing = async () => [
    await house.asOwner('select id from cases.cases where $1 in (filer_person_id, subject_person_id)', [
      loser,
    ]),
    await house.asOwner('select id from access.accounts where person_id = $1', [loser]),
    await house.asOwner('select id from dossiers.attachments where $1 = any(persons)', [loser]),
  ];
  const before = await pointing();
  expect(before[0]).toHaveLength(1);
  const versions = await house.asOwner('select id, version from people.persons where id in ($1, $2)', [
    winner,
    loser,
  ]);
  const version = (id: string) => Number(versions.find((row) => row.id === id)?.version);
  const id = await merge(home.reception, {
    winnerId: winner,
    loserId: loser,
    versions: [version(winner), version(loser)],
    fromLoser: ['phone'],
    reason: 'Cùng một người',
  });
  expect((await pointing()).flat()).toEqual([]);
  expect((await tx(ctx, (t) => personById(t, loser)))?.id).toBe(winner);
  await expect(part(away.reception, id, 'phá')).rejects.toMatchObject({ kind: 'missing' });
  await part(home.reception, id, 'Hai người khác nhau');
  expect(await pointing()).toEqual(before);
});

test('two entries with two accounts are not merged', async () => {
  const [one, other] = [
    await home.aCitizen('Lã Thị Hai', '0912345001'),
    await home.aCitizen('Lã Thị Hai', '0912345002'),
  ];
  const id = (who: typeof one) => (who.actor.kind === 'citizen' ? who.actor.personId : '');
  const given = { winnerId: id(one), loserId: id(other), versions: [1, 1] as const, fromLoser: [] };
  await expect(merge(home.reception, { ...given, reason: 'Thử' })).rejects.toMatchObject({
    code: 'access.two-accounts',
  });
});

test('a household of 40 opens, and the register works without scripts', async () => {
  const household = '11111111-1111-4111-8111-111111111111';
  await tx(ctx, async (t) => {
    await insertHouseholds(t, [{ id: household, unit_id: home.unitId, code: 'H-40' }]);
    await insertPeople(
      t,
      Array.from({ length: 40 }, () => ({
        ...{ ...someone('Mai Thị Đông'), unit_id: home.unitId, household_id: household },
        id: crypto.randomUUID(),
      })),
    );
  });
  expect((await householdPage(home.reception, household)).members).toHaveLength(40);
  const browser = new PlainBrowser(server.app);
  browser.jar.set('phien', await session(ctx, home.reception));
  for (const path of ['', '?tim=mai', '/thon', '/trung', '/gop', '/them', `/ho/${household}`])
    expect((await browser.open(`/can-bo/so-dan${path}`)).status, path).toBe(200);
});
