import { spawnSync } from 'node:child_process';
import fs from 'node:fs';
import os from 'node:os';
import path from 'node:path';
import { expect, test } from 'vitest';
import { root } from '../root.ts';

/** What the guide says against what is there; `node tests/operations/guide.mjs` follows it to the letter. */
const guide = fs.readFileSync(path.join(root, 'docs/operations.md'), 'utf8');
const deploy = (name: string) => fs.readFileSync(path.join(root, 'deploy', name), 'utf8');
const sources = fs
  .readdirSync(path.join(root, 'src'), { recursive: true, encoding: 'utf8' })
  .filter((name) => /\.tsx?$/.test(name) && !name.includes('.test.') && !name.includes('testing/'))
  .map((name) => fs.readFileSync(path.join(root, 'src', name), 'utf8'))
  .join('\n');
const namesIn = (text: string, pattern: RegExp) => [
  ...new Set([...text.matchAll(pattern)].map(([name]) => name)),
];
const setting = /\b(?:LANGSO_[A-Z0-9_]*[A-Z0-9]|DATABASE_(?:DIRECT_)?URL)\b/g;
const exists = (command: string) => spawnSync('sh', ['-c', `command -v ${command}`]).status === 0;

test('every setting that the guide or the example names is read by the program', () => {
  const named = [...namesIn(guide, setting), ...namesIn(deploy('langso.env.example'), setting)];
  const read = new Set(namesIn(sources, setting));
  expect(named.filter((name) => !read.has(name))).toEqual([]);
});

test('every file that the guide installs is there, and its scripts are valid shell', () => {
  const files = namesIn(guide, /\bdeploy\/[\w.-]+\w/g);
  expect(files.length).toBeGreaterThan(8);
  expect(files.filter((file) => !fs.existsSync(path.join(root, file)))).toEqual([]);
  for (const [, block = ''] of guide.matchAll(/^```sh.*\n([\s\S]*?)^```$/gm))
    expect(spawnSync('sh', ['-n'], { input: block, encoding: 'utf8' }).stderr, block).toBe('');
  for (const file of ['failover.sh', 'standby.sh', 'langso-command'])
    expect(spawnSync('sh', ['-n', path.join(root, 'deploy', file)]).status, file).toBe(0);
});

test('every command that the guide gives is one of ./langso help', () => {
  const usage = fs.readFileSync(path.join(root, 'src/apps/cli.ts'), 'utf8');
  const given = [...guide.matchAll(/(?:^|`|\/)langso ([a-z][a-z-]+)/gm)].map(([, word]) => word);
  expect(given).toContain('undo-upgrade');
  for (const word of new Set(given)) expect(usage, word).toContain(`./langso ${word}`);
});

test('every measurement that the guide warns by is measured', () => {
  const measured = fs.readFileSync(path.join(root, 'src/apps/operations/metrics.ts'), 'utf8');
  for (const name of namesIn(guide, /\blangso_[a-z_]+/g).filter((word) => !/^langso_(owner|app)$/.test(word)))
    expect(measured, name).toContain(`'${name}'`);
});

test('the unit is hardened and its mistakes are none', () => {
  const unit = deploy('langso.service');
  for (const line of [
    'ProtectSystem=strict',
    'NoNewPrivileges=yes',
    'MemoryMax=1G',
    'Restart=on-failure',
    'TimeoutStopSec=60',
  ])
    expect(unit.split('\n')).toContain(line);
  if (!exists('systemd-analyze')) return;
  const here = fs.mkdtempSync(path.join(os.tmpdir(), 'langso-unit-'));
  const file = path.join(here, 'langso.service');
  fs.writeFileSync(file, unit.replaceAll('/opt/langso', root));
  const said = spawnSync('systemd-analyze', ['verify', file], { encoding: 'utf8' }).stderr;
  fs.rmSync(here, { recursive: true });
  expect(said.split('\n').filter((line) => line.includes('langso.service'))).toEqual([]);
});

test('the environment file reaches the program with spaces and signs as they are', () => {
  const here = fs.mkdtempSync(path.join(os.tmpdir(), 'langso-env-'));
  const file = path.join(here, 'langso.env');
  fs.writeFileSync(
    file,
    '# một chú thích\n\nLANGSO_PHONE=0229 000 0000\nLANGSO_ADDRESS=Thôn "Yên Hạ" $HOME; xã',
  );
  const script = deploy('langso-command').replace(
    /^cd \/$[\s\S]*/m,
    'printf "%s|%s" "$LANGSO_PHONE" "$LANGSO_ADDRESS"',
  );
  const said = spawnSync('sh', ['-c', script], {
    env: { PATH: process.env.PATH, LANGSO_ENV_FILE: file },
    encoding: 'utf8',
  });
  fs.rmSync(here, { recursive: true });
  expect(said.stdout).toBe('0229 000 0000|Thôn "Yên Hạ" $HOME; xã');
});
