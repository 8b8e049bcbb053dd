import { randomUUID } from 'node:crypto';
import { beforeAll, expect, test } from 'vitest';
import { type Actor, as, type Citizen, Refusal, read, tx } from '#engines/database';
import { testCtx, testDb } from '#engines/testing';
import {
  dependantsOf,
  findByIdentity,
  insertHouseholds,
  insertKinships,
  insertPeople,
  kinOf,
  membersOf,
  type PersonInput,
  personById,
  personsOfVillage,
  povertyOf,
  recordDeath,
  recordFor,
  searchPersons,
  setPoverty,
  suggestPersons,
  upsertPerson,
} from './index.ts';

const house = await testDb();
const ctx = testCtx(house);
const home = 1001;
const elsewhere = 1002;
const household = randomUUID();

const lan: PersonInput = {
  id: randomUUID(),
  unit_id: home,
  household_id: household,
  name: 'Nguyễn Thị Lan',
  sex: 'female',
  birth: '1990-03-05',
  identity_number: '037190000001',
  ethnic_code: '01',
  phone: '+84912345601',
};
const an: PersonInput = {
  id: randomUUID(),
  unit_id: home,
  household_id: household,
  name: 'Trần Văn An',
  sex: 'male',
  birth: '1988',
};
const be: PersonInput = {
  id: randomUUID(),
  unit_id: home,
  household_id: household,
  name: 'Trần Bảo Anh',
  sex: 'male',
  birth: '2020-10-10',
};
const dinh: PersonInput = {
  id: randomUUID(),
  unit_id: elsewhere,
  name: 'Đinh Văn Lân',
  sex: 'male',
  birth: '1955-02',
  identity_number: '036055000001',
};
const id = (person: PersonInput) => person.id ?? '';

const citizen = (personId: string): Citizen => ({
  kind: 'citizen',
  accountId: randomUUID(),
  personId,
  name: '',
  scope: { units: [], fields: null, persons: [personId] },
});
const officerOf = (unit: number): Actor => ({
  kind: 'officer',
  accountId: randomUUID(),
  personId: randomUUID(),
  postId: randomUUID(),
  name: '',
  postTitle: '',
  unitId: unit,
  permissions: new Set<string>(),
  scope: { units: [unit], fields: null, persons: [] },
});

beforeAll(async () => {
  await tx(ctx, async (t) => {
    await insertHouseholds(t, [
      { id: household, unit_id: home, address: 'Số 5', head_person_id: an.id ?? null },
    ]);
    await insertPeople(t, [lan, an, be, dinh]);
    await insertKinships(t, [
      { person: id(be), relative: id(lan), kind: 'mother' },
      { person: id(be), relative: id(an), kind: 'father' },
      { person: id(an), relative: id(lan), kind: 'spouse' },
    ]);
  });
});

test('an officer sees the persons of her units only, a citizen herself only, nobody sees nothing', async () => {
  const seen = (actor: Actor) =>
    read(as(ctx, actor), async (db) => {
      const names = [];
      for (const person of [lan, an, be, dinh]) names.push((await personById(db, id(person)))?.name);
      return names;
    });
  expect(await seen(officerOf(home))).toEqual(['Nguyễn Thị Lan', 'Trần Văn An', 'Trần Bảo Anh', undefined]);
  expect(await seen(officerOf(elsewhere))).toEqual([undefined, undefined, undefined, 'Đinh Văn Lân']);
  expect(await seen(citizen(id(lan)))).toEqual(['Nguyễn Thị Lan', undefined, undefined, undefined]);
  expect(await seen({ kind: 'anyone', scope: { units: [], fields: null, persons: [] } })).toEqual(
    Array(4).fill(undefined),
  );
  expect(await personById(ctx.db, id(lan))).toBeUndefined();
});

test('nobody writes a person into a unit that is not hers', async () => {
  const stranger = as(ctx, officerOf(home));
  const { id: _, ...copy } = dinh;
  await expect(tx(stranger, (t) => upsertPerson(t, { ...copy, identity_number: null }))).rejects.toThrow(
    /row-level security/,
  );
  await tx(stranger, (t) => upsertPerson(t, { ...lan, note: 'nghe kém' }));
  expect((await read(stranger, (db) => personById(db, id(lan))))?.note).toBe('nghe kém');
});

test('a number that another person has is refused, also when the writer may not see that person', async () => {
  const taken = tx(as(ctx, officerOf(home)), (t) =>
    upsertPerson(t, {
      unit_id: home,
      name: 'Lê Văn Ba',
      sex: 'male',
      birth: '1955',
      identity_number: '036055000001',
    }),
  );
  await expect(taken).rejects.toMatchObject({ kind: 'conflict', code: 'people.identity-taken' });
});

test('what cannot be read is refused with a sentence, what contradicts is only a warning', async () => {
  const base = { unit_id: home, name: 'Lê Văn Ba', sex: 'male', birth: '1960' } as const;
  const refused = (more: Partial<PersonInput>) => tx(ctx, (t) => upsertPerson(t, { ...base, ...more }));
  await expect(refused({ birth: '30/02/1960' })).rejects.toThrow(/không có ngày 30/);
  await expect(refused({ name: 'Ba 3' })).rejects.toThrow(/không có chữ số/);
  await expect(refused({ identity_number: '123' })).rejects.toBeInstanceOf(Refusal);
  await expect(refused({ phone: '123' })).rejects.toBeInstanceOf(Refusal);
  const written = await refused({ identity_number: '037161000009' });
  expect(written.warnings).toHaveLength(2);
  const read1960 = await read(ctx, (db) => personById(db, written.id));
  expect(read1960).toMatchObject({ birth: '1960', identity_number: '037161000009', nationality: 'VN' });
});

test('a changed person keeps what was not given, and is found by the new name only', async () => {
  const { id: personId } = await tx(ctx, (t) =>
    upsertPerson(t, {
      unit_id: home,
      name: 'Vũ Thị Cũ',
      sex: 'female',
      birth: '1970',
      phone: '0912 345 699',
    }),
  );
  await tx(ctx, (t) =>
    upsertPerson(t, { id: personId, unit_id: home, name: 'Vũ Thị Mới', sex: 'female', birth: '1970' }),
  );
  await read(ctx, async (db) => {
    expect(await personById(db, personId)).toMatchObject({ phone: '+84912345699', version: 2 });
    expect((await searchPersons(db, { text: 'vu thi moi', units: [home] })).map((p) => p.id)).toEqual([
      personId,
    ]);
    expect((await searchPersons(db, { text: 'Cũ', units: [home] })).map((p) => p.id)).not.toContain(personId);
  });
});

test('of two who change the same person, the second is told', async () => {
  const person = { unit_id: home, name: 'Bùi Văn Tám', sex: 'male', birth: '1980' } as const;
  const { id: personId } = await tx(ctx, (t) => upsertPerson(t, person));
  const change = (address: string) =>
    tx(ctx, (t) => upsertPerson(t, { ...person, id: personId, version: 1, address }));
  await change('Số 1');
  await expect(change('Số 2')).rejects.toMatchObject({ kind: 'conflict', code: 'people.changed-meanwhile' });
  expect((await read(ctx, (db) => personById(db, personId)))?.address).toBe('Số 1');
});

test.each([
  ['nguyen thi lan'],
  ['Nguyễn Thị Lan'.normalize('NFD')],
  ['nguyeen thi lan'],
  ['Nguyeenx Thij Lan'],
  ['ngyuen thi lan'],
  ['0912 345 601'],
  ['+84912345601'],
  ['037190000001'],
])('"%s" finds Nguyễn Thị Lan', async (text) => {
  const [best] = await read(ctx, (db) => suggestPersons(db, { text, units: [home, elsewhere] }));
  expect(best?.name).toBe('Nguyễn Thị Lan');
});

test('a search stays inside the given units and ranks exact marks first', async () => {
  await read(ctx, async (db) => {
    expect(await searchPersons(db, { text: 'Lân', units: [home] })).not.toContainEqual(
      expect.objectContaining({ name: 'Đinh Văn Lân' }),
    );
    const both = await searchPersons(db, { text: 'Lân', units: [home, elsewhere] });
    expect(both.map((p) => p.name)).toEqual(['Đinh Văn Lân', 'Nguyễn Thị Lan']);
    expect(await searchPersons(db, { text: '', units: [home] })).toEqual([]);
  });
});

test('kin are read from both sides; she who has a young child stands for it, until it is of age', async () => {
  await read(ctx, async (db) => {
    expect((await kinOf(db, id(lan))).map((k) => [k.kind, k.person.name])).toEqual([
      ['spouse', 'Trần Văn An'],
      ['child', 'Trần Bảo Anh'],
    ]);
    expect((await kinOf(db, id(be))).map((k) => k.kind)).toEqual(['father', 'mother']);
    expect((await dependantsOf(db, id(lan), '2026-01-01')).map((p) => p.name)).toEqual(['Trần Bảo Anh']);
    expect(await dependantsOf(db, id(lan), '2038-10-10')).toEqual([]);
    expect((await membersOf(db, household)).map((p) => p.name)).toEqual([
      'Trần Văn An',
      'Nguyễn Thị Lan',
      'Trần Bảo Anh',
    ]);
  });
});

test('the record for forms names parents and spouse, without numbers of people the reader may not see', async () => {
  const own = await read(as(ctx, citizen(id(lan))), (db) => recordFor(db, id(lan)));
  expect(own).toMatchObject({
    name: 'Nguyễn Thị Lan',
    birth: '1990-03-05',
    sex: 'female',
    'identity-number': '037190000001',
    ethnic: '01',
    nationality: 'VN',
    phone: '0912345601',
    'spouse.name': 'Trần Văn An',
  });
  const child = await read(as(ctx, citizen(id(be))), (db) => recordFor(db, id(be)));
  expect(child).toMatchObject({
    'father.name': 'Trần Văn An',
    'mother.name': 'Nguyễn Thị Lan',
    'mother.birth': '1990-03-05',
  });
  expect(child).not.toHaveProperty('mother.identity-number');
  expect(await read(as(ctx, citizen(id(be))), (db) => recordFor(db, id(lan)))).toBeNull();
  const officer = await read(as(ctx, officerOf(home)), (db) => recordFor(db, id(be)));
  expect(officer).toHaveProperty('mother.identity-number', '037190000001');
});

test('a death needs the version that was read; a poverty status holds for its time', async () => {
  expect(await tx(ctx, (t) => recordDeath(t, { personId: id(dinh), diedOn: '2026-01-02', version: 9 }))).toBe(
    false,
  );
  expect(await tx(ctx, (t) => recordDeath(t, { personId: id(dinh), diedOn: '2026-01-02', version: 1 }))).toBe(
    true,
  );
  expect((await read(ctx, (db) => findByIdentity(db, '036055000001')))?.died_on).toBe('2026-01-02');
  await tx(ctx, (t) =>
    setPoverty(t, { householdId: household, status: 'poor', from: '2025-01-01', decision: '12/QĐ-UBND' }),
  );
  await tx(ctx, (t) => setPoverty(t, { householdId: household, status: 'near-poor', from: '2026-01-01' }));
  await tx(ctx, (t) => setPoverty(t, { householdId: household, status: null, from: '2026-06-01' }));
  const statusOn = async (on: string) => (await read(ctx, (db) => povertyOf(db, household, on)))?.status;
  expect([
    await statusOn('2024-12-31'),
    await statusOn('2025-05-01'),
    await statusOn('2026-05-31'),
    await statusOn('2026-06-01'),
  ]).toEqual([undefined, 'poor', 'near-poor', undefined]);
});

test('25,000 people are written within seconds and listed by given name', async () => {
  const families = ['Nguyễn', 'Trần', 'Đinh', 'Lê', 'Phạm'];
  const given = ['An', 'Ánh', 'Bình', 'Cúc', 'Đào', 'Dung', 'Hà', 'Hạnh', 'Lý', 'Yến'];
  const people = Array.from(
    { length: 25_000 },
    (_, i): PersonInput => ({
      unit_id: 2001,
      name: `${families[i % 5]} Thị ${given[i % 10]}`,
      sex: i % 2 === 0 ? 'female' : 'male',
      birth: String(1930 + (i % 90)),
      identity_number: `0370${String(30 + (i % 70)).padStart(2, '0')}${String(i).padStart(6, '0')}`,
    }),
  );
  const started = performance.now();
  await tx(ctx, (t) => insertPeople(t, people));
  expect(performance.now() - started).toBeLessThan(15_000);
  const names = await read(ctx, async (db) =>
    (await personsOfVillage(db, { units: [2001], villageId: null, limit: 25_000, offset: 0 })).map((p) =>
      p.name.split(' ').at(-1),
    ),
  );
  expect(names).toHaveLength(25_000);
  expect([...new Set(names)]).toEqual(['An', 'Ánh', 'Bình', 'Cúc', 'Dung', 'Đào', 'Hà', 'Hạnh', 'Lý', 'Yến']);
});
