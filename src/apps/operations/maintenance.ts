import { type Ctx, machine, openHouse, remember, tx } from '#engines/database';
import type { Config } from '../config.ts';
import { maintenanceFact } from './operations.ts';

/** ./langso maintenance on|off, beside the running program: every process hears it within five seconds. */
export async function announceMaintenance(
  config: Config,
  what: string | undefined,
  tell: (sentence: string) => void,
): Promise<void> {
  if (what !== 'on' && what !== 'off') throw new Error('Dùng: ./langso maintenance on|off [--data THƯ_MỤC]');
  const { dataDir, databaseUrl, directUrl } = config;
  const house = await openHouse({
    ...{ dataDir, databaseUrl, directUrl, named: config.namedStatements },
    ...{ migrationFolders: [], join: true, poolSize: 2 },
  });
  const quiet = () => {};
  const ctx: Ctx = {
    ...{ actor: machine('operator'), db: house.db, now: () => new Date(), requestId: 'maintenance' },
    log: { info: quiet, warn: quiet, error: quiet },
  };
  try {
    await tx(ctx, async (t) => {
      await remember(t, maintenanceFact, what);
      await t.audit({ verb: `maintenance.${what}`, subjectKind: 'house', subjectId: 'house' });
    });
  } finally {
    await house.close();
  }
  tell(what === 'on' ? 'Đã báo bảo trì: tạm không nhận việc mới.' : 'Đã hết bảo trì.');
}
