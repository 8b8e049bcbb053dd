/**
 * Follows docs/operations.md word for word on a bare Debian 12: every fenced block marked `run`, in its order,
 * in a folder made by debootstrap. Needs root, debootstrap, port 8080 free, and the registries of Debian and
 * npm; about six minutes. What this machine cannot give is named at the end (systemd, a domain name).
 *
 *     node tests/operations/guide.mjs [--keep]
 *
 * GUIDE_BASE may name a debootstrap folder made before.
 */
import { spawnSync } from 'node:child_process';
import fs from 'node:fs';
import net from 'node:net';
import os from 'node:os';
import path from 'node:path';
import { blocksOf } from './blocks.mjs';

const root = path.resolve(import.meta.dirname, '../..');
const say = (line) => process.stdout.write(`${line}\n`);
const run = (command, args, options = {}) => {
  const done = spawnSync(command, args, { encoding: 'utf8', stdio: ['ignore', 'pipe', 'pipe'], ...options });
  if (done.status !== 0)
    throw new Error(`${command} ${args.join(' ')}: ${done.stderr || done.error?.message}`);
  return done.stdout;
};

/** Where the bare system lies; undefined until it is made. */
let work;

if (process.getuid() !== 0) stop('root is needed, for chroot');
if (spawnSync('debootstrap', ['--version']).error)
  stop('debootstrap is not installed (apt-get install debootstrap)');
await new Promise((resolve) => {
  const trial = net.createServer().once('error', () => stop('port 8080 is taken, and the guide uses it'));
  trial.listen(8080, '127.0.0.1', () => trial.close(resolve));
});

work = fs.mkdtempSync(path.join(os.tmpdir(), 'langso-guide-'));
const bare = path.join(work, 'debian');
function follow() {
  if (process.env.GUIDE_BASE) run('cp', ['-a', process.env.GUIDE_BASE, bare]);
  else {
    say('debootstrap: Debian 12…');
    run('debootstrap', ['--variant=minbase', '--include=ca-certificates', 'bookworm', bare]);
  }
  lendNetwork();
  fs.writeFileSync(path.join(bare, 'usr/local/bin/systemctl'), systemctl, { mode: 0o755 });
  fs.writeFileSync(path.join(bare, 'usr/sbin/policy-rc.d'), '#!/bin/sh\nexit 101\n', { mode: 0o755 });
  releases();
  const blocks = blocksOf(fs.readFileSync(path.join(root, 'docs/operations.md'), 'utf8')).filter(
    ({ run }) => run,
  );
  const script = blocks.map(({ line, text }) => `echo "--- docs/operations.md:${line}"\n${text}`).join('\n');
  fs.writeFileSync(path.join(bare, 'root/guide.sh'), `set -euo pipefail\n${script}\n${afterwards}`);
  say(`${blocks.length} blocks…`);
  // Mounts and processes of its own: when the last block ends, nothing is left running.
  const inside =
    'mount --bind /dev "$0/dev" && mount -t proc proc "$0/proc" && exec chroot "$0" /bin/bash /root/guide.sh';
  const done = spawnSync(
    'unshare',
    ['--mount', '--pid', '--fork', '--kill-child', 'sh', '-c', inside, bare],
    {
      stdio: ['ignore', 'inherit', 'inherit'],
      env: {
        PATH: '/usr/local/sbin:/usr/local/bin:/usr/sbin:/usr/bin:/sbin:/bin',
        ...{ HOME: '/root', LC_ALL: 'C.UTF-8', DEBIAN_FRONTEND: 'noninteractive' },
        NODE_EXTRA_CA_CERTS: '/etc/ssl/certs/ca-certificates.crt',
      },
    },
  );
  if (done.status !== 0) {
    const log = path.join(bare, 'var/log/langso.out');
    if (fs.existsSync(log)) say(fs.readFileSync(log, 'utf8').slice(-3_000));
    stop(`the guide broke off (${done.status})`);
  }
  say(
    'The guide was followed to its end. Not here: systemd itself (a stand-in started the unit), a certificate.',
  );
}

/** The sources of packages of this machine, and whom it trusts. */
function lendNetwork() {
  const lend = (from) => {
    if (!fs.existsSync(from)) return;
    const to = path.join(bare, from);
    fs.rmSync(to, { recursive: true, force: true });
    fs.cpSync(from, to, { recursive: true, dereference: true });
  };
  fs.rmSync(path.join(bare, 'etc/apt/sources.list'), { force: true });
  fs.rmSync(path.join(bare, 'etc/resolv.conf'), { force: true });
  for (const file of ['/etc/resolv.conf', '/etc/apt/sources.list', '/etc/apt/sources.list.d/debian.sources'])
    lend(file);
  lend('/usr/local/share/ca-certificates');
  run('chroot', [bare, 'update-ca-certificates']);
}

/** This commit as it would be released, and the next release, which changes the data. */
function releases() {
  const into = (name) => path.join(bare, 'root', name);
  run('git', [
    '-C',
    root,
    'archive',
    '--format=tar.gz',
    '--prefix=langso/',
    '-o',
    into('langso.tar.gz'),
    'HEAD',
  ]);
  const next = path.join(work, 'next');
  fs.mkdirSync(next);
  run('tar', ['-xzf', into('langso.tar.gz'), '-C', next]);
  const migration = path.join(next, 'langso/src/engines/database/migrations/9998_change_for_the_guide.sql');
  fs.writeFileSync(migration, "comment on table house.facts is 'the next release was here';\n");
  run('tar', ['-czf', into('langso-new.tar.gz'), '-C', next, 'langso']);
}

function stop(sentence) {
  process.stderr.write(`guide: ${sentence}\n`);
  if (work) fs.rmSync(work, { recursive: true, force: true });
  process.exit(1);
}

/** What must be true at the end, besides that no block failed. */
const afterwards = `
echo "--- at the end"
test "$(stat -c '%a %U' /etc/langso/langso.env)" = '600 root'
test "$(stat -c '%a' /var/lib/langso/secrets.json)" = 600
test "$(ps -o user= -p "$(cat /run/langso.pid)")" = langso
test -z "$(find /opt/langso -user langso -print -quit)"
ls -d /var/lib/langso/before-upgrade/*Z /var/lib/langso/after-upgrade-*
systemctl stop langso
test ! -e /var/lib/langso/postgres/postmaster.pid
`;

/** Plays systemd for this one unit: its user, its environment file, its command. Others are left alone. */
const systemctl = `#!/bin/bash
set -eu
words=(); for word in "$@"; do case $word in --*) ;; *) words+=("$word") ;; esac; done
verb=\${words[0]} unit=\${words[1]:-}
[ "$verb" = daemon-reload ] && exit 0
if [ "\${unit%.service}" != langso ]; then echo "(no systemd here: $verb $unit)"; exit 0; fi
file=/etc/systemd/system/langso.service
of() { sed -n "s/^$1=//p" $file | tail -1; }
begin() {
  mapfile -t env < <(grep -E '^[A-Z_]+=' "$(of EnvironmentFile)")
  user=$(of User) command=$(of ExecStart)
  cd "$(of WorkingDirectory)"
  env -i PATH="$PATH" HOME=/var/lib/langso "\${env[@]}" setsid setpriv --reuid="$user" --regid="$(of Group)" --init-groups \\
    --no-new-privs --bounding-set=-all -- $command >>/var/log/langso.out 2>&1 </dev/null &
  echo $! >/run/langso.pid
}
end() {
  [ -f /run/langso.pid ] || return 0
  pid=$(cat /run/langso.pid); rm -f /run/langso.pid
  [ "$pid" -gt 1 ] || return 0
  kill -TERM "$pid" 2>/dev/null || return 0
  for _ in $(seq 600); do kill -0 "$pid" 2>/dev/null || return 0; sleep 0.1; done
  echo 'langso did not stop in 60 seconds' >&2; exit 1
}
case $verb in enable | start) begin ;; stop) end ;; restart) end; begin ;; *) echo "systemctl $verb?" >&2; exit 1 ;; esac
`;

try {
  follow();
} finally {
  if (process.argv.includes('--keep')) say(`kept: ${work}`);
  else fs.rmSync(work, { recursive: true, force: true });
}
