import type { CardItem } from '#engines/ui';
import type { CatalogueEntry } from '../catalogue.ts';
import { pictureOf } from './pictures.ts';
import { vi } from './vi.ts';

/** A procedure as people choose it: its everyday name, the official one only where it says more. */
export const cardOf = (entry: CatalogueEntry): CardItem & { readonly href: string } => ({
  href: `/thu-tuc/${entry.code}`,
  title: entry.plain_name,
  // The portal's own names say nothing more than the title.
  text: entry.kind === 'official' || entry.plain_name === entry.name ? undefined : entry.name,
  icon: pictureOf(entry),
});

/** The same in a list: what it is about, its field, and who decides it. */
export const entryCard = (entry: CatalogueEntry): CardItem => ({
  ...cardOf(entry),
  text: (
    <>
      {entry.summary}
      {entry.summary && <br />}
      <small>
        {entry.field_name} · {vi.route[entry.route]}
        {entry.kind === 'prepared' && ` · ${vi.prepared.canBeFilled}`}
      </small>
    </>
  ),
});
