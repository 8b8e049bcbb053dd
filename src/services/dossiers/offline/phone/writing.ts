import type { Answers } from '#engines/forms';
import { type Screen, screensOf } from '../../draft.ts';
import type { Handed, KeptCatalogue, KeptQuestions, Snapshot } from '../kept.ts';
import type { Item } from './outbox.ts';

/** What every screen of a filing on the phone starts from. */
export interface Writing {
  readonly item: Item;
  readonly questions: KeptQuestions;
  readonly catalogue: KeptCatalogue;
  readonly mine: Omit<Snapshot, 'seal'>;
  /** Keeps the item as it is now and shows its screen. */
  save(item: Item): void;
  /** Into the queue. */
  send(item: Item): void;
  leave(): void;
}

export interface Going extends Writing {
  go(item: Item): void;
}

/** What the wizard's rules ask of a draft. */
export const filledOf = ({ handed, photos, stored }: Item) => ({
  ...{ case_choice: handed.caseChoice, answers: handed.answers as Answers, delivery: handed.delivery },
  files: [...photos.map(({ paper }) => paper), ...stored].map((paper_id) => ({ paper_id })),
});

export const screensFor = (questions: KeptQuestions, item: Item): readonly Screen[] =>
  screensOf(questions, filledOf(item));

export const withHanded = (item: Item, more: Partial<Handed>): Item => ({
  ...item,
  handed: { ...item.handed, ...more },
});
