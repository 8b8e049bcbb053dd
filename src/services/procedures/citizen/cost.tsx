import { addDays, formatDate } from '#engines/calendar';
import { formatMoney } from '#engines/ui';
import type { FeeItem, ProcedureVersion, Reduction } from '../procedure.ts';
import type { Quote } from '../quote.ts';
import { vi } from './vi.ts';

/** Never the number alone: for which case and channel, who pays nothing, what is cheaper from when until when. */
export function Cost(props: { readonly version: ProcedureVersion; readonly today: string }) {
  const { version, today } = props;
  const { fees } = version.definition;
  return (
    <>
      <h2>{vi.page.fee}</h2>
      {fees.length === 0 && <p>{vi.page.free}.</p>}
      {fees.length > 0 && (
        <ul>
          {fees.map((fee) => (
            <li key={fee.id}>
              {fee.name}: <strong>{amountWords(fee)}</strong>
              <FeeNotes fee={fee} version={version} today={today} />
            </li>
          ))}
        </ul>
      )}
    </>
  );
}

/** One line for each condition, exemption and reduction, and the basis. */
function FeeNotes(props: {
  readonly fee: FeeItem;
  readonly version: ProcedureVersion;
  readonly today: string;
}) {
  const { fee, version, today } = props;
  const caseNames = (ids: readonly string[]) =>
    version.definition.cases
      .filter((c) => ids.includes(c.id))
      .map((c) => c.label)
      .join('; ');
  const notes = [
    ...(fee.cases ? [vi.cost.cases(caseNames(fee.cases))] : []),
    ...(fee.channel ? [vi.cost.channel[fee.channel]] : []),
    ...(fee.when ? [vi.cost.sometimes] : []),
    ...fee.exemptions.map((e) => `${e.label}.`),
    ...fee.reductions.filter((r) => !r.until || today < r.until).map((r) => reductionWords(fee, r, today)),
    vi.cost.basis(fee.basis),
  ];
  return (
    <div class="hint stack">
      <ul>
        {notes.map((note) => (
          <li key={note}>{note}</li>
        ))}
      </ul>
    </div>
  );
}

/** “Nộp qua mạng: giảm 50 %, còn 5.000 đồng, từ 01/12/2025 đến hết 31/12/2026.” */
function reductionWords(fee: FeeItem, reduction: Reduction, today: string): string {
  const { label, percent, from, until, channel } = reduction;
  const full = typeof fee.amount === 'number' && fee.per === 'dossier' ? fee.amount : undefined;
  const left = full === undefined ? undefined : full - Math.floor((full * percent) / 100);
  return [
    vi.page.reduced(label, percent),
    ...(channel ? [vi.cost.when[channel]] : []),
    ...(left === undefined ? [] : [vi.cost.left(formatMoney(left))]),
    ...(from > today ? [vi.cost.from(formatDate(from))] : []),
    ...(until ? [vi.cost.until(formatDate(addDays(until, -1)))] : []),
  ]
    .join(', ')
    .concat('.');
}

function amountWords(fee: FeeItem): string {
  if (fee.amount === 'set-by-council') return vi.page.council;
  if (fee.amount === 'unknown') return vi.page.feeUnknown;
  if (fee.amount === 0) return vi.page.free;
  return [
    `${formatMoney(fee.amount)} ${vi.page.perUnit[fee.per]}`,
    ...(fee.thereafter ? [vi.page.thereafter(fee.thereafter.from, formatMoney(fee.thereafter.amount))] : []),
    ...(fee.atMost ? [vi.page.atMost(formatMoney(fee.atMost))] : []),
  ].join('; ');
}

/** What these answers cost, line by line; what is not known is said and never counted as nothing. */
export function Quoted({ cost }: { readonly cost: Quote }) {
  return (
    <>
      <h2>{vi.page.fee}</h2>
      {cost.lines.length === 0 && <p>{vi.page.free}.</p>}
      <ul>
        {cost.lines.map((line) => (
          <li key={line.id}>
            {line.name}: <strong>{line.amount === null ? vi.cost.unknown : formatMoney(line.amount)}</strong>
            {line.exempt && ` (${line.exempt})`}
          </li>
        ))}
      </ul>
    </>
  );
}
