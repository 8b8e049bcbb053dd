/** The fields of an entry in the register, each kept or corrected by itself. */
export const personFields = [
  'name',
  'sex',
  'birth',
  'birth_place',
  'identity_number',
  'old_identity_number',
  'ethnic_code',
  'nationality',
  'phone',
  'village_id',
  'household_id',
  'relation',
  'address',
  'died_on',
  'smartphone',
  'note',
] as const;

/** Fields of an entry that a change may speak of. */
export const shownFields = [...personFields, 'kin', 'head', 'members', 'code'] as const;
