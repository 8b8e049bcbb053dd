import type { House } from '#engines/database';
import type { Job } from '#engines/jobs';
import type { Config } from '../config.ts';
import { version } from '../root.ts';
import { makeBackup } from './make.ts';
import { readBackupSettings } from './settings.ts';

/** The nightly backup, where the operator has said where it goes. */
export function backupJobs(config: Config, house: House): readonly Job[] {
  const settings = readBackupSettings();
  if (!settings) return [];
  const source = { ownerUrl: house.ownerUrl, program: version, unit: config.unitCode };
  return [
    {
      name: 'backup.make',
      cron: settings.cron,
      run: async (ctx) => void (await makeBackup(ctx, source, settings)),
    },
  ];
}
