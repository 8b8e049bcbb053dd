import { Refusal } from '#engines/database';
import { words } from './vi.ts';

/** A file as given: its name is what the sentences about it say. */
export interface TextFile {
  readonly name: string;
  readonly text: string;
}

export interface Line<C extends string> {
  readonly at: number;
  readonly values: Readonly<Record<C, string>>;
}

/** Rows of a tab-separated file with a header; lines beginning with # are notes. Every fault names its line. */
export function readTsv<const C extends string>(file: TextFile, columns: readonly C[]): Line<C>[] {
  let header: string[] | null = null;
  const lines: Line<C>[] = [];
  for (const [index, raw] of file.text
    .normalize('NFC')
    .replace(/^\uFEFF/, '')
    .split(/\r?\n/)
    .entries()) {
    if (raw.trim() === '' || raw.startsWith('#')) continue;
    const cells = raw.split('\t').map((cell) => cell.trim());
    if (header === null) {
      header = cells;
      const missing = columns.filter((name) => !cells.includes(name));
      if (missing.length > 0) throw atLine(file, index + 1, words.columnsMissing(missing));
      continue;
    }
    if (cells.length !== header.length)
      throw atLine(file, index + 1, words.columnCount(header.length, cells.length));
    const known = header;
    const values = Object.fromEntries(columns.map((name) => [name, cells[known.indexOf(name)] ?? '']));
    lines.push({ at: index + 1, values: values as Record<C, string> });
  }
  if (lines.length === 0) throw new Refusal('invalid', 'units.empty-file', words.emptyFile(file.name));
  return lines;
}

/** The importers' one way to refuse: the file, the line, what is wrong with it. */
export const atLine = (file: TextFile, line: number, what: string): Refusal =>
  new Refusal('invalid', 'units.import', words.line(file.name, line, what), { file: file.name, line });
