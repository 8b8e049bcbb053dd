import { formatDate, formatDateTime } from '#engines/calendar';
import { stateInWords } from '#engines/cases';
import { verbs } from './verbs.ts';
import { vi } from './vi.ts';

/** On what something was done, as its readers call it; what has an id only is shown with it. */
export function subjectInWords(kind: string, id: string): string {
  const line = kind === 'audit' ? /^(viec|xem) (\d+)$/.exec(id) : null;
  if (line) return vi.lineOf(vi.books[line[1] === 'xem' ? 'xem' : 'viec'], line[2] ?? '');
  if (kind === 'audit' && (id === 'viec' || id === 'xem')) return vi.wholeBook(vi.books[id]);
  const bare = id === '-' || vi.wordsAsIds.includes(id) ? '' : id;
  return `${vi.subjects[kind] ?? kind} ${bare}`.trim();
}

/** What an act noted beside itself, line by line: names in words, days as people write them, nothing empty. */
export const detailInWords = (detail: Readonly<Record<string, unknown>>): string[] =>
  Object.entries(detail)
    .map(([name, value]) => [name, valueInWords(name, value)] as const)
    .filter(([, said]) => said !== '')
    .map(([name, said]) => `${vi.details[name] ?? name}: ${said}`);

function valueInWords(name: string, value: unknown): string {
  if (value === null || value === undefined || value === '') return '';
  if (Array.isArray(value)) return value.map((one) => valueInWords(name, one)).join(', ');
  if (typeof value === 'boolean') return value ? vi.yes : vi.no;
  if (typeof value === 'number') return value.toLocaleString('vi-VN');
  if (typeof value === 'object') return detailInWords(value as Readonly<Record<string, unknown>>).join('; ');
  const text = String(value);
  if (/^\d{4}-\d{2}-\d{2}$/.test(text)) return formatDate(text);
  if (/^\d{4}-\d{2}-\d{2}T[\d:.]+Z$/.test(text)) return formatDateTime(new Date(text));
  if (name === 'state') return stateInWords(text) ?? text;
  if (name === 'verb') return verbs[text] ?? vi.kinds[text] ?? text;
  return text;
}
