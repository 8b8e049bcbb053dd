import { type Answers, type Condition, type GroupAnswers, holdsIn } from '#engines/forms';
import { caseOf, type FeeItem, type ProcedureVersion, type Reduction } from './procedure.ts';

export interface QuoteOptions {
  readonly channel: 'online' | 'counter';
  /** Copies asked for; the form's own question counts when absent. */
  readonly copies?: number;
  readonly pages?: number;
  /** The day of filing: reductions have dates. */
  readonly on: string;
}

export interface QuoteLine {
  readonly id: string;
  readonly name: string;
  readonly kind: FeeItem['kind'];
  readonly quantity: number;
  /** Đồng; null: the provincial council sets it and the amount is not known here. Never read null as free. */
  readonly amount: number | null;
  /** Why nothing is due. */
  readonly exempt?: string;
  readonly reduced?: { readonly label: string; readonly percent: number; readonly from: number };
  readonly basis: string;
}

export interface Quote {
  readonly lines: readonly QuoteLine[];
  /** Sum of the amounts that are known. */
  readonly known: number;
  /** Null while a line's amount is not known. */
  readonly total: number | null;
}

/** The fee rule: what a filing costs, line by line. Pure; integer đồng. */
export function quote(
  version: ProcedureVersion,
  caseId: string | null,
  answers: Answers,
  options: QuoteOptions,
): Quote {
  const holds = (condition: Condition | undefined) => holdsIn(version.definition.form, answers, condition);
  const chosen = caseId ?? caseOf(version, answers).id;
  const isCase = (cases: readonly string[]) => cases.includes(chosen);
  const lines = version.definition.fees
    .filter((fee) => !fee.cases || isCase(fee.cases))
    .filter((fee) => !fee.channel || fee.channel === options.channel)
    .filter((fee) => holds(fee.when))
    .map((fee) => lineOf(fee, answers, options, { holds, isCase }))
    .filter((line) => line.quantity > 0);
  const known = lines.reduce((sum, line) => sum + (line.amount ?? 0), 0);
  return { lines, known, total: lines.some((line) => line.amount === null) ? null : known };
}

interface Judge {
  readonly holds: (condition: Condition) => boolean;
  readonly isCase: (cases: readonly string[]) => boolean;
}

function lineOf(fee: FeeItem, answers: Answers, options: QuoteOptions, { holds, isCase }: Judge): QuoteLine {
  const quantity = quantityOf(fee, answers, options);
  const line = { id: fee.id, name: fee.name, kind: fee.kind, quantity, basis: fee.basis };
  const exemption = fee.exemptions.find((e) => (!e.cases || isCase(e.cases)) && (!e.when || holds(e.when)));
  if (exemption) return { ...line, amount: 0, exempt: exemption.label };
  if (typeof fee.amount !== 'number') return { ...line, amount: null };
  const full = priceOf(fee, fee.amount, quantity);
  const reduction = largest(fee.reductions.filter((r) => applies(r, options)));
  if (!reduction) return { ...line, amount: full };
  const amount = full - Math.floor((full * reduction.percent) / 100);
  return { ...line, amount, reduced: { label: reduction.label, percent: reduction.percent, from: full } };
}

function quantityOf(fee: FeeItem, answers: Answers, options: QuoteOptions): number {
  if (fee.per === 'dossier') return 1;
  if (fee.per === 'page') return wholeNumber(options.pages ?? 1);
  return wholeNumber(options.copies ?? (fee.copiesFrom ? sumOf(answers, fee.copiesFrom) : 0));
}

function priceOf(fee: FeeItem, amount: number, quantity: number): number {
  const { thereafter, atMost } = fee;
  const price = thereafter
    ? amount * Math.min(quantity, thereafter.from - 1) +
      thereafter.amount * Math.max(0, quantity - thereafter.from + 1)
    : amount * quantity;
  return atMost === undefined ? price : Math.min(price, atMost);
}

const applies = (reduction: Reduction, options: QuoteOptions): boolean =>
  reduction.from <= options.on &&
  (!reduction.until || options.on < reduction.until) &&
  (!reduction.channel || reduction.channel === options.channel);

const largest = (reductions: readonly Reduction[]): Reduction | undefined =>
  reductions.reduce<Reduction | undefined>(
    (best, r) => (best && best.percent >= r.percent ? best : r),
    undefined,
  );

/** The sum over all records: every paper of a repeating group has its own number of copies. */
function sumOf(answers: Answers, field: string): number {
  return Object.values(answers)
    .flat()
    .map((record) => (record as GroupAnswers)[field])
    .reduce<number>((sum, value) => sum + (typeof value === 'number' ? value : 0), 0);
}

const wholeNumber = (n: number): number => (Number.isFinite(n) && n > 0 ? Math.floor(n) : 0);
