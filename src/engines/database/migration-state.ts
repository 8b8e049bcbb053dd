import fs from 'node:fs';
import path from 'node:path';
import { filesOf, type MigrationFolder } from './migrate.ts';
import { asClient } from './setup.ts';

export interface MigrationState {
  /** How many migrations the database has; 0 for a new one. */
  readonly applied: number;
  /** `owner/name` of those that this program would apply. */
  readonly pending: readonly string[];
  /** Of these the ones whose first line is `-- breaking`: they cannot be undone by an older program. */
  readonly breaking: readonly string[];
  /** Applied by a newer program: files that this one does not have. */
  readonly unknown: readonly string[];
}

/** Where the database stands against these folders; it changes nothing. */
export const migrationState = (
  ownerUrl: string,
  folders: readonly MigrationFolder[],
): Promise<MigrationState> =>
  asClient(ownerUrl, async (client) => {
    const found = await client.query(`select to_regclass('house.migrations') is not null as made`);
    const rows: { owner: string; name: string }[] = found.rows[0]?.made
      ? (await client.query('select owner, name from house.migrations')).rows
      : [];
    const applied = new Set(rows.map(({ owner, name }) => `${owner}/${name}`));
    const files = new Map(
      folders.flatMap(({ owner, dir }) =>
        filesOf(dir).map((name) => [`${owner}/${name}`, path.join(dir, name)]),
      ),
    );
    const pending = [...files.keys()].filter((key) => !applied.has(key));
    return {
      applied: applied.size,
      pending,
      breaking: pending.filter((key) => isBreaking(files.get(key) ?? '')),
      unknown: [...applied].filter((key) => !files.has(key)),
    };
  });

const isBreaking = (file: string): boolean => fs.readFileSync(file, 'utf8').startsWith('-- breaking');

/** An older program would not know what it reads; it is refused before it writes a row. */
export function refuseNewer({ unknown }: MigrationState): void {
  if (unknown.length > 0)
    throw new Error(
      `Dữ liệu này đã được một bản Làng Số mới hơn nâng cấp (${unknown[0]}${unknown.length > 1 ? ` và ${unknown.length - 1} bước khác` : ''}): xin chạy bản mới, hoặc trở về dữ liệu trước khi nâng cấp bằng ./langso undo-upgrade. ` +
        '/ These data were upgraded by a newer Làng Số: run the newer program, or go back with ./langso undo-upgrade.',
    );
}

/** What cannot be undone waits until there is something to go back to. */
export function refuseBreaking({ breaking }: MigrationState): void {
  if (breaking.length > 0)
    throw new Error(
      `Lần nâng cấp này không quay lui được (${breaking.join(', ')}). Xin sao lưu trước (./langso backup) rồi chạy lại trong vòng một ngày, hoặc chạy ./langso upgrade --yes nếu đã có bản sao riêng. ` +
        '/ This upgrade cannot be undone: back up first, then start again within a day, or run ./langso upgrade --yes.',
    );
}
