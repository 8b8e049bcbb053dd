/** A version of an administrative unit. Everything points to a version (law 6), never to a code. */
export interface Unit {
  readonly id: number;
  /** Statistical code: 2 digits a province, 3 a district (until 2025), 5 a commune. Reused over time. */
  readonly code: string;
  /** "Yên Mô" */
  readonly name: string;
  /** "xã Yên Mô" */
  readonly full_name: string;
  readonly type: UnitType;
  readonly level: Level;
  readonly parent_id: number | null;
  /** `H42.37.14`; configuration, "chưa đối chiếu" unless checked. */
  readonly authority_code: string | null;
  readonly authority_code_checked: boolean;
  /** First day in force; null = since before the register begins. */
  readonly valid_from: string | null;
  /** First day no longer in force; null = in force. */
  readonly valid_to: string | null;
  readonly legal_act: string | null;
  readonly source: string;
}

export type Level = 'commune' | 'district' | 'province';

const levels = {
  xã: ['commune'],
  phường: ['commune'],
  'đặc khu': ['commune'],
  'thị trấn': ['commune'],
  huyện: ['district'],
  quận: ['district'],
  'thị xã': ['district'],
  'thành phố': ['district', 'province'],
  tỉnh: ['province'],
} as const satisfies Record<string, readonly Level[]>;

export type UnitType = keyof typeof levels;

export const unitTypes = Object.keys(levels) as UnitType[];

/** "Thành phố" is both a province and, until 2025, a district: the code's length decides. */
export function levelOf(code: string): Level | null {
  if (/^\d{2}$/.test(code)) return 'province';
  if (/^\d{3}$/.test(code)) return 'district';
  return /^\d{5}$/.test(code) ? 'commune' : null;
}

export const typeFits = (type: UnitType, level: Level): boolean =>
  (levels[type] as readonly Level[]).includes(level);

/** "Xã Yên Hòa" → type and name; null when it begins with no type of unit. */
export function splitName(full: string): { type: UnitType; name: string } | null {
  const text = canonicalName(full);
  const type = unitTypes.find((t) => text.toLowerCase().startsWith(`${t} `));
  const name = type && text.slice(type.length + 1).trim();
  return type && name ? { type, name } : null;
}

const toneMoves: readonly [RegExp, (start: string) => string][] = (
  [
    ['o', 'òóỏõọ', 'a', 'àáảãạ'],
    ['o', 'òóỏõọ', 'e', 'èéẻẽẹ'],
    ['u', 'ùúủũụ', 'y', 'ỳýỷỹỵ'],
  ] as const
).flatMap(([first, marked, second, secondMarked]) =>
  [...secondMarked].map((letter, tone): [RegExp, (start: string) => string] => [
    // "quý" keeps its mark: its u belongs to the q.
    new RegExp(`(?<![qQ])(${first})${letter}(?!\\p{L})`, 'giu'),
    (start) => `${start === first ? (marked[tone] ?? '') : (marked[tone] ?? '').toUpperCase()}${second}`,
  ]),
);

/** NFC, one space between words, and one of the two right tone placements ("Hoà" → "Hòa"), so that sources agree. */
export function canonicalName(text: string): string {
  const plain = text.normalize('NFC').replace(/\s+/gu, ' ').trim();
  return toneMoves.reduce((t, [pattern, put]) => t.replace(pattern, (_, start: string) => put(start)), plain);
}

/** Is the version in force on that day? */
export const inForce = (unit: Pick<Unit, 'valid_from' | 'valid_to'>, onDate: string): boolean =>
  (unit.valid_from === null || unit.valid_from <= onDate) &&
  (unit.valid_to === null || onDate < unit.valid_to);

export interface Village {
  readonly id: number;
  readonly unit_id: number;
  readonly former_unit_id: number | null;
  readonly former_name: string | null;
  readonly name: string;
  readonly kind: string;
  /** Made up for the demo commune; the screen says so. */
  readonly invented: boolean;
  readonly valid_from: string;
  readonly valid_to: string | null;
}

/** An office or authority of a unit: UBND, Trung tâm Phục vụ hành chính công… */
export interface Body {
  readonly id: number;
  readonly unit_id: number;
  readonly code: string;
  readonly name: string;
  readonly short_name: string;
  readonly valid_from: string;
  readonly valid_to: string | null;
}
