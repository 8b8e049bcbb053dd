import fs from 'node:fs';
import path from 'node:path';
import { importCalendar, localDate } from '#engines/calendar';
import { type Ctx, type Tx, tx } from '#engines/database';
import { importSuccessions, importUnits } from '#engines/units';
import { importOfficial, importProcedures } from '#services/procedures';
import type { Config } from './config.ts';
import { openLangso } from './langso.ts';

/** ./langso import KIND FILE: all or nothing, the line at fault named, the same file twice changes nothing. */
export async function importFile(
  config: Config,
  kind: string | undefined,
  file: string | undefined,
  tell: (sentence: string) => void,
): Promise<void> {
  if (!kind || !file) throw new Error('Dùng: ./langso import units|successions|calendar|procedures TỆP');
  const text = fs.readFileSync(file, 'utf8');
  const name = path.basename(file);
  const open = await openLangso(config, tell);
  try {
    const counts = await tx(open.ctx, async (t) => {
      const result = await importAs(kind, open.ctx, t, { name, text });
      await t.audit({ verb: `${kind}.imported`, subjectKind: 'file', subjectId: name });
      return result;
    });
    process.stdout.write(`${name}: ${JSON.stringify(counts)}\n`);
  } finally {
    await open.close();
  }
}

/** `asAt`, `since`, `on`: the day the lists speak of; the two-level government began on 01/07/2025. */
function importAs(kind: string, ctx: Ctx, t: Tx, file: { name: string; text: string }): Promise<unknown> {
  const source = file.name;
  if (kind === 'units')
    return importUnits(t, file, { asAt: localDate(ctx.now()), since: '2025-07-01', source });
  if (kind === 'successions') return importSuccessions(t, file, { on: '2025-07-01', source });
  if (kind === 'calendar') return importCalendar(t, file.text, file.name.endsWith('.json') ? 'json' : 'tsv');
  if (kind === 'procedures')
    return file.name.endsWith('.json')
      ? importOfficial(t, JSON.parse(file.text), ctx.now())
      : importProcedures(t, [file], ctx.now());
  throw new Error(`Không biết loại "${kind}": chỉ nhận units, successions, calendar, procedures.`);
}
