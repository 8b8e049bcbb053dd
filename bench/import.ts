import fs from 'node:fs';
import path from 'node:path';
import { pipeline } from 'node:stream/promises';
import { from as copyFrom } from 'pg-copy-streams';
import { tx } from '#engines/database';
import { importPeople } from '#engines/people';
import { importUnits } from '#engines/units';
import { familyName } from '../src/apps/demo/names.ts';
import { seeded } from '../src/apps/demo/random.ts';
import { makeBed } from './lib/bed.ts';
import { machineLine, say, table, tell, verdict } from './lib/measure.ts';

/** Imports: the communes of the nation, and people by the hundred thousand with flat memory. */
const total = Number(process.env.PEOPLE ?? 1_000_000);
const unitsFile = process.env.LANGSO_UNITS_FILE ?? path.resolve('../shared/data/vietnam/units-2026-34.tsv');
const given =
  'An Bình Châu Dung Giang Hà Hạnh Hòa Hương Khoa Lan Linh Mai Minh Nam Nga Ngọc Phong Quang Sơn Thảo Thu Trang Tuấn Vinh'.split(
    ' ',
  );
const mb = (bytes: number): string => `${Math.round(bytes / 2 ** 20)} MB`;

const bed = makeBed('import');
try {
  say(`${machineLine()}\n`);
  await bed.arrange(async (owner, open) => {
    if (fs.existsSync(unitsFile)) await communes(open.ctx);
    else say(`communes: left out, ${path.basename(unitsFile)} is not here (LANGSO_UNITS_FILE)`);

    let peak = 0;
    let atTenth = 0;
    let done = 0;
    const watch = setInterval(() => {
      peak = Math.max(peak, process.memoryUsage().rss);
      if (done <= total / 10) atTenth = peak;
    }, 50);
    const begun = performance.now();
    const counts = await tx(open.ctx, (t) =>
      importPeople(open.ctx, t, {
        name: 'people.csv',
        text: people(total),
        unitCode: '14701',
        today: '2026-11-24',
        tell: (rows) => {
          done = rows;
          if (rows % 100_000 === 0) tell(`${rows} rows, ${mb(process.memoryUsage().rss)}`);
        },
      }),
    );
    const seconds = (performance.now() - begun) / 1000;
    clearInterval(watch);

    await owner.query(
      'create unlogged table public.bare (like people.persons including defaults including constraints including indexes)',
    );
    const columns =
      'unit_id, village_id, name, name_key, sex, birth, birth_from, birth_to, identity_number, phone, address';
    const bareBegun = performance.now();
    await pipeline(bareRows(total), owner.query(copyFrom(`copy public.bare (${columns}) from stdin`)));
    const bare = (performance.now() - bareBegun) / 1000;
    await owner.query('drop table public.bare');
    const growth = peak / atTenth;
    say(
      table([
        ['people', 'rows', 'seconds', 'rows/s', 'peak RSS of Node'],
        [
          'import',
          String(counts.added),
          seconds.toFixed(1),
          String(Math.round(total / seconds)),
          `${mb(atTenth)} at a tenth, ${mb(peak)} at the end`,
        ],
        ['bare COPY of the same rows', String(total), bare.toFixed(1), String(Math.round(total / bare)), '–'],
      ]),
    );
    say(
      `\n${(seconds / bare).toFixed(1)} × bare COPY; ${total} people in ${(seconds / 60).toFixed(1)} minutes ` +
        `(1,000,000 ≤ 10 minutes: ${verdict((seconds * 1_000_000) / total <= 600)}); ` +
        `memory ${growth.toFixed(2)} × (flat: ${verdict(growth <= 1.5)})`,
    );
  });
} finally {
  bed.remove();
}

async function communes(ctx: Parameters<typeof importPeople>[0]): Promise<void> {
  const file = { name: path.basename(unitsFile), text: fs.readFileSync(unitsFile, 'utf8') };
  const begun = performance.now();
  const counts = await tx(ctx, (t) =>
    importUnits(t, file, { asAt: '2026-11-24', since: '2025-07-01', source: file.name }),
  );
  const seconds = (performance.now() - begun) / 1000;
  say(
    `communes: ${JSON.stringify(counts)} in ${seconds.toFixed(2)} s (3,321 ≤ 5 s: ${verdict(seconds <= 5)})\n`,
  );
}

/** Invented people, the same each time, in households of four. */
function* rows(count: number) {
  const random = seeded(1_000_003);
  for (let i = 0; i < count; i += 1) {
    const male = random.chance(0.5);
    const year = random.int(1940, 1999);
    const name = `${familyName(random)} ${male ? 'Văn' : 'Thị'} ${random.pick(given)} ${random.pick(given)}`;
    const two = (n: number) => String(n).padStart(2, '0');
    yield {
      ...{ name, male, year, month: two(random.int(1, 12)), day: two(random.int(1, 28)) },
      // The first three digits count on where six are not enough.
      number: `${String(1 + Math.floor(i / 1_000_000)).padStart(3, '0')}${male ? 0 : 1}${two(year % 100)}${String(i % 1_000_000).padStart(6, '0')}`,
      phone: `09${String(i).padStart(8, '0')}`,
      household: `H-${Math.floor(i / 4)}`,
    };
  }
}

async function* people(count: number): AsyncGenerator<string> {
  let piece = 'Họ và tên,Ngày sinh,Giới tính,Số định danh,Số điện thoại,Số hộ\n';
  for (const p of rows(count)) {
    piece += `${p.name},${p.day}/${p.month}/${p.year},${p.male ? 'Nam' : 'Nữ'},${p.number},${p.phone},${p.household}\n`;
    if (piece.length < 65_536) continue;
    yield piece;
    piece = '';
  }
  yield piece;
}

async function* bareRows(count: number): AsyncGenerator<string> {
  let piece = '';
  for (const p of rows(count)) {
    const birth = `${p.year}-${p.month}-${p.day}`;
    piece += `1\t\\N\t${p.name}\t${p.name}\t${p.male ? 'male' : 'female'}\t${birth}\t${birth}\t${birth}\t${p.number}\t+84${p.phone.slice(1)}\t\n`;
    if (piece.length < 65_536) continue;
    yield piece;
    piece = '';
  }
  yield piece;
}
