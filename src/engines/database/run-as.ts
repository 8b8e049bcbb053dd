import { type SpawnOptions, spawnSync } from 'node:child_process';
import fs from 'node:fs';
import path from 'node:path';

/** As whom the server runs: PostgreSQL refuses to run as root. */
export interface RunAs {
  readonly spawn: Pick<SpawnOptions, 'uid' | 'gid' | 'cwd' | 'env'>;
  /** The user who must own the data and the socket. */
  readonly owner: { uid: number; gid: number };
  command(file: string, args: readonly string[]): [file: string, args: string[]];
}

/**
 * An ordinary user runs it herself. Root lends it to `postgres` or `nobody` where that user can reach the
 * data, and otherwise puts it into a user namespace (data in a root-only home). The owner of existing data
 * decides, so that the same directory is always run by the same user.
 */
export function whoRuns(home: string, pgdata: string): RunAs {
  const env = { PATH: process.env.PATH, LC_ALL: 'C.UTF-8', TZ: 'UTC' };
  const plain = { cwd: '/', env };
  const self = { uid: process.getuid?.() ?? 0, gid: process.getgid?.() ?? 0 };
  const asIs = (file: string, args: readonly string[]): [string, string[]] => [file, [...args]];
  if (self.uid !== 0) return { spawn: plain, owner: self, command: asIs };

  const made = fs.existsSync(pgdata) ? fs.statSync(pgdata) : undefined;
  const inNamespace: RunAs = {
    spawn: plain,
    owner: self,
    command: (file, args) => [
      'unshare',
      ['--user', '--map-user=65534', '--map-group=65534', '--', file, ...args],
    ],
  };
  if (made?.uid === 0 && runs(inNamespace, home)) return inNamespace;
  const users = made && made.uid !== 0 ? [{ uid: made.uid, gid: made.gid }] : ordinaryUsers();
  for (const owner of users) {
    const lent: RunAs = { spawn: { ...plain, ...owner }, owner, command: asIs };
    if (runs(lent, home)) return lent;
  }
  if (!made && runs(inNamespace, home)) return inNamespace;
  throw new Error(
    `Chương trình chạy bằng root nhưng người dùng của PostgreSQL không vào được thư mục ${home}: ` +
      'xin chọn thư mục dữ liệu khác (--data), hoặc chạy bằng người dùng thường. ' +
      `/ Running as root, but PostgreSQL's user cannot reach ${home}: choose another --data directory or run as an ordinary user.`,
  );
}

function ordinaryUsers(): { uid: number; gid: number }[] {
  const lines = fs
    .readFileSync('/etc/passwd', 'utf8')
    .split('\n')
    .map((line) => line.split(':'));
  return ['postgres', 'nobody'].flatMap((name) => {
    const line = lines.find(([user]) => user === name);
    return line ? [{ uid: Number(line[2]), gid: Number(line[3]) }] : [];
  });
}

function runs(runAs: RunAs, home: string): boolean {
  const [file, args] = runAs.command('/bin/sh', ['-c', 'cd "$1"', 'sh', path.resolve(home)]);
  return spawnSync(file, args, { ...runAs.spawn, stdio: 'ignore' }).status === 0;
}
