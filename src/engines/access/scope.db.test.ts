import { randomUUID } from 'node:crypto';
import fc from 'fast-check';
import { expect, test } from 'vitest';
import { type Actor, anyone, column, machine, sql } from '#engines/database';
import { testDb } from '#engines/testing';
import { caseScope, citizenCases, officerCases } from './scope.ts';

const house = await testDb();

const row = {
  id: column.uuid,
  unit_id: column.int,
  field: column.text,
  filer_account_id: column.nullable(column.uuid),
  filer_person_id: column.nullable(column.uuid),
  subject_person_id: column.nullable(column.uuid),
  representative_person_id: column.nullable(column.uuid),
};
const one = `(select :id as id, :unit_id as unit_id, :field as field, :filer_account_id as filer_account_id,
  :filer_person_id as filer_person_id, :subject_person_id as subject_person_id,
  :representative_person_id as representative_person_id) c`;
const asks = { row: { seen: column.int } };
const whole = sql({
  name: 'access.test_scope',
  params: { ...row, ...caseScope.params },
  ...asks,
  text: `select count(*)::int as seen from ${one} where ${caseScope.predicate('c')}`,
});
const officers = sql({
  name: 'access.test_officer_scope',
  params: { ...row, ...officerCases.params },
  ...asks,
  text: `select count(*)::int as seen from ${one} where ${officerCases.predicate('c')}`,
});
const citizens = sql({
  name: 'access.test_citizen_scope',
  params: { ...row, ...citizenCases.params },
  ...asks,
  text: `select count(*)::int as seen from ${one} where ${citizenCases.predicate('c')}`,
});

const people = Array.from({ length: 3 }, () => randomUUID());
const matters = Array.from({ length: 3 }, () => randomUUID());
const accounts = Array.from({ length: 3 }, () => randomUUID());
const fields = ['civil-status', 'business', 'welfare'];
const unit = fc.integer({ min: 1, max: 3 });
const someone = fc.option(fc.constantFrom(...people), { nil: null });
const matter = fc.record({
  id: fc.constantFrom(...matters),
  unit_id: unit,
  field: fc.constantFrom(...fields),
  filer_account_id: fc.option(fc.constantFrom(...accounts), { nil: null }),
  filer_person_id: someone,
  subject_person_id: someone,
  representative_person_id: someone,
});
const officer: fc.Arbitrary<Actor> = fc
  .record({
    units: fc.uniqueArray(unit),
    fields: fc.option(fc.uniqueArray(fc.constantFrom(...fields)), { nil: null }),
    persons: fc.uniqueArray(fc.constantFrom(...people)),
  })
  .map((scope) => ({
    kind: 'officer' as const,
    accountId: accounts[0] ?? '',
    personId: people[0] ?? '',
    postId: randomUUID(),
    name: 'Cán bộ',
    postTitle: 'Một cửa',
    unitId: 1,
    permissions: new Set(['dossier.see']),
    scope,
  }));
const citizen: fc.Arbitrary<Actor> = fc
  .record({
    accountId: fc.constantFrom(...accounts),
    persons: fc.uniqueArray(fc.constantFrom(...people)),
    cases: fc.option(fc.uniqueArray(fc.constantFrom(...matters)), { nil: undefined }),
    units: fc.uniqueArray(unit),
  })
  .map(({ accountId, persons, units, cases }) => ({
    kind: 'citizen' as const,
    accountId,
    personId: people[0] ?? '',
    name: 'Người dân',
    scope: { units, fields: null, persons, ...(cases ? { cases } : {}) },
  }));
const actor = fc.oneof(
  officer,
  citizen,
  fc.constant<Actor>(anyone),
  fc.constant<Actor>({ kind: 'anyone', scope: machine('x').scope }),
  fc.constant<Actor>(machine('job')),
);

test('a case is seen exactly by those whom the law of scope names', async () => {
  await fc.assert(
    fc.asyncProperty(actor, matter, async (who, c) => {
      const byOffice =
        who.kind === 'officer' &&
        who.scope.units.includes(c.unit_id) &&
        (who.scope.fields === null || who.scope.fields.includes(c.field));
      const within = (p: string | null) =>
        who.kind === 'citizen' && p !== null && who.scope.persons.includes(p);
      // Filed for somebody whom the register knows: the representative sees it by her authorisation alone.
      const represented = c.representative_person_id !== null && c.subject_person_id !== null;
      const byPerson =
        who.kind === 'citizen' &&
        (within(c.subject_person_id) ||
          (who.scope.cases ?? []).includes(c.id) ||
          (!represented &&
            (c.filer_account_id === who.accountId ||
              within(c.filer_person_id) ||
              within(c.representative_person_id))));
      expect((await house.db.one(officers, { ...c, ...officerCases.of(who) })).seen === 1).toBe(byOffice);
      expect((await house.db.one(citizens, { ...c, ...citizenCases.of(who) })).seen === 1).toBe(byPerson);
      expect((await house.db.one(whole, { ...c, ...caseScope.of(who) })).seen === 1).toBe(
        byOffice || byPerson || who.kind === 'machine',
      );
    }),
    { numRuns: 400 },
  );
});
