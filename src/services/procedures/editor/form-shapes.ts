import {
  freshId,
  type Json,
  type ListShape,
  line,
  oneFrom,
  oneOf,
  sentences,
  wholeNumber,
  yesOrNo,
} from '#services/changes';
import { condition } from './condition.tsx';
import { formOf } from './content.ts';
import { field, idsAt, maybe, questionsOf, textAt, titled, whenOf } from './shapes.ts';
import { vi } from './vi.ts';
import { bound, prefill } from './widgets.tsx';

const { fields: f, lists: l } = vi;

const options: ListShape = {
  key: 'options',
  title: l.options,
  one: l.oneOption,
  titleOf: titled('label'),
  blank: (content) => ({ value: freshId(allOptions(content), 'lua-chon') }),
  item: { fields: [field('label', f.option, line), field('help', f.help, line, maybe)] },
};

const allOptions = (content: Json): string[] =>
  formOf(content).groups.flatMap((g) => g.fields.flatMap((q) => (q.options ?? []).map((o) => o.value)));

const questions: ListShape = {
  key: 'fields',
  title: l.questions,
  one: l.oneQuestion,
  titleOf: titled('label'),
  noteOf: (item, content) =>
    [vi.types[textAt(item, 'type') as keyof typeof vi.types] ?? '', whenOf(item, content)]
      .filter(Boolean)
      .join('; '),
  blank: (content) => ({
    id: freshId(
      questionsOf(content).map((q) => q.value),
      'cau-hoi',
    ),
    type: 'text',
  }),
  item: {
    fields: [
      field('label', f.question, line),
      field('type', f.type, oneOf(vi.types)),
      field('help', f.help, sentences, maybe),
      field('required', f.required, yesOrNo(true)),
      field('when', f.fieldWhen, condition, maybe),
      field('min', f.min, bound, { ...maybe, hint: f.boundHint }),
      field('max', f.max, bound, { ...maybe, hint: f.boundHint }),
      field('maxLength', f.maxLength, wholeNumber(), maybe),
      field('prefill', f.prefill, prefill, maybe),
      field('agreesWith.birth', f.agreesBirth, oneFrom(questionsOf, vi.noQuestion), maybe),
      field('agreesWith.sex', f.agreesSex, oneFrom(questionsOf, vi.noQuestion), maybe),
      field('headline', f.headline, yesOrNo(false)),
    ],
    lists: [options],
  },
};

/** The form: groups of questions, each with its choices. */
export const groups: ListShape = {
  key: 'groups',
  title: l.groups,
  one: l.oneGroup,
  titleOf: titled('title'),
  noteOf: whenOf,
  blank: (content) => ({ id: freshId(idsAt(content, 'definition', 'form', 'groups'), 'nhom'), fields: [] }),
  item: {
    fields: [
      field('title', f.groupTitle, line),
      field('help', f.help, sentences, maybe),
      field('when', f.groupWhen, condition, maybe),
      field('repeat.item', f.repeatItem, line, { ...maybe, hint: f.repeatHint }),
      field('repeat.min', f.repeatMin, wholeNumber(), maybe),
      field('repeat.max', f.repeatMax, wholeNumber(), maybe),
    ],
    lists: [questions],
  },
};
