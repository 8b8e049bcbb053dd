import { randomUUID } from 'node:crypto';
import { formatDateTime } from '#engines/calendar';
import { type Ctx, machine, openHouse, recall, remember, tx } from '#engines/database';
import { inviteFirstAdministrator, isSetUp } from '#services/administration';
import type { Config } from './config.ts';
import { migrationFolders } from './parts.ts';

const servedAt = 'served-at';

/**
 * An empty house in production prints the link by which its first administrator comes in. It is on the operator's
 * own screen and nowhere else: good once, for a day, at this origin.
 */
export async function greetFirstAdministrator(
  config: Config,
  ctx: Ctx,
  address: string,
  tell: (sentence: string) => void,
): Promise<void> {
  if (config.mode !== 'production') return;
  await tx(ctx, (t) => remember(t, servedAt, config.origin));
  if (await isSetUp(ctx)) return;
  // A port that the system chose is known only now.
  const shown = new URL(config.origin).port === '0' ? address : config.origin;
  tell(await sentenceFor(ctx, config.origin, shown));
}

/** `./langso first-administrator`: a new link, beside a running program or without one. */
export async function firstAdministratorCommand(config: Config): Promise<void> {
  if (config.mode !== 'production')
    throw new Error('Bản trình diễn có sẵn tài khoản. Lệnh này chỉ dùng với LANGSO_MODE=production.');
  const house = await openHouse({ ...config, join: true, migrationFolders, poolSize: 2 });
  try {
    const log = { info() {}, warn() {}, error() {} };
    const actor = machine('langso');
    const ctx: Ctx = { actor, db: house.db, now: () => new Date(), requestId: randomUUID(), log };
    const origin = process.env.LANGSO_ORIGIN ?? (await recall(house.db, servedAt)) ?? config.origin;
    process.stdout.write(`${await sentenceFor(ctx, origin, origin)}\n`);
  } finally {
    await house.close();
  }
}

async function sentenceFor(ctx: Ctx, origin: string, shown: string): Promise<string> {
  const { path, expiresAt } = await inviteFirstAdministrator(ctx, origin);
  return `Mở đường dẫn này để tạo người quản trị (dùng một lần, đến ${formatDateTime(expiresAt)}):\n  ${shown}${path}`;
}
