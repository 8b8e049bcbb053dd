import { spawnSync } from 'node:child_process';
import fs from 'node:fs';
import net from 'node:net';
import os from 'node:os';
import path from 'node:path';
import { afterAll, expect, test } from 'vitest';
import { pidOfPostgres } from '#engines/testing';
import { cast } from './demo/cast.ts';
import { demoPosts } from './demo/posts.ts';
import { root } from './root.ts';
import { asOwner, beside } from './testing/filers.ts';
import { aClone, endPrograms, runProgram, startProgram, until } from './testing/program.ts';

const home = fs.mkdtempSync(path.join(os.tmpdir(), 'langso-start-'));
fs.chmodSync(home, 0o755);
afterAll(async () => {
  await endPrograms();
  fs.rmSync(home, { recursive: true, force: true });
});

const isAlive = (pid: number) => fs.existsSync(`/proc/${pid}`);
const patience = { timeout: 120_000 };

test(
  'a second start on the same data is refused in a sentence, and the first goes on',
  patience,
  async () => {
    const start = { clone: aClone(), dataDir: path.join(home, 'twice') };
    const first = await startProgram(start);
    await expect(startProgram(start)).rejects.toThrow(/đang được một chương trình Làng Số khác sử dụng/);
    expect((await fetch(`${first.address}/healthz`)).status).toBe(200);
    expect(await first.end('SIGTERM')).toBe(0);
  },
);

test('a taken port is named, and the database does not stay behind', patience, async () => {
  const taken = net.createServer().listen(0, '127.0.0.1');
  await until(() => taken.listening);
  const { port } = taken.address() as net.AddressInfo;
  const dataDir = path.join(home, 'port');
  await expect(startProgram({ clone: aClone(), dataDir, port })).rejects.toThrow(
    new RegExp(`Cổng ${port} đang có chương trình khác dùng`),
  );
  taken.close();
  expect(fs.existsSync(path.join(dataDir, 'postgres/postmaster.pid'))).toBe(false);
});

test(
  'starts from a path with spaces and Vietnamese letters, and SIGTERM leaves no process',
  patience,
  async () => {
    const clone = aClone(path.join(home, 'Làng Số của tôi'));
    const dataDir = path.join(home, 'dữ liệu của xã');
    const program = await startProgram({ clone, dataDir });
    expect((await fetch(`${program.address}/healthz`)).status).toBe(200);
    expect((await fetch(`${program.address}/dang-nhap`)).status).toBe(200);
    const postgres = pidOfPostgres(dataDir);
    expect(await program.end('SIGTERM')).toBe(0);
    await until(() => !isAlive(postgres), 5_000);
    expect(isAlive(postgres)).toBe(false);
    expect(fs.existsSync(path.join(dataDir, 'langso.lock'))).toBe(false);
  },
);

const isRoot = process.getuid?.() === 0;
const asNobody = ['setpriv', '--reuid=65534', '--regid=65534', '--clear-groups'];
const [tool = '', ...how] = asNobody;
const mayBecome = isRoot && spawnSync(tool, [...how, 'test', '-r', `${root}/package.json`]).status === 0;

test.skipIf(isRoot && !mayBecome)('runs as an ordinary user', patience, async () => {
  const own = path.join(home, 'ordinary');
  fs.mkdirSync(own);
  if (isRoot) fs.chownSync(own, 65_534, 65_534);
  const start = { clone: aClone(), dataDir: path.join(own, 'data') };
  const program = await startProgram({
    ...start,
    ...(isRoot ? { through: asNobody } : {}),
    env: { HOME: own },
  });
  const postgres = pidOfPostgres(start.dataDir);
  expect(fs.statSync(`/proc/${postgres}`).uid).toBe(isRoot ? 65_534 : process.getuid?.());
  expect((await fetch(`${program.address}/healthz`)).status).toBe(200);
  expect(await program.end('SIGTERM')).toBe(0);
});

test(
  'in production there are no invented people, no demo accounts and no simulated telephone',
  patience,
  async () => {
    const start = { clone: aClone(), dataDir: path.join(home, 'production') };
    const program = await startProgram(start);
    const house = await beside(start.dataDir);
    const [made] = await asOwner(
      house,
      `select (select count(*)::int from people.persons) as persons, (select count(*)::int from access.posts) as posts,
            (select count(*)::int from cases.cases) as cases,
            (select count(*)::int from units.villages where invented) as villages,
            (select count(*)::int from access.accounts where password_hash is not null) as passwords`,
    );
    expect(made).toMatchObject({ persons: 0, posts: 0, cases: 0, villages: 0, passwords: 0 });
    await house.close();
    expect((await fetch(`${program.address}/dien-thoai-mo-phong?so=0900000001`)).status).toBe(404);
    const names = [...demoPosts.map((post) => post.name), ...cast.map((one) => one.name)];
    const traces = [...demoPosts, ...cast].flatMap((one) => [one.phone, one.name]);
    expect(names.length).toBeGreaterThan(10);
    const doors = ['/', '/thu-tuc', '/dang-nhap', '/can-bo/dang-nhap', '/tra-cuu', '/dia-chi?tim=yen+mo'];
    for (const door of [...doors, '/niem-phong-nhat-ky', '/api/v1/openapi.json', '/khong-co-trang-nay']) {
      const page = (await (await fetch(`${program.address}${door}`)).text()).toLocaleLowerCase('vi');
      for (const trace of ['trình diễn', 'mô phỏng', '/dien-thoai-mo-phong', '0229 000 0000', ...traces])
        expect(page.includes(trace.toLocaleLowerCase('vi')), `${door} holds ${trace}`).toBe(false);
    }
    expect(await program.end('SIGTERM')).toBe(0);
  },
);

test(
  'an empty house prints a link that opens once; a command prints another beside the running program',
  patience,
  async () => {
    const start = { clone: aClone(), dataDir: path.join(home, 'first') };
    const program = await startProgram(start);
    const linkIn = (said: string) => /(http:\S+\/can-bo\/thiet-lap\/[\w-]{32})/.exec(said)?.[1] ?? '';
    await until(() => linkIn(program.said()) !== '');
    const first = linkIn(program.said());
    expect((await fetch(first)).status).toBe(200);
    const command = ['first-administrator', '--data', start.dataDir, '--port', '0'];
    const second = linkIn((await runProgram(start, command)).said).replace(
      /^http:\/\/[^/]+/,
      program.address,
    );
    // The newer one voids the older, and the demo has none.
    expect((await fetch(first)).status).toBe(404);
    expect((await fetch(second)).status).toBe(200);
    const inDemo = await runProgram({ ...start, env: { LANGSO_MODE: 'demo' } }, command);
    expect(inDemo).toMatchObject({ code: 1, said: expect.stringContaining('LANGSO_MODE=production') });
    const file = path.join(home, 'nhat-ky.jsonl');
    const exported = await runProgram(start, ['audit', 'export', file, '--data', start.dataDir]);
    expect(exported).toMatchObject({ code: 0 });
    expect(await runProgram(start, ['audit', 'verify', file])).toMatchObject({
      code: 0,
      said: expect.stringContaining('Nguyên vẹn'),
    });
    fs.writeFileSync(
      file,
      fs.readFileSync(file, 'utf8').replace('base-data.installed', 'base-data.forgotten'),
    );
    expect(await runProgram(start, ['audit', 'verify', file])).toMatchObject({
      code: 1,
      said: expect.stringMatching(/dòng \d+ bị sửa/),
    });
    expect(await program.end('SIGTERM')).toBe(0);
  },
);

const given = path.resolve(root, '../shared/data/vietnam');

test.skipIf(!fs.existsSync(given))(
  'the real files come in, twice is once, and a broken line is named',
  {
    timeout: 240_000,
  },
  async () => {
    const clone = aClone();
    const dataDir = path.join(home, 'import');
    const bring = async (kind: string, file: string) =>
      runProgram({ clone }, ['import', kind, file, '--data', dataDir]);
    const picture = async () => {
      const program = await startProgram({ clone, dataDir });
      const house = await beside(dataDir);
      const rows = await asOwner(
        house,
        `select (select md5(string_agg(u::text, '|' order by u::text)) from units.units u) as units,
              (select md5(string_agg(s::text, '|' order by s::text)) from units.successions s) as successions,
              (select count(*)::int from procedures.versions) as versions`,
      );
      await house.close();
      await program.end('SIGTERM');
      return rows[0];
    };
    const files = [
      ['units', 'units-2026-34.tsv'],
      ['successions', 'ninh-binh-old-to-new-2025.tsv'],
      ['calendar', 'working-calendar-vn-2020-2027.json'],
      ['procedures', 'procedures-official-2026.json'],
    ] as const;
    for (const [kind, file] of files)
      expect(await bring(kind, path.join(given, file)), file).toMatchObject({ code: 0 });
    const once = await picture();
    for (const [kind, file] of files)
      expect(await bring(kind, path.join(given, file)), file).toMatchObject({ code: 0 });
    expect(await picture()).toEqual(once);

    const lines = fs.readFileSync(path.join(given, 'units-2026-34.tsv'), 'utf8').split('\n');
    const at = 20;
    lines[at] = (lines[at] ?? '').split('\t').slice(0, 1).join('\t');
    const broken = path.join(home, 'broken.tsv');
    fs.writeFileSync(broken, lines.join('\n'));
    const refused = await bring('units', broken);
    expect(refused.code).not.toBe(0);
    expect(refused.said).toContain(String(at + 1));
    expect(await picture()).toEqual(once);
  },
);
