import type { Log } from '#engines/database';

/** One JSON line per entry. Long runs of digits are masked: no personal number ever stays in a log. */
export function jsonLog(write: (line: string) => void, now: () => Date = () => new Date()): Log {
  const at = (level: string) => (facts: Record<string, unknown>, sentence: string) =>
    write(`${masked(JSON.stringify({ at: now().toISOString(), level, say: sentence, ...facts }))}\n`);
  return { info: at('info'), warn: at('warn'), error: at('error') };
}

const masked = (line: string) =>
  line.replace(/(?<![\w-])\+?\d{9,12}(?![\w-])/g, (digits) => `…${digits.slice(-2)}`);
