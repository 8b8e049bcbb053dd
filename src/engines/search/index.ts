export { fold } from './fold.ts';
export type { Searchable } from './lexicon.ts';
export { buildIndex, type Hit, type SearchIndex } from './rank.ts';
