import fs from 'node:fs';
import path from 'node:path';
import type { Readable } from 'node:stream';
import { generateIdentity, identityToRecipient } from 'age-encryption';
import { backupTargetOf, type Manifest, momentOf } from '#engines/backup';
import { formatDateTime } from '#engines/calendar';
import { type Ctx, machine, openHouse } from '#engines/database';
import { openFileStore } from '#engines/files';
import type { Config } from '../config.ts';
import { version } from '../root.ts';
import { makeBackup } from './make.ts';
import { rehearse, restoreInto } from './restore.ts';
import { accessOf, type BackupSettings, readBackupSettings } from './settings.ts';

const say = (line: string) => process.stdout.write(`${line}\n`);

/** ./langso backup [key FILE | list | verify NAME --identity FILE] */
export async function backupCommand(config: Config, words: readonly string[]): Promise<void> {
  const [what, ...rest] = words;
  if (what === undefined) return make(config);
  if (what === 'key' && rest[0]) return makeKey(rest[0]);
  if (what === 'list') return list();
  const [name, option, identity] = rest;
  if (what === 'verify' && name && option === '--identity' && identity)
    return report('Đã kiểm tra', name, await rehearse(await archiveAt(name), keysIn(identity)));
  throw new Error(
    'Dùng: ./langso backup | backup key TỆP | backup list | backup verify BẢN --identity TỆP_KHÓA',
  );
}

/** ./langso restore NAME --identity FILE [--data DIR] */
export async function restoreCommand(config: Config, words: readonly string[]): Promise<void> {
  const [name, option, identity] = words;
  if (!name || option !== '--identity' || !identity)
    throw new Error('Dùng: ./langso restore BẢN --identity TỆP_KHÓA [--data THƯ_MỤC_MỚI]');
  report('Đã khôi phục', name, await restoreInto(config, await archiveAt(name), keysIn(identity)));
}

/** Beside a running server too: it reads from the same database. */
async function make(config: Config): Promise<void> {
  const settings = needed();
  openFileStore({ dir: path.join(config.dataDir, 'files') });
  const house = await openHouse({
    ...{ dataDir: config.dataDir, databaseUrl: config.databaseUrl, directUrl: config.directUrl },
    ...{ migrationFolders: [], join: true, named: config.namedStatements },
  });
  const quiet = () => {};
  const ctx: Ctx = {
    ...{ actor: machine('backup'), db: house.db, now: () => new Date(), requestId: 'backup' },
    log: { info: quiet, warn: quiet, error: quiet },
  };
  try {
    const source = { ownerUrl: house.ownerUrl, program: version, unit: config.unitCode };
    const note = await makeBackup(ctx, source, settings);
    say(`Đã sao lưu: ${note.place}/${note.name}`);
    say(`${note.rows} dòng, ${note.files} tệp, ${note.seconds} giây`);
  } finally {
    await house.close();
  }
}

/** The secret key goes into a file that only its owner can read; the public one is printed. */
async function makeKey(file: string): Promise<void> {
  const identity = await generateIdentity();
  fs.writeFileSync(file, `${identity}\n`, { mode: 0o600, flag: 'wx' });
  say(await identityToRecipient(identity));
  process.stderr.write(
    `Khóa bí mật ở ${file}: xin cất hai bản ở hai nơi ngoài máy này. Mất khóa là mất mọi bản sao lưu. ` +
      'Dòng trên là khóa công khai, để trong LANGSO_BACKUP_RECIPIENT.\n',
  );
}

async function list(): Promise<void> {
  const settings = needed();
  const target = backupTargetOf(settings.to, settings.access);
  const files = (await target.list()).filter(({ name }) => momentOf(name));
  if (files.length === 0) say(`Chưa có bản sao lưu nào ở ${target.place}.`);
  for (const { name, size } of files) {
    const at = momentOf(name);
    say(`${name}  ${(size / 1e6).toFixed(1)} MB  ${at ? formatDateTime(at) : ''}`);
  }
}

/** A file of that name, or a backup of that name where backups are kept. */
async function archiveAt(name: string): Promise<Readable> {
  if (fs.existsSync(name)) return fs.createReadStream(name);
  const to = process.env.LANGSO_BACKUP_TO;
  if (!to)
    throw new Error(
      `Không có tệp ${name}. Muốn lấy từ nơi lưu thì đặt LANGSO_BACKUP_TO. / There is no file ${name}.`,
    );
  return backupTargetOf(to, accessOf(process.env)).read(name);
}

/** The secret keys of an identity file as age writes it: a line each, comments begin with #. */
function keysIn(file: string): string[] {
  const keys = fs
    .readFileSync(file, 'utf8')
    .split('\n')
    .map((line) => line.trim())
    .filter((line) => line !== '' && !line.startsWith('#'));
  if (keys.length === 0 || keys.some((key) => !key.startsWith('AGE-SECRET-KEY-')))
    throw new Error(`${file} không phải tệp khóa age. / ${file} is no age identity file.`);
  return keys;
}

function needed(): BackupSettings {
  const settings = readBackupSettings();
  if (!settings)
    throw new Error(
      'Chưa đặt LANGSO_BACKUP_TO (thư mục, hoặc s3://kho/thư-mục). / LANGSO_BACKUP_TO is not set.',
    );
  return settings;
}

function report(done: string, name: string, manifest: Manifest): void {
  say(`${done}: ${name}`);
  say(
    `Dữ liệu lúc ${formatDateTime(new Date(manifest.madeAt))} của đơn vị ${manifest.unit}, phiên bản ${manifest.program}`,
  );
  say(`${manifest.rows} dòng và ${manifest.files.count} tệp, mọi bảng và tệp khớp với bản kê`);
}
