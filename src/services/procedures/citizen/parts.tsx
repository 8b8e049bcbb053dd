import { formatDate } from '#engines/calendar';
import { Details, Inset } from '#engines/ui';
import { decidedHere, type Paper, type ProcedureVersion, type Step } from '../procedure.ts';
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

/** What happens after filing; where others decide there are no steps of ours to tell. */
export function NextSteps({ version }: OfVersion) {
  const { steps, result } = version.definition;
  return (
    <>
      {steps.length > 0 && (
        <>
          <h2>{vi.page.next}</h2>
          <ol>
            {steps.map((step) => (
              <li key={step.id}>
                {step.title} <span class="hint">({doneBy(version, step)})</span>
              </li>
            ))}
          </ol>
        </>
      )}
      <h2>{vi.page.result}</h2>
      <p>
        <strong>{result.name}</strong>. {result.note}
      </p>
    </>
  );
}

/** Steps of the commune are done by its people; those of others by whoever the title names. */
function doneBy(version: ProcedureVersion, step: Step): string {
  const who = decidedHere(version.route) ? [vi.page.roles[step.role]] : [];
  const waits = step.waits ? [vi.page.waits(step.waits.system)] : [];
  return [...who, vi.page.hours(step.hours), ...waits].join('; ');
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
