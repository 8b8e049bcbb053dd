export { fold } from './fold.ts';
export type { HeldText } from './lexemes.ts';
export type { Searchable } from './lexicon.ts';
export { buildIndex, type Hit, type SearchIndex } from './rank.ts';
export { heldTexts, putTexts, questionsFor, removeTexts, searchTexts } from './texts.ts';
