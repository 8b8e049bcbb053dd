import { execFileSync } from 'node:child_process';
import fs from 'node:fs';
import os from 'node:os';

/** «2 × AMD EPYC …, 23 GiB, Linux 6.1, Node v20.20.2, 2026-11-24, commit abc1234, load 1.2» */
export function machineLine(): string {
  const commit = textOf(() => execFileSync('git', ['rev-parse', '--short', 'HEAD'], { encoding: 'utf8' }));
  return [
    `${os.cpus().length} × ${os.cpus()[0]?.model.trim() ?? 'CPU'}`,
    `${Math.round(os.totalmem() / 2 ** 30)} GiB`,
    `${os.type()} ${os.release()}`,
    `Node ${process.version}`,
    new Date().toISOString().slice(0, 16).replace('T', ' '),
    `commit ${commit.trim() || '?'}`,
    `load ${(os.loadavg()[0] ?? 0).toFixed(1)} at start`,
  ].join(', ');
}

export function percentile(values: readonly number[], share: number): number {
  const sorted = [...values].sort((a, b) => a - b);
  return sorted[Math.min(sorted.length - 1, Math.floor(share * sorted.length))] ?? Number.NaN;
}

export const median = (values: readonly number[]): number => percentile(values, 0.5);

/** Rows of a Markdown table, columns padded for reading in a terminal. */
export function table(rows: readonly (readonly string[])[]): string {
  const widths = (rows[0] ?? []).map((_, i) => Math.max(...rows.map((row) => [...(row[i] ?? '')].length)));
  const line = (row: readonly string[]) =>
    `| ${row.map((cell, i) => cell + ' '.repeat((widths[i] ?? 0) - [...cell].length)).join(' | ')} |`;
  const [head = [], ...body] = rows;
  return [line(head), `|${widths.map((w) => '-'.repeat(w + 2)).join('|')}|`, ...body.map(line)].join('\n');
}

export const verdict = (holds: boolean): string => (holds ? 'holds' : '**MISSED**');
export const say = (text: string): void => void process.stdout.write(`${text}\n`);
export const tell = (text: string): void => void process.stderr.write(`${text}\n`);

const ticks = 100; // USER_HZ of every Linux that Node runs on

/** CPU seconds that a process has used. */
export function cpuOf(pid: number): number {
  const stat = statOf(pid);
  return stat ? (Number(stat[11]) + Number(stat[12])) / ticks : 0;
}

/** CPU seconds of a PostgreSQL server: its own, its living backends', and those it has waited for. */
export function cpuOfPostgres(postmaster: number): number {
  const stat = statOf(postmaster);
  if (!stat) return 0;
  const own = [11, 12, 13, 14].reduce((sum, i) => sum + Number(stat[i]), 0) / ticks;
  return own + childrenOf(postmaster).reduce((sum, pid) => sum + cpuOf(pid), 0);
}

function childrenOf(parent: number): number[] {
  return fs
    .readdirSync('/proc')
    .filter((name) => /^\d+$/.test(name))
    .map(Number)
    .filter((pid) => Number(statOf(pid)?.[1]) === parent);
}

/** The process and everything below it. */
export function treeOf(pid: number): number[] {
  return [pid, ...childrenOf(pid).flatMap(treeOf)];
}

/** Proportional memory in MB of these processes together. */
export function pssOf(pids: readonly number[]): number {
  return pids.reduce((sum, pid) => {
    const text = textOf(() => fs.readFileSync(`/proc/${pid}/smaps_rollup`, 'utf8'));
    return sum + Number(/^Pss:\s+(\d+)/m.exec(text)?.[1] ?? 0) / 1024;
  }, 0);
}

/** Fields of /proc/PID/stat after the command's closing bracket: [0] is the state, [1] the parent. */
function statOf(pid: number): string[] | undefined {
  const text = textOf(() => fs.readFileSync(`/proc/${pid}/stat`, 'utf8'));
  return text ? text.slice(text.lastIndexOf(')') + 2).split(' ') : undefined;
}

function textOf(read: () => string): string {
  try {
    return read();
  } catch {
    return '';
  }
}
