import { type Word, wordsOf } from './fold.ts';

/** A text as it is held: `title` counts more than `body`. */
export interface HeldText {
  readonly id: string;
  readonly title: string;
  readonly body: string;
}

/** Where a lexeme stands: anywhere, in the title, in the title with these marks. */
export type Sign = ':' | '=' | '"';

/** Everything that a text can be found by. */
export function lexemesOf(corpus: string, text: HeldText) {
  const title = wordsOf(text.title);
  const body = wordsOf(text.body);
  const inTitle = termsOf(title);
  const anywhere = new Set([...inTitle, ...termsOf(body)]);
  const held = (sign: Sign, terms: Iterable<string>) =>
    [...terms].map((term) => lexeme(corpus, sign, term)).filter((one) => one.length <= longestLexeme);
  return {
    titleWords: Math.min(title.length, mostWords),
    allWords: Math.min(title.length + body.length, mostWords),
    terms: [...anywhere].filter((term) => term.length <= longestTerm),
    lexemes: [
      ...new Set([
        ...held(':', anywhere),
        ...held('=', inTitle),
        ...held(
          '"',
          title.map((word) => word.marked),
        ),
      ]),
    ],
  };
}

export const lexeme = (corpus: string, sign: Sign, term: string): string => `${corpus}${sign}${term}`;

/** Two neighbours as one term. */
export const pairOf = (a: string, b: string): string => `${a} ${b}`;

/**
 * Under which forms a syllable is looked up when it is not known: itself with one letter left out (a letter too
 * many, too few, changed or swapped with its neighbour all share one), and its sound.
 */
export function formsOf(word: string, sound: (word: string) => string): string[] {
  if (word.length < 3 || word.length > longestWord || /\d/.test(word)) return [];
  const forms = new Set([word, `~${sound(word)}`]);
  for (let i = 0; i < word.length; i++) forms.add(word.slice(0, i) + word.slice(i + 1));
  return [...forms];
}

function termsOf(words: readonly Word[]): Set<string> {
  const terms = new Set<string>();
  words.forEach((word, i) => {
    terms.add(word.folded);
    const next = words[i + 1];
    if (next) terms.add(pairOf(word.folded, next.folded));
  });
  return terms;
}

const mostWords = 32_000;
const longestTerm = 120;
const longestLexeme = 160;
const longestWord = 24;
