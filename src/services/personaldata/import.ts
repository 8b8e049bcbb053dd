import { parse } from 'yaml';
import type { CaseLimit } from '#engines/cases';
import type { Tx } from '#engines/database';
import { isRight } from './request.ts';
import { insertLimit, insertPurpose } from './store.ts';

interface PurposesFile {
  readonly checked: boolean;
  readonly purposes: readonly {
    readonly key: string;
    readonly version: number;
    readonly 'valid-from': string;
    /** From this day on it is neither asked nor done. */
    readonly 'valid-to'?: string;
    readonly basis: 'law' | 'consent';
    readonly title: string;
    readonly text: string;
    readonly consequence?: string;
    readonly law?: string;
  }[];
}
interface RightsFile {
  readonly source: string;
  readonly checked: boolean;
  readonly rights: readonly {
    readonly right: string;
    readonly 'valid-from': string;
    readonly limit: CaseLimit;
  }[];
}

/** Brings purposes and limits in. What is there already is left as it is but for its last day: a changed text is a
 * new version. */
export async function importPersonalData(
  tx: Tx,
  files: { readonly purposes: string; readonly rights: string },
): Promise<void> {
  const { purposes, checked } = parse(files.purposes) as PurposesFile;
  for (const purpose of purposes)
    await tx.run(insertPurpose, {
      key: purpose.key,
      version: purpose.version,
      valid_from: purpose['valid-from'],
      basis: purpose.basis,
      title: purpose.title,
      text: purpose.text,
      consequence: purpose.consequence ?? null,
      law: purpose.law ?? null,
      checked,
      valid_to: purpose['valid-to'] ?? null,
    });
  const rules = parse(files.rights) as RightsFile;
  for (const rule of rules.rights) {
    if (!isRight(rule.right)) throw new Error(`data/personal-data/rights.yaml: ${rule.right} is no right`);
    await tx.run(insertLimit, {
      right: rule.right,
      valid_from: rule['valid-from'],
      time_limit: rule.limit,
      source: rules.source,
      checked: rules.checked,
    });
  }
}
