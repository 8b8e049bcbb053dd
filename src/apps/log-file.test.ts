import fs from 'node:fs';
import os from 'node:os';
import path from 'node:path';
import { setTimeout as sleep } from 'node:timers/promises';
import { expect, test } from 'vitest';
import { openLog } from './log-file.ts';

test('on SIGHUP the file that logrotate moved away is left, and a new one of its owner’s only goes on', async () => {
  const here = fs.mkdtempSync(path.join(os.tmpdir(), 'langso-log-'));
  const [file, moved] = [path.join(here, 'langso.log'), path.join(here, 'langso.log.1')];
  const log = openLog(file);
  log.write('một\n');
  process.emit('SIGHUP');
  log.write('hai\n');
  await log.close();
  expect(fs.readFileSync(file, 'utf8')).toBe('một\nhai\n');

  const again = openLog(file);
  again.write('ba\n');
  while (!fs.readFileSync(file, 'utf8').includes('ba')) await sleep(20);
  fs.renameSync(file, moved);
  process.emit('SIGHUP');
  again.write('bốn\n');
  await again.close();
  expect(fs.readFileSync(moved, 'utf8')).toBe('một\nhai\nba\n');
  expect(fs.readFileSync(file, 'utf8')).toBe('bốn\n');
  expect(fs.statSync(file).mode & 0o777).toBe(0o600);
  expect(process.listenerCount('SIGHUP')).toBe(0);
  await openLog('off').close();
  fs.rmSync(here, { recursive: true });
});

test('a place that could not be written to is written to again when it can', async () => {
  const here = fs.mkdtempSync(path.join(os.tmpdir(), 'langso-log-'));
  const file = path.join(here, 'away', 'langso.log');
  const log = openLog(file);
  log.write('mất\n');
  await sleep(50);
  fs.mkdirSync(path.dirname(file));
  log.write('còn\n');
  await log.close();
  expect(fs.readFileSync(file, 'utf8')).toContain('còn\n');
  fs.rmSync(here, { recursive: true });
});
