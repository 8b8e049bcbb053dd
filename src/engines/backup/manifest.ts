import type { Dump } from '#engines/database';

/** The first entry of an archive: what it is, and what its rows were written for. */
export interface Head {
  readonly format: typeof format;
  readonly edition: 1;
  readonly program: string;
  readonly unit: string;
  /** The moment at which the database was read. */
  readonly madeAt: string;
  readonly migrations: Dump['migrations'];
}

/** The last entry: what must be there after a restore. An archive without it is cut short. */
export interface Manifest extends Head {
  readonly rows: number;
  readonly files: { readonly count: number; readonly bytes: number };
}

export const format = 'langso-backup';

/** The entries of the archive in their order. */
export const entries = {
  head: 'head.json',
  /** `tables/SCHEMA.TABLE/000001`: pieces of COPY text in order. */
  tables: 'tables/',
  /** What the tables held: counts, digests, and where the sequences stood. */
  database: 'database.json',
  /** `files/ab/abcd…`: contents under their SHA-256. */
  files: 'files/',
  manifest: 'manifest.json',
} as const;

/** Throws a sentence where the bytes are no head of an archive that this program can read. */
export function readHead(name: string, bytes: Buffer): Head {
  const head = name === entries.head ? (JSON.parse(bytes.toString('utf8')) as Head) : undefined;
  if (head?.format !== format || head.edition !== 1)
    throw new Error(
      'Tệp này không phải bản sao lưu của Làng Số, hoặc do phiên bản mới hơn ghi. / This is no backup of Làng Số, or one of a newer version.',
    );
  return head;
}
