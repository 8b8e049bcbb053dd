import { createHash, createHmac, randomBytes } from 'node:crypto';
import fs from 'node:fs';
import path from 'node:path';
import { type Ctx, recall, remember, tx } from '#engines/database';
import type { Config } from './config.ts';

/**
 * What all processes of one database must have in common besides it: the key that CSRF fields and kept forms
 * derive from, and the folder of the files. A process that has another is refused when it starts, because
 * half of what people send would fail later (docs/operations.md, two processes).
 */

/**
 * LANGSO_SECRET; else the key beside the data; else, with a database of the operator's, one derived from its
 * password, which every process knows; else a new one beside the data.
 */
export async function sharedSecret(config: Config, { ctx }: { readonly ctx: Ctx }): Promise<string> {
  const secret = process.env.LANGSO_SECRET || secretIn(config);
  if (config.databaseUrl === undefined) return secret;
  const mark = createHash('sha256').update(`web-secret ${secret}`).digest('hex').slice(0, 16);
  const common = await agree(ctx, 'web.secret', mark, process.env.LANGSO_SECRET_CHANGED === 'yes');
  if (common !== mark) throw new Error(otherSecret);
  return secret;
}

function secretIn({ dataDir, databaseUrl }: Config): string {
  const file = path.join(dataDir, 'web-secret');
  if (fs.existsSync(file)) return fs.readFileSync(file, 'utf8').trim();
  const password = /^\w+:\/\/[^:@/]*:([^@]+)@/.exec(databaseUrl ?? '')?.[1];
  if (password)
    return createHmac('sha256', decodeURIComponent(password)).update('langso web secret').digest('base64url');
  const half = `${file}.${process.pid}`;
  fs.writeFileSync(half, `${randomBytes(32).toString('base64url')}\n`, { mode: 0o600 });
  try {
    fs.linkSync(half, file); // Atomic: of two that start at once on one folder one wins, and both read that.
  } catch (error) {
    if ((error as NodeJS.ErrnoException).code !== 'EEXIST') throw error;
  } finally {
    fs.rmSync(half, { force: true });
  }
  return fs.readFileSync(file, 'utf8').trim();
}

/** With a database of the operator's: the folder of files is the one that the other processes use. */
export async function shareFiles(config: Config, ctx: Ctx): Promise<void> {
  if (config.databaseUrl === undefined) return;
  const note = path.join(config.dataDir, 'files-of');
  const files = path.join(config.dataDir, 'files');
  const mine = fs.existsSync(note) ? fs.readFileSync(note, 'utf8').trim() : undefined;
  const common = await agree(ctx, 'files.place', mine ?? randomBytes(8).toString('hex'));
  if (mine === common) return;
  // A restored or moved folder brings its files and no note: it is taken as what it says it is.
  const isEmpty = fs.readdirSync(files).filter((name) => name !== 'partial').length === 0;
  if (mine !== undefined || (isEmpty && (await recall(ctx.db, 'files.shared')) !== undefined))
    throw new Error(otherFiles(config.dataDir));
  fs.writeFileSync(note, `${common}\n`, { mode: 0o600 });
  await tx(ctx, (t) => remember(t, 'files.shared', 'yes'));
}

/** The first process to come says it; every other hears it. */
async function agree(ctx: Ctx, key: string, mine: string, anew = false): Promise<string> {
  const known = await recall(ctx.db, key);
  if (known !== undefined && !anew) return known;
  await tx(ctx, (t) => remember(t, key, mine));
  return mine;
}

const otherSecret =
  'Khóa bí mật của tiến trình này khác với khóa mà cơ sở dữ liệu đã biết. Xin đặt LANGSO_SECRET giống nhau ở mọi tiến trình, hoặc dùng chung LANGSO_DATA. Nếu chủ ý đổi khóa, xin khởi động một lần với LANGSO_SECRET_CHANGED=yes. ' +
  '/ The secret of this process is not the one that the database knows: set the same LANGSO_SECRET everywhere, or share LANGSO_DATA; to change it on purpose start once with LANGSO_SECRET_CHANGED=yes.';

const otherFiles = (dataDir: string) =>
  `Thư mục ${dataDir} không phải nơi các tiến trình kia của cùng cơ sở dữ liệu để tệp. Xin đặt LANGSO_DATA vào thư mục dùng chung. ` +
  `/ ${dataDir} is not where the other processes of this database keep their files: point LANGSO_DATA at the shared folder.`;
