import { formatDate, formatDateTime } from '#engines/calendar';
import { Refusal } from '#engines/database';
import {
  type changesOf,
  ethnicGroups,
  maskIdentity,
  nationalities,
  nationalPhone,
  type Person,
  showPartialDate,
  showPhone,
} from '#engines/people';
import { EmptyState, type FieldMistake, Table, TextField, Timeline } from '#engines/ui';
import type { Form } from '#engines/web';
import { vi } from './vi.ts';
import { type VillageHere, villageName } from './villages.ts';

export const home = '/can-bo/so-dan';
export const personAt = (id: string): string => `${home}/nguoi/${id}`;
export const householdAt = (id: string): string => `${home}/ho/${id}`;
export const pairAt = (one: string, other: string): string => `${home}/trung/${one}/${other}`;
/** For samples of the rights walk: a row that is nobody's. */
export const nobody = '00000000-0000-0000-0000-000000000000';

export const PeopleTable = (props: {
  readonly caption: string;
  readonly people: readonly Person[];
  readonly villages: readonly VillageHere[];
}) => (
  <Table
    caption={props.caption}
    rows={props.people}
    rowKey={(person) => person.id}
    href={(person) => personAt(person.id)}
    empty={<EmptyState title={vi.found(0)}>{vi.none}</EmptyState>}
    columns={[
      { key: 'name', title: vi.name, cell: (person) => person.name },
      { key: 'birth', title: vi.birth, cell: (person) => showPartialDate(person.birth) },
      { key: 'number', title: vi.number, cell: (person) => maskIdentity(person.identity_number) || '–' },
      { key: 'phone', title: vi.phone, cell: (person) => (person.phone ? showPhone(person.phone) : '–') },
      { key: 'village', title: vi.village, cell: (person) => villageName(props.villages, person.village_id) },
      {
        key: 'state',
        title: vi.died,
        cell: (person) => (person.died_on ? formatDate(person.died_on) : '–'),
      },
    ]}
  />
);

const labels: Readonly<Record<string, string>> = {
  name: vi.name,
  sex: vi.sex,
  birth: vi.birth,
  birth_place: vi.birthPlace,
  identity_number: vi.number,
  old_identity_number: vi.oldNumber,
  ethnic_code: vi.ethnic,
  nationality: vi.nationality,
  phone: vi.phone,
  village_id: vi.village,
  household_id: vi.household,
  relation: vi.relation,
  address: vi.address,
  died_on: vi.died,
  smartphone: vi.smartphone,
  note: vi.note,
  head: vi.head,
  code: vi.code,
};

export const labelOf = (field: string): string => labels[field] ?? field;

/** A field as people read it; ids of households are said by their number elsewhere. */
export function saidOf(field: string, value: unknown, villages: readonly VillageHere[]): string {
  if (value === null || value === undefined || value === '') return vi.nothing;
  if (field === 'identity_number' || field === 'old_identity_number') return maskIdentity(String(value));
  if (field === 'birth') return showPartialDate(String(value));
  if (field === 'died_on') return formatDate(String(value));
  if (field === 'sex') return value === 'male' ? vi.male : vi.female;
  if (field === 'phone') return nationalPhone(String(value));
  if (field === 'ethnic_code') return nameIn(ethnicGroups, String(value));
  if (field === 'nationality') return nameIn(nationalities, String(value));
  if (field === 'village_id') return villageName(villages, Number(value));
  if (field === 'smartphone') return value === true ? vi.yes : vi.no;
  if (field === 'household_id') return `${vi.household} …${String(value).slice(-4)}`;
  return String(value);
}

const nameIn = (list: readonly { readonly code: string; readonly name: string }[], code: string): string =>
  list.find((one) => one.code === code)?.name ?? code;

type Changes = Awaited<ReturnType<typeof changesOf>>;

export const History = (props: { readonly changes: Changes; readonly villages: readonly VillageHere[] }) => (
  <section class="stack">
    <h2>{vi.history}</h2>
    {props.changes.length === 0 ? (
      <p>{vi.noHistory}</p>
    ) : (
      <Timeline
        items={props.changes.map((change) => ({
          title: vi.verbs[change.verb],
          at: formatDateTime(change.at),
          by: `${change.by_name}, ${change.by_title}`,
          text: (
            <>
              <p>
                {vi.reason}: {change.reason}
                {change.paper && ` · ${change.paper}`}
              </p>
              {fieldsOf(change).map((field) => (
                <p key={field}>
                  {labelOf(field)}:{' '}
                  {vi.was(
                    saidOf(field, change.before[field], props.villages),
                    saidOf(field, change.after[field], props.villages),
                  )}
                </p>
              ))}
            </>
          ),
        }))}
      />
    )}
  </section>
);

/** A new entry has nothing before, and lists of ids say nothing to a reader. */
const fieldsOf = (change: Changes[number]): string[] =>
  change.verb === 'added'
    ? []
    : Object.keys({ ...change.before, ...change.after }).filter(
        (field) =>
          !['members', 'kin'].includes(field) && (field !== 'head' || change.verb === 'head-changed'),
      );

/** What was typed there. */
export const groundIn = (form: Form, id: string) => ({
  reason: form.get(`ly-do-${id}`),
  paper: form.get(`giay-to-${id}`),
});

/** Why, and on which paper: asked with every change. A page has several, so each bears its form's id. */
export const GroundFields = (props: {
  readonly id: string;
  readonly reason?: string;
  readonly paper?: string;
  readonly error?: string;
}) => (
  <>
    <TextField
      name={`ly-do-${props.id}`}
      label={vi.reason}
      hint={vi.reasonHint}
      value={props.reason}
      error={props.error}
      maxLength={300}
    />
    <TextField
      name={`giay-to-${props.id}`}
      label={vi.paper}
      hint={vi.paperHint}
      value={props.paper}
      maxLength={200}
      optional
    />
  </>
);

/** The number of the page asked for; whatever is none means the first. */
export const pageAsked = (asked: string | undefined): number =>
  /^[1-9]\d{0,4}$/.test(asked ?? '') ? Number(asked) : 1;

const boxes: Readonly<Record<string, string>> = {
  name: 'ho-ten',
  birth: 'ngay-sinh',
  'identity-number': 'so-dinh-danh',
  'old-number': 'so-cu',
  sex: 'gioi-tinh',
  phone: 'dien-thoai',
  relation: 'quan-he',
  head: 'nguoi',
  died_on: 'ngay-mat',
  code: 'so-ho',
  relative: 'nguoi-than',
  kind: 'la',
  village: 'thon',
  address: 'dia-chi',
  'birth-place': 'noi-sinh',
  note: 'ghi-chu',
};

/** A refusal that belongs beside a box; anything else goes up. */
export function mistakeOf(error: unknown, id: string): FieldMistake {
  if (!(error instanceof Refusal) || !['invalid', 'conflict', 'limited'].includes(error.kind)) throw error;
  const field = error.code === 'people.identity-taken' ? 'identity-number' : String(error.facts.field);
  return { field: boxes[field] ?? `ly-do-${id}`, message: error.message };
}
