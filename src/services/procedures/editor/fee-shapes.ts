import {
  anyFrom,
  day,
  freshId,
  isList,
  isRecord,
  type Json,
  type ListShape,
  line,
  money,
  oneFrom,
  oneOf,
  sentences,
  valueAt,
  wholeNumber,
} from '#services/changes';
import { condition } from './condition.tsx';
import { casesOf, field, idsAt, maybe, questionsOf, textAt, titled, whenOf } from './shapes.ts';
import { vi } from './vi.ts';
import { amount } from './widgets.tsx';

const { fields: f, lists: l } = vi;

const exemptions: ListShape = {
  key: 'exemptions',
  title: l.exemptions,
  one: l.oneExemption,
  titleOf: titled('label'),
  noteOf: whenOf,
  blank: (content) => ({ id: freshId(inFees(content, 'exemptions'), 'mien') }),
  item: {
    fields: [
      field('label', f.exemption, line),
      field('cases', f.exemptCases, anyFrom(casesOf), maybe),
      field('when', f.exemptWhen, condition, maybe),
    ],
  },
};

const reductions: ListShape = {
  key: 'reductions',
  title: l.reductions,
  one: l.oneReduction,
  titleOf: titled('label'),
  noteOf: (item) => `${textAt(item, 'percent')} %`,
  blank: (content) => ({ id: freshId(inFees(content, 'reductions'), 'giam') }),
  item: {
    fields: [
      field('label', f.reduction, line),
      field('percent', f.percent, wholeNumber('%')),
      field('from', f.from, day),
      field('until', f.until, day, maybe),
      field('channel', f.channel, oneOf(vi.channels), maybe),
      field('basis', f.basis, line),
    ],
  },
};

const inFees = (content: Json, key: string): string[] => {
  const fees = valueAt(content, ['definition', 'fees']);
  return (isList(fees) ? fees : []).flatMap((fee) => idsAt(fee, key));
};

/** What is paid, who is exempt, and reductions by date. */
export const fees: ListShape = {
  key: 'fees',
  title: l.fees,
  one: l.oneFee,
  titleOf: titled('name'),
  noteOf: (item, content) =>
    [
      isRecord(item) && item.amount !== undefined ? amount.words(item.amount, content) : '',
      whenOf(item, content),
    ]
      .filter(Boolean)
      .join('; '),
  blank: (content) => ({
    id: freshId(idsAt(content, 'definition', 'fees'), 'khoan-thu'),
    kind: 'charge',
    per: 'dossier',
    exemptions: [],
    reductions: [],
  }),
  item: {
    fields: [
      field('name', f.feeName, line),
      field('kind', f.feeKind, oneOf(vi.feeKinds)),
      field('amount', vi.amounts.which, amount),
      field('per', f.per, oneOf(vi.per)),
      field('cases', f.feeCases, anyFrom(casesOf), maybe),
      field('channel', f.channel, oneOf(vi.channels), maybe),
      field('when', f.feeWhen, condition, maybe),
      field('copiesFrom', f.copiesFrom, oneFrom(questionsOf, vi.noQuestion), maybe),
      field('thereafter.from', f.thereafterFrom, wholeNumber(), maybe),
      field('thereafter.amount', f.thereafterAmount, money, maybe),
      field('atMost', f.atMost, money, maybe),
      field('basis', f.basis, sentences),
    ],
    lists: [exemptions, reductions],
  },
};
