import { createHash } from 'node:crypto';
import fs from 'node:fs';
import path from 'node:path';
import { importCalendar } from '#engines/calendar';
import { type Ctx, recall, remember, tx } from '#engines/database';
import { installUnits, unitFiles } from '#engines/units';
import { importPersonalData } from '#services/personaldata';
import { importProcedures } from '#services/procedures';
import { root } from './root.ts';

const dataDir = path.join(root, 'data');

/**
 * Brings the data that ship with the program (units, calendar, procedures) into the database when they are
 * not there yet or have changed. Every importer adds nothing the second time and keeps what officers decided.
 * Villages that were made up come with the demo alone.
 */
export async function installBaseData(
  ctx: Ctx,
  mode: 'demo' | 'production',
  tell: (sentence: string) => void,
): Promise<void> {
  const digest = digestOf(dataDir);
  if ((await recall(ctx.db, 'base-data')) === digest) return;
  tell('Đang nạp đơn vị hành chính, lịch làm việc và thủ tục…');
  await tx(ctx, async (t) => {
    await installUnits(t, readUnitFiles(), mode === 'demo');
    await importCalendar(t, fs.readFileSync(path.join(dataDir, 'calendar/2020-2027.tsv'), 'utf8'), 'tsv');
    await importProcedures(t, readProcedureFiles(), ctx.now());
    await importPersonalData(t, {
      purposes: fs.readFileSync(path.join(dataDir, 'personal-data/purposes.yaml'), 'utf8'),
      rights: fs.readFileSync(path.join(dataDir, 'personal-data/rights.yaml'), 'utf8'),
    });
    await remember(t, 'base-data', digest);
    await t.audit({ verb: 'base-data.installed', subjectKind: 'base-data', subjectId: digest.slice(0, 12) });
  });
}

const readUnitFiles = () => {
  const read = (file: string) => ({
    name: `data/units/${file}`,
    text: fs.readFileSync(path.join(dataDir, 'units', file), 'utf8'),
  });
  return {
    provinces: read(unitFiles.provinces),
    districts: read(unitFiles.districts),
    communes: read(unitFiles.communes),
    bodies: read(unitFiles.bodies),
    villages: read(unitFiles.villages),
    authorityCodes: read(unitFiles.authorityCodes),
  };
};

const readProcedureFiles = () => {
  const dir = path.join(dataDir, 'procedures');
  return fs
    .readdirSync(dir)
    .filter((name) => /^(\d\.\d{6}.*|synonyms|elsewhere)\.yaml$/.test(name))
    .sort()
    .map((name) => ({
      name: `data/procedures/${name}`,
      text: fs.readFileSync(path.join(dir, name), 'utf8'),
    }));
};

function digestOf(dir: string): string {
  const hash = createHash('sha256');
  for (const file of fs.readdirSync(dir, { recursive: true, encoding: 'utf8' }).sort()) {
    const full = path.join(dir, file);
    if (fs.statSync(full).isFile()) hash.update(file).update(fs.readFileSync(full));
  }
  return hash.digest('hex');
}
