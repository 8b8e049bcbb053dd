import { Refusal } from '#engines/database';
import { words } from '../vi.ts';

/**
 * The letters of a file as spreadsheets save them: UTF-8, or UTF-16 where the first two bytes say so ("Unicode text").
 * @throws invalid at the first byte that is no letter there: read on, names would be filled with question marks
 */
export async function* decoded(bytes: AsyncIterable<Uint8Array>): AsyncGenerator<string> {
  let decoder: TextDecoder | undefined;
  try {
    for await (const piece of bytes) {
      decoder ??= new TextDecoder(encodingOf(piece), { fatal: true });
      yield decoder.decode(piece, { stream: true });
    }
    yield decoder?.decode() ?? '';
  } catch (error) {
    if (!(error instanceof TypeError)) throw error;
    throw new Refusal('invalid', 'people.import-letters', words.importLetters);
  }
}

const encodingOf = ([first, second]: Uint8Array): string => {
  if (first === 0xff && second === 0xfe) return 'utf-16le';
  return first === 0xfe && second === 0xff ? 'utf-16be' : 'utf-8';
};
