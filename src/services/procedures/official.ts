import { Refusal } from '#engines/database';
import { allFaults } from './faults.ts';
import { codeOfField } from './fields.ts';
import { nationalCode, type Official, type OfficialPaper, type ProcedureRoute } from './procedure.ts';
import type { NewVersion } from './read-file.ts';
import { vi } from './vi.ts';

interface PortalRecord {
  readonly ma: string;
  readonly ten: string;
  readonly linh_vuc: string;
  readonly cap: string;
  readonly quyet_dinh: string;
  readonly doi_tuong: string;
  readonly trinh_tu: string;
  readonly cach_thuc: readonly {
    kenh: string;
    so: string | null;
    don_vi: string | null;
    phi_va_ghi_chu: string;
  }[];
  readonly thanh_phan: readonly {
    nhom: string;
    giay_to: readonly { ten: string; ban_chinh: number; ban_sao: number; la_ghi_chu: boolean }[];
  }[];
  readonly ket_qua: string;
  readonly ma_ket_qua: readonly string[];
  readonly yeu_cau: string;
  readonly can_cu: readonly string[];
  readonly co_quan_tham_quyen: string;
  readonly trang_goc: string;
}

/** The day the records were collected: the portal tells no day from which a text holds. */
const collectedOn = '2026-07-01';

/**
 * Reads the file of the national portal's records. Words are kept; its known faults are not: advice is no paper,
 * a number without a unit promises nothing, blocks pasted twice count once.
 */
export function readOfficial(json: unknown): readonly NewVersion[] {
  const list = (json as { thu_tuc?: unknown } | null)?.thu_tuc;
  if (!Array.isArray(list)) throw new Refusal('invalid', 'procedures.official', vi.officialShape);
  const faults: { readonly record: number; readonly message: string }[] = [];
  const versions = list.flatMap((entry: unknown, index) => {
    const message = faultIn(entry);
    if (message === undefined) return [versionOf(entry as PortalRecord)];
    faults.push({ record: index + 1, message: vi.officialFault(index + 1, nameOf(entry), message) });
    return [];
  });
  if (faults.length > 0) throw allFaults('procedures.official', faults);
  return versions;
}

/** Why a record cannot be taken in; undefined when it can. */
function faultIn(entry: unknown): string | undefined {
  const record = entry as Partial<PortalRecord> | null;
  const texts = ['ma', 'ten', 'linh_vuc', 'trinh_tu', 'quyet_dinh'] as const;
  const missing = texts.find((key) => typeof record?.[key] !== 'string');
  if (missing) return vi.officialMissing(missing);
  for (const key of ['cach_thuc', 'thanh_phan', 'can_cu'] as const)
    if (!Array.isArray(record?.[key])) return vi.officialMissing(key);
  for (const group of record?.thanh_phan ?? [])
    if (typeof group?.nhom !== 'string' || !Array.isArray(group.giay_to))
      return vi.officialMissing('giay_to');
  return nationalCode(record?.ma ?? '') ? undefined : vi.officialCode(String(record?.ma));
}

/** What a faulty record can still be recognised by. */
const nameOf = (entry: unknown): string => {
  const { ma, ten } = (entry ?? {}) as Partial<PortalRecord>;
  return [ma, ten]
    .filter((part) => typeof part === 'string' && part !== '')
    .join(' ')
    .slice(0, 80);
};

function versionOf(record: PortalRecord): NewVersion {
  const name = tidy(record.ten)
    .replace(/\n/g, ' ')
    .replace(/\s*\(\d\.\d{6}\)$/, '');
  const official = officialOf(record);
  return {
    code: nationalCode(record.ma) ?? record.ma,
    kind: 'official',
    name,
    plain_name: name.replace(/^Thủ tục\s+/u, '').replace(/^./u, (letter) => letter.toUpperCase()),
    field: codeOfField(record.linh_vuc),
    field_name: tidy(record.linh_vuc),
    route: routeOf(record),
    valid_from: collectedOn,
    source: `Cổng Dịch vụ công quốc gia, hồ sơ ${record.ma}, ${record.quyet_dinh}, đọc tháng 6–7/2026`,
    checked: 'unchecked',
    definition: {
      summary: '',
      who: [official.applicants].filter(Boolean),
      when: [],
      alsoCalled: [],
      where: [...new Set(official.channels.map((c) => c.channel))],
      // The limit belongs to a case and the portal prints it by channel: an officer sets one before any promise.
      cases: [{ id: 'ordinary', label: vi.ordinaryCase, limit: { kind: 'none' }, default: true }],
      papers: [],
      notNeeded: [],
      form: { groups: [] },
      steps: [],
      fees: [],
      result: {
        name: official.result,
        ...(official.resultCodes[0] ? { code: official.resultCodes[0] } : {}),
      },
      notes: [],
      bases: official.bases.map((number) => ({ number, about: '' })),
      sources: [{ fact: vi.wholeText, from: record.trang_goc || record.quyet_dinh }],
      unchecked: [{ fact: vi.officialLimitFact, reason: vi.officialLimitReason }],
      official,
    },
  };
}

function officialOf(record: PortalRecord): Official {
  const seen = new Set<string>();
  const advice: string[] = [];
  const papers = record.thanh_phan.flatMap((group) => {
    const items: OfficialPaper[] = [];
    const { title, swallowed } = groupOf(group.nhom);
    for (const line of [...swallowed, ...group.giay_to]) {
      const name = withoutFile(withoutBullet(tidy(line.ten)));
      if (name === '' || seen.has(name)) continue;
      seen.add(name);
      if (line.la_ghi_chu || (line.ban_chinh === 0 && line.ban_sao === 0)) advice.push(name);
      else items.push({ name, originals: line.ban_chinh, copies: line.ban_sao });
    }
    return items.length > 0 ? [{ group: title, items }] : [];
  });
  return {
    decision: record.quyet_dinh,
    level: record.cap ?? '',
    applicants: tidy(record.doi_tuong ?? ''),
    order: onceOnly(tidy(record.trinh_tu)),
    channels: unique(record.cach_thuc.filter((c) => !/\bUSD\b/.test(c.phi_va_ghi_chu ?? '')).map(channelOf)),
    papers,
    advice,
    result: tidy(record.ket_qua ?? '')
      .replace(/Mã: KQ\.G\d{2}\.\d{6}/g, '; ')
      .replace(/[; ]+$/, ''),
    resultCodes: record.ma_ket_qua ?? [],
    conditions: onceOnly(tidy(record.yeu_cau ?? '')),
    bases: unique(record.can_cu.flatMap((basis) => numberOf(basis) ?? [])),
    competent: tidy(record.co_quan_tham_quyen ?? ''),
    address: record.trang_goc ?? '',
  };
}

type PaperLine = PortalRecord['thanh_phan'][number]['giay_to'][number];

/** The portal's group titles swallow the papers before them, with their counts: “Tờ khai….1 bản chính* Hồ sơ gồm”. */
function groupOf(written: string): { readonly title: string; readonly swallowed: readonly PaperLine[] } {
  const swallowed: PaperLine[] = [];
  let rest = tidy(written);
  for (;;) {
    const count = /(\d) bản chính(?:, ?(\d) bản sao)?|(\d) bản sao/u.exec(rest);
    if (!count) return { title: rest.replace(/^[-+•*\s]+|[-\s]+$/gu, ''), swallowed };
    const name = rest.slice(0, count.index).replace(/^[-+•*,\s]+/u, '');
    swallowed.push({
      // A sentence whose beginning the portal lost says so.
      ten: /^\p{Ll}/u.test(name) ? `… ${name}` : name,
      ban_chinh: Number(count[1] ?? 0),
      ban_sao: Number(count[2] ?? count[3] ?? 0),
      la_ghi_chu: false,
    });
    rest = rest.slice(count.index + count[0].length);
  }
}

const units = { 'Ngày làm việc': 'working-days', Ngày: 'calendar-days', Giờ: 'working-hours' } as const;

function channelOf(c: PortalRecord['cach_thuc'][number]): Official['channels'][number] {
  const number = c.so === null ? Number.NaN : Number(String(c.so).replace(',', '.'));
  return {
    channel: tidy(c.kenh),
    number: Number.isFinite(number) ? number : null,
    unit: c.don_vi && c.don_vi in units ? units[c.don_vi as keyof typeof units] : null,
    fee: feeText(tidy(c.phi_va_ghi_chu ?? '')),
  };
}

/** “Không có thông tin” is glued to amounts; “8,000” is eight thousand; “Miễn phí” beside the council is not free. */
function feeText(text: string): string {
  const said = text
    .replace(/^Không có thông tin(?=\S)/u, '')
    .replace(/(\d),(?=\d{3}\b)/g, '$1.')
    .replace(/Việt Nam Đồng|VNĐ/gu, ' đồng')
    .replace(/(\d) {2,}/g, '$1 ');
  return /Hội đồng nhân dân/iu.test(said) ? said.replace(/^Miễn phí\s*\((.*)\)$/su, '$1') : said;
}

/** Whole blocks are pasted twice in some records. */
function onceOnly(text: string): string {
  const half = text.length / 2;
  for (const middle of [Math.floor(half), Math.ceil(half)]) {
    const [first, second] = [text.slice(0, middle).trim(), text.slice(middle).trim()];
    if (first.length > 80 && first === second) return first;
  }
  const seen = new Set<string>();
  return text
    .split('\n')
    .filter((line) => {
      const long = line.length > 80;
      if (long && seen.has(line)) return false;
      if (long) seen.add(line);
      return true;
    })
    .join('\n');
}

const issuers =
  'CP|TTg|BLĐTBXH|BNNPTNT|BVHTTDL|BGDĐT|BTNMT|BTTTT|BGTVT|BKHCN|BKHĐT|BNNMT|BTP|BTC|BCA|BQP|BXD|BCT|BNV|BYT|VPCP|UBDT|NHNN|HĐND|UBND';
const lawNumber = new RegExp(
  `^(\\d{1,4}(?:\\.\\d+)?)/(\\d{4})/(QH\\d{2}|\\p{Lu}+(?:-(?:${issuers}))+|\\p{Lu}+-\\p{Lu}+)`,
  'u',
);

/**
 * Numbers have swallowed their neighbours: “60/2014/QH1360”, “120/2025/NĐ-CPN”, “2068/2020/QH14”; and
 * “7/2025/NQ-CP” is what is left of 66.7/2025/NQ-CP. No law of the Assembly has a number of four digits.
 */
function numberOf(basis: string): string | undefined {
  const found = lawNumber.exec(basis);
  if (!found) return undefined;
  const [, written = '', year, kind = ''] = found;
  const number = kind.startsWith('QH') ? written.replace(/^20(?=\d\d$)/, '') : written;
  const whole = `${number}/${year}/${kind}`;
  return whole === '7/2025/NQ-CP' ? '66.7/2025/NQ-CP' : whole;
}

function routeOf(record: PortalRecord): ProcedureRoute {
  if (/BCA/.test(record.quyet_dinh)) return 'police';
  if (/BHXH|BHYT|Chi trả/u.test(record.linh_vuc)) return 'ministry';
  return 'portal';
}

const tidy = (text: string) =>
  text
    .normalize('NFC')
    .replace(/\r/g, '')
    .replace(/[^\S\n]+/g, ' ')
    .trim();
/**
 * Names of attached files are glued to the papers' names: “…BCA).1.MuCT01.doc”, “…NĐ-CPMẫu số 02.docx”. They begin
 * where a letter follows a full stop, a digit or a whole abbreviation without a space.
 */
function withoutFile(line: string): string {
  if (!/\.docx?$/u.test(line)) return line;
  const glued = [...line.matchAll(/(?<=[;.)])(?=\p{L})|(?<=[\p{N}\p{Ll}\p{Lu}])(?=\p{Lu}\p{Ll})/gu)];
  const start = glued.map((g) => g.index).find((at) => line.length - at <= longestFileName);
  return start === undefined ? line : line.slice(0, start).replace(/[;.]\d*\.?$/u, '');
}

const longestFileName = 90;
const withoutBullet = (line: string) => line.replace(/^[-+•*]\s*/u, '');
const unique = <T>(list: readonly T[]): T[] => [
  ...new Map(list.map((item) => [JSON.stringify(item), item])).values(),
];
