import fs from 'node:fs';
import path from 'node:path';
import { importCalendar, localDate } from '#engines/calendar';
import { type Ctx, type Tx, tx } from '#engines/database';
import { decoded, importPeople } from '#engines/people';
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
  rest: readonly string[] = [],
): Promise<void> {
  if (!kind || !file)
    throw new Error('Dùng: ./langso import units|successions|calendar|procedures|people TỆP [--skip-bad]');
  if (kind === 'people') return importPeopleFile(config, file, rest.includes('--skip-bad'), tell);
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
  throw new Error(`Không biết loại "${kind}": chỉ nhận units, successions, calendar, procedures, people.`);
}

/** Streams, because a province's people do not fit in memory; the bad rows go into a file beside it. */
async function importPeopleFile(
  config: Config,
  file: string,
  skipBad: boolean,
  tell: (sentence: string) => void,
): Promise<void> {
  const name = path.basename(file);
  const badFile = `${file}.loi.tsv`;
  const bad = skipBad ? fs.openSync(badFile, 'w', 0o600) : undefined;
  const open = await openLangso(config, tell);
  try {
    const counts = await tx(open.ctx, async (t) => {
      const result = await importPeople(open.ctx, t, {
        name,
        text: decoded(fs.createReadStream(file)),
        unitCode: config.unitCode ?? '',
        today: localDate(open.ctx.now()),
        tell: (rows) => rows % 50_000 === 0 && tell(`${name}: ${rows.toLocaleString('vi-VN')} dòng`),
        ...(bad === undefined
          ? {}
          : {
              skipBad: ({ line, message, cells }) =>
                void fs.writeSync(bad, `${[line, message, ...cells].join('\t')}\n`),
            }),
      });
      await t.audit({ verb: 'people.imported', subjectKind: 'file', subjectId: name, detail: { ...result } });
      return result;
    });
    process.stdout.write(`${name}: ${JSON.stringify(counts)}\n`);
    if (counts.added + counts.updated === 0) tell('Sổ đã có đủ như trong tệp: không có gì thay đổi.');
    if (counts.bad > 0) tell(`${counts.bad} dòng chưa đúng ở trong tệp ${badFile}`);
  } finally {
    if (bad !== undefined) fs.closeSync(bad);
    await open.close();
  }
}
