import type { Answer } from './route.ts';

/**
 * A table for spreadsheets. The mark at the start tells them that the letters are UTF-8; a value that a spreadsheet
 * would run as a formula is shown as text.
 */
export const csv = (name: string, rows: readonly (readonly string[])[]): Answer => ({
  kind: 'file',
  stream: Buffer.from(`\ufeff${rows.map((row) => row.map(cell).join(',')).join('\r\n')}\r\n`),
  type: 'text/csv; charset=utf-8',
  name,
});

export const cell = (value: string): string =>
  `"${(/^[=+\-@\t\r]/.test(value) ? `'${value}` : value).replaceAll('"', '""')}"`;
