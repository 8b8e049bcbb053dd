/** Bytes of a row's digest that a seal keeps to say which row was touched. */
export const markLength = 4;

export interface RowChange {
  /** The row itself, or for a removed one the row that stands behind the gap; undefined at the seal's end. */
  readonly id: number | undefined;
  readonly change: 'edited' | 'removed' | 'inserted';
}

/**
 * Lays the rows that are there beside the marks of those that were sealed. It may name the wrong one of two
 * touched rows that stand side by side; that something was touched the hash has proven already.
 */
export function rowsTouched(
  sealed: Buffer,
  rows: readonly { readonly id: number; readonly mark: Buffer }[],
): RowChange[] {
  const count = sealed.length / markLength;
  const isMark = (i: number, row: { mark: Buffer } | undefined) =>
    row !== undefined && i < count && sealed.subarray(i * markLength, (i + 1) * markLength).equals(row.mark);
  const touched: RowChange[] = [];
  let i = 0;
  let j = 0;
  while (i < count || j < rows.length) {
    const row = rows[j];
    if (isMark(i, row)) {
      i++;
      j++;
    } else if (row === undefined || isMark(i + 1, row)) {
      touched.push({ id: row?.id, change: 'removed' });
      i++;
    } else if (i >= count || isMark(i, rows[j + 1])) {
      touched.push({ id: row.id, change: 'inserted' });
      j++;
    } else {
      touched.push({ id: row.id, change: 'edited' });
      i++;
      j++;
    }
  }
  return touched;
}
