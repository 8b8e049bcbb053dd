import { backupName, backupTargetOf, expired, writeBackup } from '#engines/backup';
import { type Ctx, remember, tx } from '#engines/database';
import type { BackupSettings } from './settings.ts';

/** What the program notes about its last backup under `backup.last`, as JSON; the age is what matters. */
export interface BackupNote {
  readonly at: string;
  readonly name: string;
  readonly place: string;
  readonly rows: number;
  readonly files: number;
  readonly seconds: number;
}

/** Writes one backup, notes it, and forgets those past keeping. A failure is noted too, and thrown. */
export async function makeBackup(
  ctx: Ctx,
  source: { readonly ownerUrl: string; readonly program: string; readonly unit: string },
  settings: BackupSettings,
): Promise<BackupNote> {
  const now = ctx.now();
  const began = performance.now();
  try {
    const target = backupTargetOf(settings.to, settings.access);
    const name = backupName(source.unit, now);
    const manifest = await writeBackup({ ...source, now }, settings.recipients, settings.rate, (stream) =>
      target.write(name, stream),
    );
    const note: BackupNote = {
      ...{ at: now.toISOString(), name, place: target.place },
      ...{ rows: manifest.rows, files: manifest.files.count },
      seconds: Math.round((performance.now() - began) / 1_000),
    };
    await tx(ctx, async (t) => {
      await remember(t, 'backup.last', JSON.stringify(note));
      await t.audit({ verb: 'backup.made', subjectKind: 'backup', subjectId: name });
    });
    const there = await target.list();
    for (const old of expired(
      there.map((file) => file.name),
      settings.keep,
    )) {
      await target.remove(old);
      ctx.log.info({ name: old }, 'an old backup was deleted');
    }
    ctx.log.info({ ...note }, 'a backup was made');
    return note;
  } catch (error) {
    const why = error instanceof Error ? error.message : String(error);
    ctx.log.error({ why }, 'the backup failed');
    await tx(ctx, (t) => remember(t, 'backup.failed', JSON.stringify({ at: now.toISOString(), why }))).catch(
      () => {},
    );
    throw error;
  }
}
