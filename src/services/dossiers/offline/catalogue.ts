import { createHash } from 'node:crypto';
import { localDate } from '#engines/calendar';
import type { Ctx } from '#engines/database';
import { ethnicGroups, nationalities } from '#engines/people';
import { formatMoney } from '#engines/ui';
import {
  canBeFiled,
  catalogueOf,
  type FeeItem,
  type ProcedureVersion,
  versionById,
} from '#services/procedures';
import { limitInWords } from '../citizen/limit-words.ts';
import type { KeptCatalogue, KeptProcedure } from './kept.ts';
import { vi } from './vi.ts';

/** Made again when a version comes into force or the day changes; a cache and nothing more. */
let cached: { readonly key: string; readonly catalogue: KeptCatalogue } | undefined;

/** The procedures with a plain page, for reading and filing without network. */
export async function keptCatalogue(ctx: Ctx): Promise<KeptCatalogue> {
  const entries = (await catalogueOf(ctx.db, localDate(ctx.now()))).filter(({ kind }) => kind !== 'official');
  const key = entries.map(({ id }) => id).join();
  if (cached?.key === key) return cached.catalogue;
  const procedures: KeptProcedure[] = [];
  for (const { id } of entries) {
    const version = await versionById(ctx.db, id);
    if (version) procedures.push(keptProcedure(version));
  }
  const lists = { ethnicGroups: coded(ethnicGroups), nationalities: coded(nationalities) };
  const digest = createHash('sha256')
    .update(JSON.stringify([procedures, lists]))
    .digest('hex')
    .slice(0, 16);
  const catalogue = { digest, procedures, ...lists };
  cached = { key, catalogue };
  return catalogue;
}

function keptProcedure(version: ProcedureVersion): KeptProcedure {
  const { definition: d } = version;
  const filed = canBeFiled(version);
  return {
    code: version.code,
    versionId: version.id,
    title: version.plain_name,
    name: version.name,
    field: version.field_name,
    words: [...d.alsoCalled, d.summary].join(' · '),
    sections: sectionsOf(version),
    filing: !filed ? 'none' : version.route === 'ours' ? 'ours' : 'portal',
    ...(filed
      ? {
          questions: {
            form: d.form,
            cases: d.cases.map(({ limit: _, ...one }) => one),
            papers: d.papers.map(({ give: _, ...one }) => one),
          },
        }
      : {}),
  };
}

function sectionsOf({ definition: d }: ProcedureVersion): KeptProcedure['sections'] {
  const sections = [
    { title: '', lines: [d.summary] },
    { title: vi.who, lines: d.who },
    { title: vi.when, lines: d.when },
    { title: vi.where, lines: d.where },
    { title: vi.limit, lines: d.cases.map((one) => `${one.label}: ${limitInWords(one.limit)}`) },
    { title: vi.papers, lines: d.papers.map(paperLine) },
    { title: vi.notNeeded, lines: d.notNeeded.map(({ name, why }) => `${name}: ${why}`) },
    { title: vi.fees, lines: d.fees.map(feeLine) },
    { title: vi.result, lines: [d.result.name] },
    { title: vi.notes, lines: d.notes },
    { title: vi.unchecked, lines: d.unchecked.map(({ fact, reason }) => `${fact}: ${reason}`) },
  ];
  return sections.filter(({ lines }) => lines.length > 0);
}

const paperLine = (paper: ProcedureVersion['definition']['papers'][number]): string =>
  [paper.name, paper.when && vi.depends, paper.help].filter(Boolean).join('. ');

const feeLine = (fee: FeeItem): string => {
  const amount = typeof fee.amount === 'number' ? formatMoney(fee.amount) : vi.amounts[fee.amount];
  const exempt = (fee.exemptions ?? []).map(({ label }) => label).join('; ');
  return [`${fee.name}: ${amount}`, exempt].filter(Boolean).join('. ');
};

const coded = (list: readonly { readonly code: string; readonly name: string }[]) =>
  list.map(({ code, name }) => ({ code, name }));
