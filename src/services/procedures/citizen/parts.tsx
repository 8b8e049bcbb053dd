import { formatDate } from '#engines/calendar';
import { Details, formatMoney, Inset } from '#engines/ui';
import type { FeeItem, Paper, ProcedureVersion } from '../procedure.ts';
import { limitWords } from './limit-words.ts';
import { vi } from './vi.ts';

interface OfVersion {
  readonly version: ProcedureVersion;
}

/** A heading with its lines; nothing at all when there are none. */
export function Lines(props: { readonly title: string; readonly lines: readonly string[] }) {
  if (props.lines.length === 0) return null;
  return (
    <>
      <h2>{props.title}</h2>
      <ul>
        {props.lines.map((line) => (
          <li key={line}>{line}</li>
        ))}
      </ul>
    </>
  );
}

/** A limit belongs to a case, never to a channel. */
export function Limits({ version }: OfVersion) {
  const { cases } = version.definition;
  const limits = new Set(cases.map((c) => limitWords(c.limit)));
  return (
    <>
      <h2 id="bao-gio">{vi.page.limit}</h2>
      {limits.size === 1 ? (
        <p>{[...limits][0]}.</p>
      ) : (
        <ul>
          {cases.map((c) => (
            <li key={c.id}>
              {c.label}: <strong>{limitWords(c.limit)}</strong>
            </li>
          ))}
        </ul>
      )}
    </>
  );
}

/** Never the number alone: what is free for whom stands beside it. */
export function Cost({ version }: OfVersion) {
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
              <FeeNote fee={fee} />
            </li>
          ))}
        </ul>
      )}
    </>
  );
}

/** Who pays less or nothing, as one sentence: “Miễn cho hộ nghèo; miễn cho người khuyết tật.” */
function FeeNote({ fee }: { readonly fee: FeeItem }) {
  const notes = [
    ...fee.exemptions.map((e) => e.label),
    ...fee.reductions.map((r) => vi.page.reduced(r.label, r.percent)),
  ];
  if (notes.length === 0) return null;
  const lowered = notes.map((note, at) => (at === 0 ? note : note.replace(/^Miễn/u, 'miễn')));
  return <div class="hint">{lowered.join('; ')}.</div>;
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

/** What everybody brings first; what only some need is folded away. */
export function Papers({ version }: OfVersion) {
  const { papers } = version.definition;
  const always = papers.filter((paper) => !paper.when);
  const sometimes = papers.filter((paper) => paper.when);
  return (
    <>
      <h2>{vi.page.bring}</h2>
      {papers.length === 0 && <p>{vi.page.nothing}</p>}
      {always.length > 0 && <PaperList papers={always} />}
      {sometimes.length > 0 && (
        <Details summary={vi.page.sometimes} open={always.length === 0}>
          <PaperList papers={sometimes} />
        </Details>
      )}
    </>
  );
}

export function PaperList(props: { readonly papers: readonly Paper[] }) {
  return (
    <ul>
      {props.papers.map((paper) => (
        <li key={paper.id}>
          <strong>{paper.name}</strong>
          {handling(paper) && <span class="hint"> ({handling(paper)})</span>}
          {paper.help && <div>{paper.help}</div>}
        </li>
      ))}
    </ul>
  );
}

const handling = (paper: Paper): string => {
  if (paper.give === 'show') return vi.page.show;
  return paper.photo ? vi.page.photo : '';
};

/** Nghị quyết 66.7/2025/NQ-CP: what the State already has is not asked for. */
export function NotNeeded({ version }: OfVersion) {
  const { notNeeded } = version.definition;
  if (notNeeded.length === 0) return null;
  return (
    <Inset tone="ok" title={vi.page.notNeeded}>
      <ul>
        {notNeeded.map(({ name, why }) => (
          <li key={name}>
            <strong>{name}.</strong> {why}
          </li>
        ))}
      </ul>
    </Inset>
  );
}

export function NextSteps({ version }: OfVersion) {
  const { steps, result } = version.definition;
  return (
    <>
      <h2>{vi.page.next}</h2>
      <ol>
        {steps.map((step) => (
          <li key={step.id}>
            {step.title}{' '}
            <span class="hint">
              (
              {[vi.page.roles[step.role], ...(step.waits ? [vi.page.waits(step.waits.system)] : [])].join(
                '; ',
              )}
              )
            </span>
          </li>
        ))}
      </ol>
      <p>
        {vi.page.result}: <strong>{result.name}</strong>. {result.note}
      </p>
    </>
  );
}

/** What is not compared with the gazette says so where people read, not in a footnote of the code. */
export function Unchecked({ version }: OfVersion) {
  const { unchecked } = version.definition;
  if (version.checked === 'checked' && unchecked.length === 0) return null;
  return (
    <Inset tone="warning" title={vi.page.unchecked}>
      <div class="stack">
        <p>{vi.page.uncheckedLead}</p>
        {unchecked.length > 0 && (
          <Details summary={vi.page.uncheckedWhich(unchecked.length)}>
            <ul>
              {unchecked.map(({ fact, reason }) => (
                <li key={fact}>
                  <strong>{fact}.</strong> {reason}
                </li>
              ))}
            </ul>
          </Details>
        )}
      </div>
    </Inset>
  );
}

export function Bases({ version }: OfVersion) {
  const { bases, sources } = version.definition;
  return (
    <Details summary={`${vi.page.bases}, ${vi.page.sources.toLowerCase()}`}>
      <ul>
        {bases.map(({ number, about }) => (
          <li key={number}>
            {number}: {about}
          </li>
        ))}
      </ul>
      <ul>
        {sources.map(({ fact, from }) => (
          <li key={fact}>
            {fact}: {from}
          </li>
        ))}
      </ul>
      <p>
        {version.source}. {vi.page.version(formatDate(version.valid_from))}.
      </p>
    </Details>
  );
}
