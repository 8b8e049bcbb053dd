import type { VNode } from 'preact';
import { useState } from 'preact/hooks';
import type { KeptCatalogue, KeptProcedure, Snapshot } from '../kept.ts';
import { Act, CardList, clockOf, Label, Note } from './pieces.tsx';
import { words } from './words.ts';

type Mine = Omit<Snapshot, 'seal'>;

/** Her dossiers as last seen, and the drafts that lie at the server. */
export function Dossiers({
  mine,
  goOn,
}: {
  readonly mine: Mine;
  readonly goOn: (draft: string) => void;
}): VNode {
  return (
    <>
      <h1>{words.mine}</h1>
      <p class="hint">{words.seenAt(clockOf(mine.at))}</p>
      {mine.dossiers.length === 0 && <p>{words.noneMine}</p>}
      <CardList
        items={mine.dossiers.map((one) => ({
          key: one.number,
          title: one.title,
          text: (
            <>
              {one.number} · {one.subject}
              {one.due && (
                <>
                  <br />
                  {words.due(one.due)}
                </>
              )}
              <br />
              {one.sentence}
            </>
          ),
          foot: <Label colour={one.colour}>{one.status}</Label>,
        }))}
      />
      {mine.drafts.length > 0 && <h2>{words.drafts}</h2>}
      <CardList
        items={mine.drafts.map((draft) => ({
          key: draft.id,
          title: draft.title,
          text: [draft.subjectName, words.draftOn(clockOf(draft.updatedAt))].filter(Boolean).join(' · '),
          foot: (
            <Act look="secondary" act={() => goOn(draft.id)}>
              {words.goOn}
            </Act>
          ),
        }))}
      />
    </>
  );
}

/** The commune's procedures: by words as people type them, with or without marks. */
export function Procedures({ catalogue }: { readonly catalogue: KeptCatalogue }): VNode {
  const [typed, type] = useState('');
  const asked = plain(typed).split(' ').filter(Boolean);
  const found = catalogue.procedures.filter((one) => {
    const text = plain(`${one.title} ${one.name} ${one.words}`);
    return asked.every((word) => text.includes(word));
  });
  return (
    <>
      <h1>{words.procedures}</h1>
      <label class="label" for="f-search">
        {words.search}
      </label>
      <input
        id="f-search"
        type="search"
        class="box box-full"
        value={typed}
        onInput={(event) => type(event.currentTarget.value)}
      />
      {found.length === 0 && <p>{words.noneFound}</p>}
      <CardList
        items={found.map((one) => ({
          key: one.code,
          title: one.title,
          href: `#/thu-tuc/${one.code}`,
          text: one.field,
        }))}
      />
    </>
  );
}

export function Procedure(props: { readonly procedure: KeptProcedure; readonly begin?: () => void }): VNode {
  const { procedure, begin } = props;
  return (
    <>
      <p class="caption">{procedure.code}</p>
      <h1>{procedure.title}</h1>
      {procedure.sections.map(({ title, lines }) => (
        <section key={title}>
          {title && <h2>{title}</h2>}
          {lines.length === 1 ? (
            <p>{lines[0]}</p>
          ) : (
            <ul>
              {lines.map((line) => (
                <li key={line}>{line}</li>
              ))}
            </ul>
          )}
        </section>
      ))}
      {begin ? (
        <>
          <Act act={begin}>{words.start}</Act>
          <p class="hint">{words.startNote}</p>
        </>
      ) : (
        <Note tone="info">{words.notFiled}</Note>
      )}
    </>
  );
}

/** As the server's search folds it: small letters, no marks, đ as d. */
const plain = (text: string): string =>
  text.toLowerCase().normalize('NFD').replace(/\p{M}/gu, '').replace(/đ/g, 'd');
