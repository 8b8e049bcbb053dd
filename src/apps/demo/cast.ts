import type { DemoHousehold, DemoPerson } from './households.ts';

/** People of the demo whom the README names; each is found in the filled commune and given a fixed telephone. */
export interface Role {
  readonly phone: string;
  readonly name: string;
  readonly story: string;
  readonly password?: string;
  fits(person: DemoPerson, household: DemoHousehold): boolean;
}

export const cast: readonly Role[] = [
  {
    phone: '0900990001',
    name: 'Đinh Thị Lành',
    story: 'người mẹ trẻ, có con nhỏ, làm giấy khai sinh bằng điện thoại',
    fits: (p, h) =>
      p.sex === 'female' &&
      (p.relation === 'head' || p.relation === 'spouse') &&
      p.smartphone &&
      bornIn(p, 1988, 2003) &&
      h.people.some((c) => c.mother === p.key && bornIn(c, 2018, 2026)),
  },
  {
    phone: '0900990002',
    name: 'Vũ Văn Khoát',
    story: 'chủ quán, mở hộ kinh doanh; có đặt mật khẩu nên đăng nhập hai bước',
    password: 'quan com yen hoa 2026',
    fits: (p) => p.sex === 'male' && p.relation === 'head' && p.smartphone && bornIn(p, 1978, 1990),
  },
  {
    phone: '0900990003',
    name: 'Tạ Thị Mùi',
    story: 'cụ bà chỉ nhớ năm sinh, điện thoại phím bấm',
    fits: (p, h) => p.sex === 'female' && p.birth.length === 4 && h.people.length <= 2,
  },
  {
    phone: '0900990004',
    name: 'Phạm Đức Toản',
    story: 'dùng chung một số điện thoại với vợ',
    fits: (p, h) =>
      p.sex === 'male' &&
      p.relation === 'head' &&
      p.smartphone &&
      bornIn(p, 1962, 1975) &&
      h.people.some((s) => s.spouse === p.key),
  },
];

const bornIn = (person: DemoPerson, from: number, to: number) => {
  const year = Number(person.birth.slice(0, 4));
  return year >= from && year <= to;
};

/** The filled households with the cast in them; the wife of the last one shares his telephone. */
export function withCast(households: readonly DemoHousehold[]): {
  households: DemoHousehold[];
  keys: Map<number, Role>;
} {
  const keys = new Map<number, Role>();
  const taken = new Set<number>();
  for (const role of cast) {
    const home = households.find((h) => !taken.has(h.number) && h.people.some((p) => role.fits(p, h)));
    const person = home?.people.find((p) => role.fits(p, home));
    if (!home || !person) throw new Error(`nobody in the demo commune fits ${role.name}`);
    taken.add(home.number);
    keys.set(person.key, role);
  }
  const shared = new Map(
    [...keys].flatMap(([key, role]) =>
      role === cast[3] ? [[spouseOf(households, key), role.phone] as const] : [],
    ),
  );
  const changed = households.map((home) => ({
    ...home,
    people: home.people.map((person) => {
      const role = keys.get(person.key);
      if (role) return { ...person, name: role.name, phone: role.phone };
      const phone = shared.get(person.key);
      return phone ? { ...person, phone } : person;
    }),
  }));
  return { households: changed, keys };
}

const spouseOf = (households: readonly DemoHousehold[], key: number): number =>
  households.flatMap((h) => h.people).find((p) => p.spouse === key)?.key ?? -1;
