import { execFileSync } from 'node:child_process';
import fs from 'node:fs';
import os from 'node:os';
import path from 'node:path';
import { generateIdentity, identityToRecipient } from 'age-encryption';
import { afterAll, expect, test } from 'vitest';
import { recall } from '#engines/database';
import { openFileStore } from '#engines/files';
import { testCtx, testDb } from '#engines/testing';
import { makeBackup } from './make.ts';
import { rehearse, restoreInto } from './restore.ts';
import { type BackupSettings, readBackupSettings } from './settings.ts';

const house = await testDb();
const ctx = testCtx(house, { at: '2026-03-02T01:30' });
const home = fs.mkdtempSync(path.join(os.tmpdir(), 'langso-backup-app-'));
fs.chmodSync(home, 0o711);
afterAll(() => fs.rmSync(home, { recursive: true, force: true }));

const identity = await generateIdentity();
const settings: BackupSettings = {
  ...{ to: path.join(home, 'kept'), recipients: [await identityToRecipient(identity)], rate: 1e9 },
  ...{ keep: { days: 2, weeks: 0, months: 0 }, cron: '30 1 * * *', access: undefined },
};
const source = { ownerUrl: house.ownerUrl, program: '0.0.0', unit: '14701' };
const make = (at: string) => {
  openFileStore({ dir: path.join(home, 'files') });
  ctx.clock.set(at);
  return makeBackup(ctx, source, settings);
};
const kept = () => fs.readdirSync(settings.to);
const read = (name: string) => fs.createReadStream(path.join(settings.to, name));

test('each night’s backup is noted with its moment, and the third day forgets the first', async () => {
  for (const day of ['02', '03', '04']) await make(`2026-03-${day}T01:30`);
  expect(kept()).toEqual(['langso-14701-20260302T183000Z.age', 'langso-14701-20260303T183000Z.age']);
  const note = JSON.parse((await recall(house.db, 'backup.last')) ?? '{}');
  expect(note).toMatchObject({ at: '2026-03-03T18:30:00.000Z', name: kept()[1] });
  expect(note.rows).toBeGreaterThan(20);
});

test('a place that cannot be written is noted with the reason, and the last good one stays noted', async () => {
  const before = await recall(house.db, 'backup.last');
  const blocked = { ...settings, to: path.join(home, 'kept', kept()[0] ?? '', 'below') };
  await expect(makeBackup(ctx, source, blocked)).rejects.toThrow(/ENOTDIR/);
  expect(JSON.parse((await recall(house.db, 'backup.failed')) ?? '{}').why).toMatch(/ENOTDIR/);
  expect(await recall(house.db, 'backup.last')).toBe(before);
});

test('rehearsed in a place of its own; restored once, and never over what is there', async () => {
  const [name = ''] = kept();
  const manifest = await rehearse(read(name), [identity]);
  expect(manifest.unit).toBe('14701');
  const into = { dataDir: path.join(home, 'new house'), databaseUrl: undefined, directUrl: undefined };
  await restoreInto(into, read(name), [identity]);
  expect(fs.existsSync(path.join(into.dataDir, 'postgres/PG_VERSION'))).toBe(true);
  await expect(restoreInto(into, read(name), [identity])).rejects.toThrow(/không ghi đè/);
});

test('a restore that fails leaves the place as empty as it was', async () => {
  const [name = ''] = kept();
  const into = { dataDir: path.join(home, 'half'), databaseUrl: undefined, directUrl: undefined };
  const short = fs.createReadStream(path.join(settings.to, name), {
    end: fs.statSync(path.join(settings.to, name)).size - 100,
  });
  await expect(restoreInto(into, short, [identity])).rejects.toThrow(/cắt cụt|không mở được/);
  expect(fs.readdirSync(into.dataDir)).toEqual([]);
  await restoreInto(into, read(name), [identity]);
});

const hasAge = fs.existsSync('/usr/bin/age');

test.skipIf(!hasAge)('the programs age and tar open a backup: it does not depend on us', () => {
  const key = path.join(home, 'key');
  fs.writeFileSync(key, identity, { mode: 0o600 });
  const [name = ''] = kept();
  const plain = path.join(home, 'plain.tar.gz');
  execFileSync('/usr/bin/age', ['-d', '-i', key, '-o', plain, path.join(settings.to, name)]);
  const listed = execFileSync('tar', ['tzf', plain], { encoding: 'utf8' }).trim().split('\n');
  expect(listed[0]).toBe('head.json');
  expect(listed.at(-1)).toBe('manifest.json');
  expect(listed).toContain('tables/audit.entries/000001');
});

test('what the environment says about backups is understood or refused in a sentence', async () => {
  const [recipient = ''] = settings.recipients;
  const env = { LANGSO_BACKUP_TO: '/kept', LANGSO_BACKUP_RECIPIENT: recipient };
  expect(readBackupSettings({})).toBeUndefined();
  expect(readBackupSettings(env)).toMatchObject({ keep: { days: 7, weeks: 4, months: 12 }, rate: 4e6 });
  const refused = (more: Record<string, string>) => () => readBackupSettings({ ...env, ...more });
  expect(refused({ LANGSO_BACKUP_RECIPIENT: '' })).toThrow(/age1/);
  expect(refused({ LANGSO_BACKUP_RECIPIENT: identity })).toThrow(/khóa công khai/);
  expect(refused({ LANGSO_BACKUP_KEEP: 'seven' })).toThrow(/LANGSO_BACKUP_KEEP/);
  expect(refused({ LANGSO_BACKUP_RATE: '0' })).toThrow(/LANGSO_BACKUP_RATE/);
});
