import type { ProcedureVersion } from '../procedure.ts';
import { limitWords } from './limit-words.ts';
import { vi } from './vi.ts';

/** A limit belongs to a case, never to a channel. A case that needs explaining is explained. */
export function Limits({ version }: { readonly version: ProcedureVersion }) {
  const { cases } = version.definition;
  const limits = new Set(cases.map((c) => limitWords(c.limit)));
  const isPlain = limits.size === 1 && cases.every((c) => !c.help);
  return (
    <>
      <h2 id="bao-gio">{vi.page.limit}</h2>
      {isPlain ? (
        <p>{[...limits][0]}.</p>
      ) : (
        <ul>
          {cases.map((c) => (
            <li key={c.id}>
              {c.label}: <strong>{limitWords(c.limit)}</strong>
              {c.help && <div class="hint">{c.help}</div>}
            </li>
          ))}
        </ul>
      )}
    </>
  );
}
