/**
 * ./langso test: everything, as CI. Installs Debian's Chromium and PostgreSQL 15 where they are missing and it
 * may; elsewhere says in one line what is missing and what is skipped. Ends with "N passed, N failed".
 */
import { spawnSync } from 'node:child_process';
import { existsSync, mkdirSync, mkdtempSync, readFileSync, rmSync } from 'node:fs';
import os from 'node:os';
import path from 'node:path';
import { fileURLToPath } from 'node:url';

const root = path.dirname(path.dirname(fileURLToPath(import.meta.url)));
const bin = (name) => path.join(root, 'node_modules', '.bin', name);
const total = { passed: 0, failed: 0, skipped: 0 };
const say = (sentence) => process.stdout.write(`${sentence}\n`);

const chromium = ['/usr/bin/chromium', '/usr/bin/chromium-browser', '/usr/bin/google-chrome'].find(
  existsSync,
);
const debianPostgres = '/usr/lib/postgresql/15/bin/postgres';
const missing = [
  ...(chromium ? [] : ['chromium']),
  ...(existsSync(debianPostgres) ? [] : ['postgresql-15']),
  // Independent judges: of backups, and of printed codes. Without them their tests are skipped.
  ...(existsSync('/usr/bin/age') ? [] : ['age']),
  ...(existsSync('/usr/bin/zbarimg') ? [] : ['zbar-tools']),
];
if (missing.length > 0 && process.getuid?.() === 0 && existsSync('/usr/bin/apt-get')) {
  say(`Đang cài ${missing.join(', ')} từ kho của Debian…`);
  spawnSync('apt-get', ['update', '-qq'], { stdio: 'ignore' });
  const env = { ...process.env, DEBIAN_FRONTEND: 'noninteractive' };
  spawnSync('apt-get', ['install', '-y', '-qq', '--no-install-recommends', ...missing], {
    stdio: 'ignore',
    env,
  });
}

/** A step without a test count of its own is one test: it passes or fails. */
function step(name, command, args, env = {}) {
  say(`\n== ${name}`);
  const run = spawnSync(command, args, { cwd: root, stdio: 'inherit', env: { ...process.env, ...env } });
  const ok = run.status === 0;
  total[ok ? 'passed' : 'failed'] += 1;
  if (!ok) say(`!! ${name}: không đạt (mã ${run.status ?? run.signal})`);
}

const reports = mkdtempSync(path.join(os.tmpdir(), 'langso-test-'));

function vitest(name, projects, env = {}, more = []) {
  say(`\n== ${name}`);
  const report = path.join(reports, `${total.passed + total.failed}.json`);
  const run = spawnSync(
    bin('vitest'),
    [
      'run',
      ...projects.flatMap((p) => ['--project', p]),
      '--reporter=default',
      '--reporter=json',
      `--outputFile.json=${report}`,
      ...more,
    ],
    { cwd: root, stdio: 'inherit', env: { ...process.env, ...env } },
  );
  if (!existsSync(report)) {
    total.failed += 1;
    say(`!! ${name}: không chạy được`);
    return;
  }
  const result = JSON.parse(readFileSync(report, 'utf8'));
  total.passed += result.numPassedTests;
  total.failed += result.numFailedTests;
  total.skipped += result.numPendingTests + result.numTodoTests;
  // A suite that does not load counts no test of its own: it must fail all the same.
  if (run.status !== 0 && result.numFailedTests === 0)
    total.failed += Math.max(1, result.numFailedTestSuites);
}

/** The same suite by DATABASE_URL, on a server of Debian's that lives for this run only. */
function onDebianPostgres() {
  const name = 'Trên PostgreSQL 15 của Debian, qua DATABASE_URL';
  const dir = mkdtempSync(path.join(os.tmpdir(), 'langso-debian-'));
  const data = path.join(dir, 'data');
  const tool = (program) => path.join(path.dirname(debianPostgres), program);
  const isRoot = process.getuid?.() === 0;
  const run = (program, args) => {
    const [command, ...rest] = isRoot ? ['runuser', '-u', 'postgres', '--', tool(program)] : [tool(program)];
    return spawnSync(command, [...rest, ...args], { cwd: '/', encoding: 'utf8' });
  };
  if (isRoot) spawnSync('chown', ['postgres', dir]);
  const made = run('initdb', ['-D', data, '-U', 'postgres', '-A', 'trust', '-E', 'UTF8', '--locale=C.UTF-8']);
  const flags = `-c listen_addresses= -c unix_socket_directories=${dir} -c fsync=off -c max_connections=80`;
  const started = run('pg_ctl', ['-D', data, '-w', '-l', path.join(dir, 'log'), '-o', flags, 'start']);
  if (made.status !== 0 || started.status !== 0) {
    total.failed += 1;
    say(`!! ${name}: không chạy được. ${made.stderr ?? ''}${started.stderr ?? ''}`);
    return;
  }
  try {
    // What starts the whole program starts the embedded database whatever the suite runs on: once is enough.
    const embeddedOnly = ['crash', 'start', 'away'].flatMap((file) => [
      '--exclude',
      `src/apps/${file}.db.test.ts`,
    ]);
    const DATABASE_URL = `postgresql://postgres@localhost/postgres?host=${encodeURIComponent(dir)}`;
    vitest(name, ['db'], { DATABASE_URL }, embeddedOnly);
  } finally {
    run('pg_ctl', ['-D', data, '-m', 'immediate', 'stop']);
    rmSync(dir, { recursive: true, force: true });
  }
}

function skip(name, why) {
  total.skipped += 1;
  say(`\n== ${name}: bỏ qua, ${why}`);
}

mkdirSync(path.join(root, 'artifacts'), { recursive: true });
step('Biome', bin('biome'), ['check', '--error-on-warnings', '.']);
step('tsc', bin('tsc'), ['--noEmit']);
step('dependency-cruiser', bin('depcruise'), ['--config', '.dependency-cruiser.cjs', 'src']);
step('knip', bin('knip'), []);
step('build', process.execPath, ['build.mjs']);
vitest('Quy tắc thuần, không cơ sở dữ liệu', ['pure']);
vitest('Trên PostgreSQL đi kèm', ['db']);
if (existsSync(debianPostgres)) onDebianPostgres();
else skip('Trên PostgreSQL 15 của Debian', 'chưa cài postgresql-15');
if (existsSync('/usr/bin/chromium') || chromium) vitest('Hành trình trong trình duyệt', ['journeys']);
else skip('Hành trình trong trình duyệt', 'chưa cài chromium');

rmSync(reports, { recursive: true, force: true });
say(`\n${total.passed} passed, ${total.failed} failed${total.skipped ? `, ${total.skipped} skipped` : ''}`);
process.exit(total.failed === 0 ? 0 : 1);
