import { randomBytes } from 'node:crypto';
import fs from 'node:fs';
import os from 'node:os';
import path from 'node:path';
import { Readable } from 'node:stream';
import { buffer } from 'node:stream/consumers';
import { generateIdentity, identityToRecipient } from 'age-encryption';
import S3rver from 's3rver';
import { afterAll, expect, inject, test } from 'vitest';
import { type Addresses, asClient, tx, withDatabase } from '#engines/database';
import { openFileStore } from '#engines/files';
import { aCommune, allMigrationFolders, testCtx, testDb } from '#engines/testing';
import { backupTargetOf, restoreBackup, writeBackup } from './index.ts';

const house = await testDb();
const ctx = testCtx(house, { at: '2026-03-02T09:00' });
const commune = await aCommune(house, ctx);
await commune.aDossier();

const home = fs.mkdtempSync(path.join(os.tmpdir(), 'langso-backup-'));
const { at: server, template } = inject('testHouse');
const places: Addresses[] = [];
afterAll(async () => {
  for (const place of places)
    await asClient(withDatabase(server.admin, 'postgres'), (client) =>
      client.query(`drop database if exists "${new URL(place.admin).pathname.slice(1)}" with (force)`),
    );
  fs.rmSync(home, { recursive: true, force: true });
});

const filesDir = path.join(home, 'files');
openFileStore({ dir: filesDir });
const sha256 = '2c26b46b68ffc68ff99b453c1d30413413422d706483bfa0f98a5e886266e7ae';
fs.mkdirSync(path.join(filesDir, '2c'), { recursive: true });
fs.writeFileSync(path.join(filesDir, '2c', sha256), 'foo');
fs.writeFileSync(path.join(filesDir, '2c', `${sha256}.thumb`), 'small');

const identity = await generateIdentity();
const recipient = await identityToRecipient(identity);
const fast = 1e9;
const source = () => ({ ownerUrl: house.ownerUrl, program: '0.0.0', unit: '14701', now: ctx.now() });

async function aBackup(): Promise<Buffer> {
  let bytes = Buffer.alloc(0);
  await writeBackup(source(), [recipient], fast, async (stream) => {
    bytes = await buffer(stream);
  });
  return bytes;
}

/** A database that does not exist yet, on the same server. */
function aNewPlace(): Addresses {
  const name = `${template}_${randomBytes(4).toString('hex')}`;
  const place = {
    ...server,
    ...{ admin: withDatabase(server.admin, name), owner: withDatabase(server.owner, name) },
    ...{ app: withDatabase(server.app, name), appDirect: withDatabase(server.appDirect, name) },
  };
  places.push(place);
  return place;
}

/** Restores with the file store of a new folder; the store is the old one again afterwards. */
async function restored(bytes: Buffer, keys: readonly string[] = [identity], place = aNewPlace()) {
  const dir = fs.mkdtempSync(path.join(home, 'restored-'));
  openFileStore({ dir });
  try {
    return {
      place,
      dir,
      manifest: await restoreBackup(Readable.from([bytes]), keys, place, allMigrationFolders()),
    };
  } finally {
    openFileStore({ dir: filesDir });
  }
}

const ask = (url: string, text: string) => asClient(url, async (client) => (await client.query(text)).rows);

test('everything comes back: rows, numbers still to give, files, and who may do what', async () => {
  const { place, dir, manifest } = await restored(await aBackup());
  expect(manifest.rows).toBeGreaterThan(200);
  for (const table of [
    'cases.cases',
    'people.persons',
    'audit.entries',
    'numbers.series',
    'dossiers.answers',
  ]) {
    const text = `select to_jsonb(t) as row from ${table} t order by to_jsonb(t)::text`;
    expect(await ask(place.owner, text)).toEqual(await ask(house.ownerUrl, text));
  }
  expect(fs.readFileSync(path.join(dir, '2c', sha256), 'utf8')).toBe('foo');
  expect(fs.readFileSync(path.join(dir, '2c', `${sha256}.thumb`), 'utf8')).toBe('small');
  // A sequence goes on behind the last number given, and the program's role still may not change the audit.
  const insert = `insert into audit.entries (at, actor_kind, verb, subject_kind, subject_id, request_id)
    values (now(), 'machine', 'x', 'x', 'x', 'x') returning id`;
  const [top] = await ask(house.ownerUrl, 'select max(id) as id from audit.entries');
  const [next] = await ask(place.app, insert);
  expect(Number(next.id)).toBeGreaterThan(Number(top.id));
  await expect(ask(place.app, `update audit.entries set verb = 'y'`)).rejects.toThrow(/permission denied/);
  await expect(
    ask(
      place.app,
      `insert into access.appointments (account_id, post_id, valid_from) values (gen_random_uuid(), gen_random_uuid(), now())`,
    ),
  ).rejects.toThrow(/foreign key/);
});

test('what is written while a backup is being made is either whole in it or not at all', async () => {
  let writing = true;
  const writer = (async () => {
    while (writing) await commune.aDossier(commune.citizen, randomBytes(8).toString('hex'));
  })();
  const bytes = await aBackup().finally(() => {
    writing = false;
  });
  await writer;
  const { place } = await restored(bytes);
  const [whole] = await ask(
    place.owner,
    `select count(*)::int as cases, count(d.case_id)::int as dossiers, count(a.case_id)::int as answers
     from cases.cases c left join dossiers.dossiers d on d.case_id = c.id left join dossiers.answers a on a.case_id = c.id`,
  );
  expect(whole.dossiers).toBe(whole.cases);
  expect(whole.answers).toBe(whole.cases);
});

test('a restore never overwrites', async () => {
  const bytes = await aBackup();
  const { place } = await restored(bytes);
  await expect(restored(bytes, [identity], place)).rejects.toThrow(/không ghi đè/);
});

test('a backup cut short, edited, or opened with another key is refused in a sentence', async () => {
  const bytes = await aBackup();
  for (const length of [bytes.length - 1, bytes.length - 70_000, Math.floor(bytes.length / 2), 300, 20, 0])
    await expect(restored(bytes.subarray(0, length)), `cut to ${length}`).rejects.toThrow(
      /Bản sao lưu|Khóa này/,
    );
  for (const position of [0.3, 0.6, 0.999]) {
    const edited = Buffer.from(bytes);
    const at = Math.floor(edited.length * position);
    edited[at] = (edited[at] ?? 0) ^ 1;
    await expect(restored(edited), `edited at ${position}`).rejects.toThrow(/Bản sao lưu|Khóa này/);
  }
  await expect(restored(bytes, [await generateIdentity()])).rejects.toThrow(/Khóa này không mở được/);
  await expect(restored(Buffer.from('not a backup'))).rejects.toThrow(/Khóa này/);
});

test('a backup of a program that knows more is refused before a row is written', async () => {
  await house.asOwner(
    `insert into house.migrations (owner, name, checksum) values ('cases', '9999_later.sql', 'x')`,
  );
  const bytes = await aBackup();
  await house.asOwner(`delete from house.migrations where name = '9999_later.sql'`);
  const place = aNewPlace();
  await expect(restored(bytes, [identity], place)).rejects.toThrow(/phiên bản Làng Số khác/);
  // The place is as empty as before: the right backup goes in.
  await restored(await aBackup(), [identity], place);
});

test('a target that fails half way ends the backup, lets the database go, and leaves no file', async () => {
  const dir = path.join(home, 'kept');
  const target = backupTargetOf(dir, undefined);
  await tx(ctx, (t) => t.audit({ verb: 'x', subjectKind: 'x', subjectId: 'x'.repeat(10) }));
  const broken = writeBackup(source(), [recipient], fast, (stream) =>
    target.write('a.age', Readable.from(failing(stream))),
  );
  await expect(broken).rejects.toThrow('the disk is full');
  expect(await target.list()).toEqual([]);
  const [open] = await ask(
    house.ownerUrl,
    `select count(*)::int as n from pg_stat_activity where state = 'idle in transaction' and datname = current_database()`,
  );
  expect(open.n).toBe(0);
});

async function* failing(stream: Readable) {
  for await (const chunk of stream) {
    yield chunk;
    throw new Error('the disk is full');
  }
}

test('a directory and a bucket of an S3 server keep, list, give back and forget a backup', async () => {
  const s3 = new S3rver({
    ...{ port: 0, address: '127.0.0.1', silent: true, directory: path.join(home, 's3') },
    configureBuckets: [{ name: 'xa', configs: [] }],
  });
  const { port } = await s3.run();
  const access = { endpoint: `http://127.0.0.1:${port}`, region: 'vn', key: 'S3RVER', secret: 'S3RVER' };
  const bytes = Buffer.concat([await aBackup(), randomBytes(17_000_000)]);
  try {
    for (const target of [
      backupTargetOf(path.join(home, 'dir'), undefined),
      backupTargetOf('s3://xa/hằng ngày', access),
    ]) {
      await target.write('one.age', Readable.from(chunksOf(bytes)));
      await target.write('two.age', Readable.from([Buffer.from('2')]));
      expect(await target.list()).toEqual([
        { name: 'one.age', size: bytes.length },
        { name: 'two.age', size: 1 },
      ]);
      expect((await buffer(await target.read('one.age'))).equals(bytes)).toBe(true);
      await target.remove('one.age');
      expect((await target.list()).map(({ name }) => name)).toEqual(['two.age']);
      await expect(
        target.write('three.age', Readable.from(failing(Readable.from([bytes])))),
      ).rejects.toThrow();
      expect((await target.list()).map(({ name }) => name)).toEqual(['two.age']);
    }
    await expect(
      backupTargetOf('s3://xa', { ...access, key: 'nobody' }).write('x', Readable.from([bytes])),
    ).rejects.toThrow(/S3 trả lời 403/);
  } finally {
    await s3.close();
  }
  expect(() => backupTargetOf('s3://xa', undefined)).toThrow(/LANGSO_S3_ENDPOINT/);
});

function* chunksOf(bytes: Buffer) {
  for (let at = 0; at < bytes.length; at += 65_536) yield bytes.subarray(at, at + 65_536);
}
