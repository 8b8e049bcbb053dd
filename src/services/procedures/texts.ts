import { column, sql, type Tx } from '#engines/database';
import { type HeldText, heldTexts, putTexts, removeTexts } from '#engines/search';
import type { Definition, ProcedureVersion } from './procedure.ts';

/** The corpus of the procedures' whole texts, the portal's included; a text's id is its version's. */
export const textCorpus = 'procedures';

export const findOpenTexts = sql({
  name: 'procedures.find_open_texts',
  row: { id: column.uuid, code: column.text },
  text: 'select id, code from procedures.dated where valid_to is null',
});

const findWholeTexts = sql({
  name: 'procedures.find_whole_texts',
  params: { ids: column.uuids },
  row: {
    id: column.uuid,
    name: column.text,
    plain_name: column.text,
    definition: column.json<Definition>(),
  },
  text: 'select id, name, plain_name, definition from procedures.versions where id = any (:ids)',
});

/** Holds the texts of versions that have none yet and forgets those of versions that have ended. */
export async function holdTexts(tx: Tx): Promise<void> {
  const held = new Set(await heldTexts(tx, textCorpus));
  const open = new Set((await tx.many(findOpenTexts, {})).map((row) => row.id));
  await removeTexts(
    tx,
    textCorpus,
    [...held].filter((id) => !open.has(id)),
  );
  const missing = [...open].filter((id) => !held.has(id));
  for (let from = 0; from < missing.length; from += 100) {
    const rows = await tx.many(findWholeTexts, { ids: missing.slice(from, from + 100) });
    await putTexts(tx, textCorpus, rows.map(textOf));
  }
}

type Whole = Pick<ProcedureVersion, 'id' | 'name' | 'plain_name' | 'definition'>;

function textOf({ id, name, plain_name, definition }: Whole): HeldText {
  const { official } = definition;
  const body = [
    definition.summary,
    ...definition.alsoCalled,
    ...definition.who,
    ...definition.when,
    ...definition.where,
    ...definition.cases.map((c) => c.label),
    ...definition.papers.flatMap((p) => [p.name, p.help ?? '']),
    ...definition.notNeeded.map((p) => p.name),
    ...definition.fees.map((f) => f.name),
    ...definition.notes,
    definition.result.name,
    ...(official
      ? [
          official.order,
          ...official.papers.flatMap((group) => [group.group, ...group.items.map((item) => item.name)]),
          official.conditions,
          ...official.advice,
        ]
      : []),
  ];
  return { id, title: name === plain_name ? name : `${plain_name}. ${name}`, body: body.join('. ') };
}
