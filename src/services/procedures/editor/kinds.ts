import { Refusal, type Tx } from '#engines/database';
import { type Approved, type ChangeKind, type Json, plain } from '#services/changes';
import { changed } from '../import.ts';
import { findOfficial, insertEnd } from '../store.ts';
import { contentOf, problemsIn, versionFrom } from './content.ts';
import { procedureEditor } from './sections.ts';
import { findLatest, insertOfficersVersion, insertWithdrawal } from './store.ts';
import { vi } from './vi.ts';

/** A procedure by its code. Drafted from the version that rules last, or from the portal's text where there is none. */
export const procedureKind: ChangeKind = {
  kind: 'procedure',
  title: vi.kind,
  permission: 'procedures.edit',
  dated: true,
  async current(db, code) {
    const latest = await db.maybe(findLatest, { code });
    if (latest)
      return {
        title: `${latest.plain_name} (${code})`,
        content: contentOf(latest),
        base: latest.id,
        earliest: latest.valid_from,
      };
    const official = await db.maybe(findOfficial, { code, on_date: '9999-12-31' });
    if (!official) return undefined;
    const { name, plain_name, field, field_name, route, source, definition } = official;
    const empty = { summary: '', who: [], when: [], alsoCalled: [], where: [], papers: [], notNeeded: [] };
    const content = plain({
      ...{ name, plain_name, field, field_name, route, source, kind: 'information', checked: 'unchecked' },
      definition: {
        ...{ ...empty, form: { groups: [] }, steps: [], fees: [], notes: [], bases: [], unchecked: [] },
        ...{ cases: definition.cases, result: definition.result, sources: definition.sources },
      },
    });
    return { title: `${plain_name} (${code})`, content, base: `official ${official.id}` };
  },
  check: (content, { subject }) => problemsIn(content, subject),
  editorFor: () => procedureEditor,
  apply: (tx, change, now) => bringIntoForce(tx, change.subject, change.content, change, now),
  async undo(tx, change, now) {
    await takeBack(tx, change.subject, change.effectiveFrom, now);
    await changed(tx);
  },
  linksOf: (id, code) => [
    { href: `/can-bo/thu-tuc/nhap/${id}/xem-thu`, label: vi.preview.page, icon: 'eye' },
    { href: `/can-bo/thu-tuc/nhap/${id}/to-khai`, label: vi.preview.form, icon: 'forms' },
    { href: `/can-bo/thu-tuc/nhap/${id}/van-ban`, label: vi.raw.title, icon: 'code', forAuthor: true },
    { href: `/can-bo/thu-tuc/${code}`, label: vi.versions.title, icon: 'history' },
  ],
};

/** Writes the version and ends the one before it on the same day. */
export async function bringIntoForce(
  tx: Tx,
  code: string,
  content: Json,
  change: Pick<Approved, 'effectiveFrom' | 'approvedBy'>,
  now: Date,
): Promise<void> {
  const before = await tx.maybe(findLatest, { code });
  if (before && before.valid_from > change.effectiveFrom)
    throw new Refusal('conflict', 'procedures.older', vi.problems.wrong);
  const version = versionFrom(code, change.effectiveFrom, content);
  const { id } = await tx.one(insertOfficersVersion, {
    ...version,
    approved_by: change.approvedBy,
    at: now,
  });
  if (before)
    await tx.run(insertEnd, {
      ...{ version_id: before.id, valid_to: change.effectiveFrom, successor_id: id, at: now },
    });
  await changed(tx);
}

/** Takes back the last version, agreed to but not in force yet. */
export async function takeBack(tx: Tx, code: string, from: string, now: Date): Promise<void> {
  const latest = await tx.maybe(findLatest, { code });
  if (latest?.entered !== 'officer' || latest.valid_from !== from)
    throw new Refusal('conflict', 'procedures.not-last', vi.problems.notLast);
  await tx.run(insertWithdrawal, { version_id: latest.id, at: now });
}
