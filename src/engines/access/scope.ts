import { type Actor, column } from '#engines/database';

/**
 * Who may see a case is decided here and nowhere else (law 7): text that never changes, with array
 * parameters, ANDed into every statement that reads cases. An empty array admits nothing, so whatever is
 * not granted is refused.
 *
 * The table behind `alias` has id, unit_id, field, filer_account_id, filer_person_id, subject_person_id and
 * representative_person_id (`cases.cases`).
 *
 * What a representative filed for somebody of the register is hers to see only while her authorisation holds: it
 * comes through `scope_cases`, which every request asks anew, never through the filer's columns.
 *
 * @example
 * sql({
 *   name: 'cases.find_by_number',
 *   params: { number: column.text, ...caseScope.params },
 *   row: {…},
 *   text: `select … from cases.cases c where c.number = :number and ${caseScope.predicate('c')}`,
 * });
 * db.maybe(findByNumber, { number, ...caseScope.of(ctx.actor) });
 */
export const caseScope = {
  params: {
    scope_everything: column.bool,
    scope_units: column.ints,
    scope_fields: column.nullable(column.texts),
    scope_account: column.nullable(column.uuid),
    scope_persons: column.uuids,
    scope_cases: column.uuids,
  },
  predicate: (alias: string): string => `(:scope_everything or ${officerArm(alias)} or ${citizenArm(alias)})`,
  of: (actor: Actor) => ({
    scope_everything: actor.kind === 'machine' && actor.scope.everything === true,
    ...officerCases.of(actor),
    // One who oversees counts matters and opens none.
    ...(actor.kind === 'officer' && !actor.permissions.has('dossier.see') ? { scope_units: [] } : {}),
    ...citizenCases.of(actor),
  }),
};

/**
 * The officer's arm alone, for queues and counts: an OR of arms would keep the planner from reading an
 * index in order. Citizens, and the program itself, see nothing through it.
 */
export const officerCases = {
  params: { scope_units: column.ints, scope_fields: column.nullable(column.texts) },
  predicate: (alias: string): string => officerArm(alias),
  of: (actor: Actor) => ({
    scope_units: actor.kind === 'officer' ? [...actor.scope.units] : [],
    scope_fields: actor.kind === 'officer' && actor.scope.fields !== null ? [...actor.scope.fields] : null,
  }),
};

/** The citizen's arm alone, for "my dossiers". Officers, and the program itself, see nothing through it. */
export const citizenCases = {
  params: {
    scope_account: column.nullable(column.uuid),
    scope_persons: column.uuids,
    scope_cases: column.uuids,
  },
  predicate: (alias: string): string => citizenArm(alias),
  of: (actor: Actor) => ({
    scope_account: actor.kind === 'citizen' ? actor.accountId : null,
    scope_persons: actor.kind === 'citizen' ? [...actor.scope.persons] : [],
    // A client's are the one dossier of its own that it asks for; at rest it has none.
    scope_cases: actor.kind === 'citizen' || actor.kind === 'client' ? [...(actor.scope.cases ?? [])] : [],
  }),
};

const officerArm = (alias: string): string =>
  `(${alias}.unit_id = any(:scope_units) and (:scope_fields is null or ${alias}.field = any(:scope_fields)))`;

const citizenArm = (alias: string): string =>
  `(${alias}.subject_person_id = any(:scope_persons) or ${alias}.id = any(:scope_cases)
    or ((${alias}.representative_person_id is null or ${alias}.subject_person_id is null)
      and (${alias}.filer_account_id = :scope_account or ${alias}.filer_person_id = any(:scope_persons)
        or ${alias}.representative_person_id = any(:scope_persons))))`;
