import { Refusal } from '#engines/database';
import { vi } from './vi.ts';

/** One refusal that names everything at fault: a file with three mistakes is not read four times. */
export const allFaults = (code: string, faults: readonly { readonly message: string }[]): Refusal =>
  new Refusal(
    'invalid',
    code,
    faults.length === 1
      ? (faults[0]?.message ?? '')
      : [vi.faults(faults.length), ...faults.slice(0, mostTold).map((fault) => `- ${fault.message}`)].join(
          '\n',
        ),
    { faults: [...faults] },
  );

const mostTold = 50;
