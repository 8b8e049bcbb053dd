import type { CatalogueEntry } from '../catalogue.ts';
import { type LifeEvent, lifeEvents } from '../life-events.ts';
import { byFrequency } from './pictures.ts';
import { vi } from './vi.ts';

interface EventLook {
  /** Its place in an address. */
  readonly slug: string;
  /** A Tabler name: people look before they read. */
  readonly icon: string;
  /** Fields of work in which the portal files what belongs to it; for procedures that say no event themselves. */
  readonly fields: readonly string[];
}

const looks: Readonly<Record<LifeEvent, EventLook>> = {
  birth: { slug: 'sinh-con', icon: 'baby-carriage', fields: [] },
  school: { slug: 'di-hoc', icon: 'backpack', fields: ['education'] },
  marriage: { slug: 'cuoi-hoi', icon: 'hearts', fields: [] },
  house: { slug: 'lam-nha', icon: 'home-plus', fields: ['construction'] },
  land: { slug: 'dat-dai', icon: 'map-2', fields: ['land'] },
  shop: { slug: 'buon-ban', icon: 'building-store', fields: ['business'] },
  farming: { slug: 'lam-nong', icon: 'plant-2', fields: ['agriculture'] },
  moving: { slug: 'chuyen-nha', icon: 'truck-delivery', fields: ['residence'] },
  illness: { slug: 'om-dau', icon: 'stethoscope', fields: ['insurance'] },
  disability: { slug: 'khuyet-tat', icon: 'wheelchair', fields: [] },
  poverty: { slug: 'kho-khan', icon: 'heart-handshake', fields: ['poverty'] },
  merit: { slug: 'nguoi-co-cong', icon: 'rosette', fields: ['merit'] },
  'old-age': { slug: 'tuoi-gia', icon: 'old', fields: [] },
  death: { slug: 'co-nguoi-mat', icon: 'candle', fields: [] },
};

export const eventOfSlug = (slug: string): LifeEvent | undefined =>
  lifeEvents.find((event) => looks[event].slug === slug);

export const eventAddress = (event: LifeEvent): string => `/thu-tuc/theo-viec/${looks[event].slug}`;

/** What says itself that it belongs to the event; what belongs to nothing else goes first. */
export const entriesOf = (event: LifeEvent, entries: readonly CatalogueEntry[]): CatalogueEntry[] =>
  entries
    .filter((entry) => entry.life_events.includes(event))
    .sort((a, b) => a.life_events.length - b.life_events.length || byFrequency(a, b) || byKind(a, b));

/** What can be filed or filled in here goes before what is only told. */
const byKind = (a: CatalogueEntry, b: CatalogueEntry): number =>
  Number(a.kind === 'information') - Number(b.kind === 'information');

/** Fields with more that may belong to it. */
export const fieldsOf = (event: LifeEvent): readonly string[] => looks[event].fields;

/** A tile for each event that leads to something. */
export const eventTiles = (entries: readonly CatalogueEntry[]) =>
  lifeEvents
    .filter((event) => {
      const fields = fieldsOf(event);
      return entriesOf(event, entries).length > 0 || entries.some((entry) => fields.includes(entry.field));
    })
    .map((event) => ({ href: eventAddress(event), title: vi.events[event].short, icon: looks[event].icon }));
