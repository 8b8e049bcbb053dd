import type { Db } from '#engines/database';
import { nationalPhone } from './phone.ts';
import { findKinOnPapers, findRecord } from './store.ts';

/**
 * What forms are prefilled from, flat, in the codes that form fields use: `name`, `birth`, `sex` (male,
 * female), `identity-number`, `old-identity-number`, `ethnic`, `nationality`, `birth-place`, `address`,
 * `village`, `unit`, `phone`, and of `father.`, `mother.`, `spouse.`, `guardian.` the name, birth, sex,
 * ethnic, nationality (and the number, where the reader may see that person). Unknown things are absent.
 * Null when the reader may not see the person.
 */
export async function recordFor(db: Db, personId: string): Promise<Readonly<Record<string, string>> | null> {
  const person = await db.maybe(findRecord, { person_id: personId });
  if (!person) return null;
  const record: Record<string, string | null> = {
    name: person.name,
    birth: person.birth,
    sex: person.sex,
    'identity-number': person.identity_number,
    'old-identity-number': person.old_identity_number,
    ethnic: person.ethnic_code,
    nationality: person.nationality,
    'birth-place': person.birth_place,
    phone: person.phone && nationalPhone(person.phone),
    village: person.village,
    unit: person.unit,
    address: addressOf(person),
  };
  for (const kin of await db.many(findKinOnPapers, { person_id: personId })) {
    record[`${kin.kind}.name`] = kin.name;
    record[`${kin.kind}.birth`] = kin.birth;
    record[`${kin.kind}.sex`] = kin.sex;
    record[`${kin.kind}.ethnic`] = kin.ethnic_code;
    record[`${kin.kind}.nationality`] = kin.nationality;
    record[`${kin.kind}.identity-number`] = kin.identity_number;
  }
  return Object.fromEntries(
    Object.entries(record).filter((entry): entry is [string, string] => entry[1] !== null && entry[1] !== ''),
  );
}

/** "Số nhà 5, thôn Liên Trì, xã Yên Mô, tỉnh Ninh Bình" */
function addressOf(person: {
  address: string;
  house_address: string | null;
  village: string | null;
  unit: string | null;
  province: string | null;
}): string {
  const detail = person.address || person.house_address;
  return [detail, person.village, person.unit, person.province].filter((part) => part).join(', ');
}
