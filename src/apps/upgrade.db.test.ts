import fs from 'node:fs';
import os from 'node:os';
import path from 'node:path';
import { afterAll, expect, test } from 'vitest';
import { asClient, openHouse, verifyAudit, withDatabase } from '#engines/database';
import { answersFor, PlainBrowser } from '#engines/testing';
import { asOwner, beside } from './testing/filers.ts';
import { overNetwork } from './testing/network-browser.ts';
import { aPostgres, endPostgres, hasPostgres } from './testing/postgres.ts';
import { aClone, aCloneAt, endPrograms, type Program, runProgram, startProgram } from './testing/program.ts';

const home = fs.mkdtempSync(path.join(os.tmpdir(), 'langso-upgrade-'));
fs.chmodSync(home, 0o755);
afterAll(async () => {
  await endPrograms();
  await endPostgres();
  fs.rmSync(home, { recursive: true, force: true });
});

/** v0.1.0, the end of the first issue; by its commit, for clones without tags. */
const firstRelease = 'd00e9cef2779d471ba731c9c5fec0653cf69cc58';
const mother = { phone: '0900990001', name: 'Đinh Thị Lành' };
const env = { LANGSO_MODE: 'demo' };

async function signIn({ address }: Program): Promise<PlainBrowser> {
  const browser = await new PlainBrowser(overNetwork(address)).open('/dang-nhap');
  await browser.post('/dang-nhap', { 'dien-thoai': mother.phone });
  const { path: here, page } = browser;
  await browser.open(`/dien-thoai-mo-phong?so=${mother.phone}`);
  const code = /\b(\d{6})\b/.exec(browser.page.replace(/<[^>]+>/g, ' '))?.[1] ?? '';
  Object.assign(browser, { path: here, page });
  await browser.post('/ma-xac-nhan', { ma: code });
  expect(browser.page).toContain(mother.name);
  return browser;
}

async function fileOne(program: Program): Promise<string> {
  const browser = await signIn(program);
  await browser.open('/nop/2.000635');
  await browser.post('/nop/2.000635', { whom: 'self', name: '' });
  const draft = /^\/nop\/([0-9a-f-]{36})\//.exec(browser.path)?.[1] ?? '';
  const house = await beside(program.dataDir);
  await asOwner(house, 'update dossiers.drafts set answers = $2, delivery = $3 where id = $1', [
    draft,
    JSON.stringify(answersFor(mother.name)),
    JSON.stringify({ how: 'counter', phone: mother.phone, sms: false }),
  ]);
  await house.close();
  await browser.open(`/nop/${draft}/kiem-tra`);
  await browser.post(`/nop/${draft}/kiem-tra`, { oath: 'yes' });
  const number = decodeURIComponent(/^\/ho-so\/([^/]+)\/da-nop/.exec(browser.path)?.[1] ?? '');
  expect(number).toMatch(/-\d{4}$/);
  return number;
}

/** What may not change by an upgrade: every number with its state and days, who is in the register, who looked. */
async function picture(program: Program): Promise<Record<string, unknown>> {
  const house = await beside(program.dataDir);
  const [row] = await asOwner(
    house,
    `select (select count(*)::int from cases.cases) as cases,
       (select md5(string_agg(number || ' ' || state || ' ' || coalesce(due_at::text, ''), '|' order by number)) from cases.cases) as states,
       (select md5(string_agg(id::text || name, '|' order by id)) from people.persons) as people,
       (select count(*)::int from files.files) as files`,
  );
  const findings = await verifyAudit(house.db);
  await house.close();
  return { ...row, findings };
}

test.skipIf(aCloneAt(firstRelease) === undefined)(
  'the first release’s data come along into this one, and there is a way back',
  { timeout: 400_000 },
  async () => {
    const dataDir = path.join(home, 'commune');
    const old = { clone: aCloneAt(firstRelease) ?? '', dataDir, env };
    const present = { clone: aClone(), dataDir, env };
    const before = await startProgram(old);
    const number = await fileOne(before);
    const was = await picture(before);
    expect(was.cases).toBeGreaterThan(900);
    expect(was.findings).toEqual([]);
    expect(await before.end('SIGTERM')).toBe(0);

    const after = await startProgram(present);
    expect(after.said()).toContain('Bản dữ liệu trước khi nâng cấp ở');
    expect(await picture(after)).toEqual(was);
    const browser = await signIn(after);
    await browser.open(`/ho-so/${number}`);
    expect(browser.status).toBe(200);
    expect(browser.page).toContain(number);
    const later = await fileOne(after);
    const house = await beside(dataDir);
    await asOwner(
      house,
      `insert into house.migrations (owner, name, checksum) values ('database', '9999_come_from_the_future.sql', 'x')`,
    );
    await house.close();
    expect(await after.end('SIGTERM')).toBe(0);

    await expect(startProgram(present)).rejects.toThrow('bản Làng Số mới hơn nâng cấp');

    const back = await runProgram({ clone: present.clone }, ['undo-upgrade', '--data', dataDir]);
    expect(back).toMatchObject({ code: 0, said: expect.stringContaining('Đã trở về dữ liệu') });
    const again = await startProgram(old);
    expect(await picture(again)).toEqual(was);
    const same = await signIn(again);
    await same.open(`/ho-so/${number}`);
    expect(same.status).toBe(200);
    await same.open(`/ho-so/${later}`);
    expect(same.status, 'what came after the upgrade is aside, and said to be').toBe(404);
    expect(await again.end('SIGTERM')).toBe(0);

    const once = await runProgram({ clone: present.clone, env }, ['upgrade', '--data', dataDir]);
    expect(once).toMatchObject({ code: 0 });
    const last = await startProgram(present);
    expect(last.said(), 'nothing is left to upgrade').not.toContain('trước khi nâng cấp');
    expect(await picture(last)).toEqual(was);
    expect(await last.end('SIGTERM')).toBe(0);
  },
);

test.skipIf(!hasPostgres)(
  'on a server of the operator’s a breaking migration waits for a backup or for his word',
  { timeout: 60_000 },
  async () => {
    const server = await aPostgres(home, 'server');
    const databaseUrl = withDatabase(server.url, 'langso');
    const house = fs.mkdtempSync(path.join(home, 'folder-'));
    const dir = path.join(house, 'migrations');
    fs.mkdirSync(dir);
    const write = (name: string, text: string) => fs.writeFileSync(path.join(dir, name), text);
    const open = async (mayBreak = false) => {
      const opened = await openHouse({
        ...{ dataDir: '', databaseUrl, mayBreak },
        migrationFolders: [{ owner: 'house', dir }],
      });
      await opened.close();
      return opened.ownerUrl;
    };
    write(
      '0001_begin.sql',
      'create table house.facts (key text primary key, value text, at timestamptz default now());',
    );
    const ownerUrl = await open();
    write('0002_go_on.sql', 'create table house.kept (n int);');
    await open();
    write('0003_drop.sql', '-- breaking\ndrop table house.kept;');
    await expect(open()).rejects.toThrow('không quay lui được (house/0003_drop.sql)');
    await asClient(ownerUrl, (client) =>
      client.query(`insert into house.facts values ('backup.last', 'x', now() - interval '2 days')`),
    );
    await expect(open(), 'an old backup is none').rejects.toThrow('không quay lui được');
    await asClient(ownerUrl, (client) => client.query('update house.facts set at = now()'));
    await open();
    write('0004_drop_more.sql', '-- breaking\nselect 1;');
    await asClient(ownerUrl, (client) => client.query('delete from house.facts'));
    await open(true);
    await server.end('SIGINT');
  },
);
