import { type ChildProcess, spawn } from 'node:child_process';
import { setTimeout as sleep } from 'node:timers/promises';
import type { Binaries } from './binaries.ts';
import type { RunAs } from './run-as.ts';

/** Starts the server and starts it again whenever it ends by itself, until `stop()`. */
export async function keepRunning(
  binaries: Binaries,
  runAs: RunAs,
  pgdata: string,
  flags: Readonly<Record<string, string>>,
  onLog: (line: string) => void,
  stopOrphan: () => Promise<void>,
): Promise<{ stop(): Promise<void> }> {
  const [file, args] = runAs.command(binaries.postgres, [
    '-D',
    pgdata,
    ...Object.entries(flags).flatMap(([name, value]) => ['-c', `${name}=${value}`]),
  ]);
  let stopping = false;
  let child: ChildProcess;

  const launch = () =>
    new Promise<void>((ready, failed) => {
      let log = '';
      child = spawn('/bin/sh', ['-c', lifeline, 'sh', file, ...args], {
        ...runAs.spawn,
        detached: true,
        stdio: ['ignore', 'ignore', 'pipe', 'pipe'],
      });
      child.stderr?.on('data', (chunk: Buffer) => {
        log = (log + chunk.toString()).slice(-4000);
        for (const line of chunk.toString().split('\n')) if (/FATAL|PANIC|WARNING/.test(line)) onLog(line);
        if (log.includes('ready to accept connections')) ready();
      });
      child.stdio[3]?.on('error', () => {});
      child.once('error', failed);
      child.once('exit', (code) => {
        failed(new Error(`PostgreSQL không khởi động được / did not start (${code}):\n${log}`));
        if (!stopping) void relaunch();
      });
    });
  let running = false;
  const relaunch = async () => {
    if (!running) return;
    running = false;
    onLog('PostgreSQL ended unexpectedly: starting it again');
    // Never given up: a full disk, the usual reason, is emptied by somebody some day.
    await launchPatiently(Number.POSITIVE_INFINITY).catch((error: Error) => onLog(error.message));
  };
  const launchPatiently = async (attempts = 20) => {
    for (let attempt = 1; ; attempt++) {
      if (stopping) return;
      try {
        // One that has lost its lifeline (the shell was killed) would be left behind by us.
        await stopOrphan();
        await launch();
        running = true;
        return;
      } catch (error) {
        // After a kill -9 the old server's children may hold the memory for a moment.
        if (attempt >= attempts) throw error;
        await sleep(attempt > 20 ? 5_000 : 100 * Math.min(attempt, 10));
      }
    }
  };
  await launchPatiently();
  return {
    async stop() {
      stopping = true;
      if (child.exitCode !== null || child.signalCode !== null) return;
      const ended = new Promise((resolve) => child.once('exit', resolve));
      child.stdio[3]?.destroy();
      await ended;
    },
  };
}

/**
 * The shell outlives us: when our end of file descriptor 3 closes (exit, crash, kill -9) it stops the server
 * cleanly. So nothing is ever left behind. The watch inherits the trap, so only KILL ends it; one left over
 * would hold our end open and keep us from stopping.
 */
const lifeline = `
"$@" </dev/null 3<&- & server=$!
trap "" INT TERM HUP
(read -r _; kill -INT $server 2>/dev/null) <&3 & watch=$!
wait $server; code=$?
kill -KILL $watch 2>/dev/null
exit $code`;
