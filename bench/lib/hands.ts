import { spawn } from 'node:child_process';
import fs from 'node:fs';
import path from 'node:path';

export interface Took {
  readonly seconds: number;
  /** CPU seconds of the process that worked. */
  readonly cpu: number;
  readonly ms?: readonly number[];
  readonly statuses?: Readonly<Record<string, number>>;
}

/** A child that warms itself up, says "ready", and works through its list when told. */
export async function hand(
  script: 'load' | 'bare',
  target: string,
  connections: number,
  jobs: readonly unknown[],
  around: { before(): void } = { before() {} },
): Promise<Took> {
  const dir = process.env.LANGSO_BENCH_DIR ?? '';
  const file = path.join(dir, `${script}-${Math.random().toString(36).slice(2)}.json`);
  fs.writeFileSync(file, JSON.stringify(jobs));
  const child = spawn(process.execPath, [path.join(dir, `${script}.js`), target, String(connections), file], {
    stdio: ['pipe', 'pipe', 'inherit'],
    env: { ...process.env, NODE_ENV: 'production' },
  });
  let said = '';
  return new Promise((resolve, reject) => {
    child.stdout.on('data', (chunk) => {
      said += chunk;
      if (said === 'ready\n') {
        around.before();
        child.stdin.write('go\n');
      }
    });
    child.on('exit', (code) => {
      fs.rmSync(file, { force: true });
      const line = said.split('\n')[1];
      if (code === 0 && line) resolve(JSON.parse(line));
      else reject(new Error(`${script} ended with ${code}`));
    });
  });
}
