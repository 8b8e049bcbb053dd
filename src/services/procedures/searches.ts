import { localDate } from '#engines/calendar';
import { type Ctx, Refusal, tx } from '#engines/database';
import { fold } from '#engines/search';
import { countOpened, countSearch, deleteSearchesBefore } from './searches-store.ts';

/** What a question becomes when it is counted; undefined when it might tell of a person and is not kept. */
export function countable(question: string): string | undefined {
  const folded = fold(question);
  const words = folded.split(' ');
  if (folded === '' || folded.length > 80 || words.length > 12) return undefined;
  if (question.includes('@') || hasLongNumber(question) || looksLikeName(question, words)) return undefined;
  return folded;
}

/** A telephone, an identity number, a year of birth, a dossier: four digits and more, however they are set apart. */
const hasLongNumber = (question: string): boolean =>
  /\d{4,}/.test(question.replace(/(?<=\d)[\s.,/-]+(?=\d)/g, ''));

/** “Nguyễn Văn An”, “nguyen thi hoa 12”: a family name, then a middle name or capitals or a number. */
function looksLikeName(question: string, words: readonly string[]): boolean {
  const [family = '', middle = ''] = words;
  if (!families.has(family) || words.length < 2) return false;
  const isCapital = question
    .trim()
    .split(/\s+/u)
    .every((word) => /^\p{Lu}/u.test(word));
  const isCertain = certain.has(family) && (words.length <= 4 || /\d/.test(question));
  return isCapital || middles.has(middle) || isCertain;
}

/** Names that are no everyday word as well. */
const certain = new Set([
  'nguyen',
  'tran',
  'pham',
  'huynh',
  'hoang',
  'phan',
  'bui',
  'ngo',
  'dinh',
  'trinh',
  'luong',
]);
const families = new Set([
  ...certain,
  'le',
  'vu',
  'vo',
  'dang',
  'do',
  'ho',
  'duong',
  'ly',
  'mai',
  'lam',
  'ta',
  'cao',
  'dao',
  'doan',
  'ha',
  'to',
  'quach',
]);
const middles = new Set(['van', 'thi']);

/** Counts that a question was asked. A page that only searches never fails because it could not be counted. */
export async function noteSearch(ctx: Ctx, question: string, answers: number): Promise<void> {
  const counted = countable(question);
  if (!counted) return;
  const unanswered = answers === 0 ? 1 : 0;
  await quietly(ctx, (day) =>
    tx(ctx, (t) => t.run(countSearch, { day, question: counted, unanswered, most: mostADay })),
  );
}

/** Counts that an answer was opened from the list of answers; the browser says which page it came from. */
export async function noteOpened(ctx: Ctx, question: string): Promise<void> {
  const counted = countable(question);
  if (counted) await quietly(ctx, (day) => tx(ctx, (t) => t.run(countOpened, { day, question: counted })));
}

/** The question on the page that led here; undefined when it was another page or another site. */
export function questionBefore(referrer: string | undefined, origin: string): string | undefined {
  if (!referrer || !URL.canParse(referrer)) return undefined;
  const from = new URL(referrer);
  const isList = from.pathname === '/thu-tuc' && from.host === new URL(origin).host;
  return isList ? (from.searchParams.get('q') ?? undefined) : undefined;
}

/** Forgets what was asked more than a year ago. */
export const forgetOldSearches = (ctx: Ctx): Promise<number> =>
  tx(ctx, async (t) => {
    const count = await t.run(deleteSearchesBefore, { day: yearsAgo(localDate(ctx.now())) });
    if (count > 0)
      await t.audit({ verb: 'searches.forgotten', subjectKind: 'search', subjectId: '-', detail: { count } });
    return count;
  });

// A robot that asks at random must not fill the table.
const mostADay = 5_000;

async function quietly(ctx: Ctx, count: (day: string) => Promise<unknown>): Promise<void> {
  try {
    await count(localDate(ctx.now()));
  } catch (error) {
    if (!(error instanceof Refusal)) throw error;
  }
}

const yearsAgo = (day: string): string => `${Number(day.slice(0, 4)) - 1}${day.slice(4, 8)}01`;
