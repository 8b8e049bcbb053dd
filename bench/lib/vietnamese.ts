import fs from 'node:fs';
import path from 'node:path';
import { fold, type HeldText } from '#engines/search';
import { type Random, seeded } from '../../src/apps/demo/random.ts';

/** A text for the search bench: invented, in words that follow each other as in the procedures that ship. */
export interface Invented extends HeldText {
  readonly titleSyllables: readonly string[];
}

/** As many texts as asked, the same each time: a title of 4 to 12 syllables and a body of 30 to 90. */
export function inventTexts(root: string, count: number): Invented[] {
  const random = seeded(20_261_124);
  const next = followersIn(root);
  const starts = [...next.keys()];
  const run = (length: number): string[] => {
    const said: string[] = [];
    let last = random.pick(starts);
    while (said.length < length) {
      said.push(last);
      const after = next.get(last);
      // Now and then another subject: names and places, which a law does not foresee.
      last = !after || random.chance(0.12) ? random.pick(starts) : random.pick(after);
    }
    return said;
  };
  return Array.from({ length: count }, (_, i) => {
    const titleSyllables = run(random.int(4, 12));
    return {
      id: `text-${String(i).padStart(6, '0')}`,
      title: titleSyllables.join(' '),
      titleSyllables,
      body: run(random.int(30, 90)).join(' '),
    };
  });
}

/** Parts of the texts as people would type them: two to five syllables, half of them without marks. */
export function inventQueries(texts: readonly Invented[], count: number, slip: boolean): string[] {
  const random = seeded(slip ? 77 : 42);
  return Array.from({ length: count }, () => {
    const text = random.pick(texts);
    const syllables = random.chance(0.6) ? text.titleSyllables : text.body.split(' ');
    const length = random.int(2, 5);
    const from = random.int(0, Math.max(0, syllables.length - length));
    const said = syllables.slice(from, from + length);
    const typed = slip || random.chance(0.5) ? said.map(fold) : said;
    return (slip ? slipped(typed, random) : typed).join(' ');
  });
}

/** One letter left out, doubled, changed, or swapped with its neighbour, in one of the longer syllables. */
function slipped(words: readonly string[], random: Random): string[] {
  const long = words.flatMap((word, i) => (word.length >= 3 ? [i] : []));
  const at = long.length > 0 ? random.pick(long) : 0;
  const word = words[at] ?? '';
  const i = random.int(0, Math.max(0, word.length - 2));
  const letter = random.pick([...'abcdeghiklmnopqrstuvxy']);
  const forms = [
    word.slice(0, i) + word.slice(i + 1),
    word.slice(0, i + 1) + word.slice(i),
    word.slice(0, i) + letter + word.slice(i + 1),
    word.slice(0, i) + (word[i + 1] ?? '') + (word[i] ?? '') + word.slice(i + 2),
  ];
  return words.map((one, index) => (index === at ? random.pick(forms) : one));
}

/** Which syllable follows which, as often as in the procedures that ship. */
function followersIn(root: string): Map<string, string[]> {
  const dir = path.join(root, 'data/procedures');
  const followers = new Map<string, string[]>();
  for (const file of fs.readdirSync(dir).sort()) {
    if (!file.endsWith('.yaml')) continue;
    for (const line of fs.readFileSync(path.join(dir, file), 'utf8').split(/[\n.,;:()"“”{}[\]]/u)) {
      const syllables = line.toLowerCase().match(/\p{L}+/gu) ?? [];
      syllables.forEach((syllable, i) => {
        const after = syllables[i + 1];
        if (after) followers.set(syllable, [...(followers.get(syllable) ?? []), after]);
      });
    }
  }
  return followers;
}
