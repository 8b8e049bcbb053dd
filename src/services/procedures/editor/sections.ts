import {
  anyFrom,
  day,
  type Editor,
  type FieldShape,
  freshId,
  isList,
  isRecord,
  type Json,
  type ListShape,
  line,
  money,
  oneALine,
  oneFrom,
  oneOf,
  type RecordShape,
  sentences,
  valueAt,
  wholeNumber,
  yesOrNo,
} from '#services/changes';
import { condition, conditionWords } from './condition.tsx';
import { formOf } from './content.ts';
import { vi } from './vi.ts';
import { amount, bound, limit, prefill } from './widgets.tsx';

const { fields: f, lists: l } = vi;

const field = (
  key: string,
  label: string,
  widget: FieldShape['widget'],
  more: Partial<FieldShape> = {},
): FieldShape => ({
  key,
  label,
  widget,
  ...more,
});
const maybe = { optional: true } as const;
const textAt = (item: Json, key: string): string => {
  const value = isRecord(item) ? item[key] : undefined;
  return typeof value === 'string' || typeof value === 'number' ? String(value) : '';
};
const titled = (key: string) => (item: Json) => textAt(item, key);
const idsAt = (content: Json, ...path: string[]): string[] => {
  const items = valueAt(content, path);
  return isList(items) ? items.map((item) => textAt(item, 'id')) : [];
};
const whenOf = (item: Json, content: Json): string =>
  isRecord(item) && item.when ? conditionWords(formOf(content), item.when as never) : '';

const casesOf = (content: Json) => {
  const cases = valueAt(content, ['definition', 'cases']);
  return (isList(cases) ? cases : []).map((c) => ({ value: textAt(c, 'id'), label: textAt(c, 'label') }));
};
const questionsOf = (content: Json) =>
  formOf(content).groups.flatMap((group) =>
    group.fields.map((q) => ({ value: q.id, label: q.label ?? q.id })),
  );
const fieldsOfWork = (content: Json) => {
  const known = Object.entries(vi.fieldsOfWork).map(([value, label]) => ({ value, label }));
  const own = textAt(content, 'field');
  return own === '' || own in vi.fieldsOfWork ? known : [...known, { value: own, label: own }];
};
const lifeEvents = Object.entries(vi.lifeEvents).map(([value, label]) => ({ value, label }));

const cases: ListShape = {
  key: 'cases',
  title: l.cases,
  one: l.oneCase,
  titleOf: titled('label'),
  noteOf: (item, content) =>
    [
      isRecord(item) && item.limit !== undefined ? limit.words(item.limit, content) : '',
      isRecord(item) && item.default === true ? vi.ordinary : '',
      whenOf(item, content),
    ]
      .filter(Boolean)
      .join('; '),
  blank: (content) => ({ id: freshId(idsAt(content, 'definition', 'cases'), 'truong-hop') }),
  item: {
    fields: [
      field('label', f.label, line),
      field('help', f.help, sentences, maybe),
      field('limit', f.limit, limit),
      field('default', f.default, yesOrNo(false)),
      field('when', f.caseWhen, condition, maybe),
    ],
  },
};

const papers: ListShape = {
  key: 'papers',
  title: l.papers,
  one: l.onePaper,
  titleOf: titled('name'),
  noteOf: (item, content) =>
    [isRecord(item) && item.required === true ? vi.required : '', whenOf(item, content)]
      .filter(Boolean)
      .join('; '),
  blank: (content) => ({
    id: freshId(idsAt(content, 'definition', 'papers'), 'giay-to'),
    required: true,
    photo: true,
    give: 'hand-in',
  }),
  item: {
    fields: [
      field('name', f.paper, line),
      field('help', f.help, sentences, maybe),
      field('required', f.required, yesOrNo()),
      field('photo', f.photo, yesOrNo()),
      field('give', f.give, oneOf(vi.give)),
      field('when', f.needed, condition, maybe),
    ],
  },
};

const pairs = (
  key: string,
  title: string,
  one: string,
  first: FieldShape,
  second: FieldShape,
): ListShape => ({
  key,
  title,
  one,
  titleOf: titled(first.key),
  noteOf: titled(second.key),
  blank: () => ({}),
  item: { fields: [first, second] },
});

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

const groups: ListShape = {
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

const steps: ListShape = {
  key: 'steps',
  title: l.steps,
  one: l.oneStep,
  titleOf: titled('title'),
  noteOf: (item) => vi.roles[textAt(item, 'role') as keyof typeof vi.roles] ?? '',
  blank: (content) => ({ id: freshId(idsAt(content, 'definition', 'steps'), 'buoc'), role: 'processor' }),
  item: {
    fields: [
      field('title', f.stepTitle, line),
      field('role', f.role, oneOf(vi.roles)),
      field('hours', f.hours, wholeNumber('giờ'), maybe),
      field('waits.system', f.waitsSystem, line, maybe),
      field('waits.asks', f.waitsAsks, line, maybe),
    ],
  },
};

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

const fees: ListShape = {
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

const definition = ['definition'];
const only = (list: ListShape): RecordShape => ({ fields: [], lists: [list] });

/** The sections of a procedure, in the order of the citizen's page. */
export const procedureEditor: Editor = {
  sections: [
    {
      id: 'ten',
      title: vi.sections.name,
      at: [],
      fields: [
        field('plain_name', f.plainName, line),
        field('name', f.name, sentences),
        field('definition.summary', f.summary, sentences),
        field('definition.alsoCalled', f.alsoCalled, oneALine, { hint: f.aLine, optional: true }),
        field(
          'definition.lifeEvents',
          f.lifeEvents,
          anyFrom(() => lifeEvents),
          maybe,
        ),
        field('kind', f.kind, oneOf(vi.kinds)),
        field('route', f.route, oneOf(vi.routes)),
        field('field_name', f.fieldName, line),
        field('field', f.field, oneFrom(fieldsOfWork, vi.choose), { hint: f.fieldHint }),
        field('source', f.source, sentences),
        field('checked', f.checked, oneOf(vi.checked)),
      ],
    },
    {
      id: 'ai',
      title: vi.sections.people,
      lead: vi.leads.people,
      at: definition,
      fields: [
        field('who', f.who, oneALine, maybe),
        field('when', f.when, oneALine, maybe),
        field('where', f.where, oneALine, maybe),
        field('notes', f.notes, oneALine, maybe),
      ],
    },
    { id: 'truong-hop', title: vi.sections.cases, lead: vi.leads.cases, at: definition, ...only(cases) },
    { id: 'giay-to', title: vi.sections.papers, at: definition, ...only(papers) },
    {
      id: 'khong-can',
      title: vi.sections.notNeeded,
      lead: vi.leads.notNeeded,
      at: definition,
      ...only(
        pairs(
          'notNeeded',
          l.notNeeded,
          l.oneNotNeeded,
          field('name', f.paper, line),
          field('why', f.why, sentences),
        ),
      ),
    },
    {
      id: 'to-khai',
      title: vi.sections.form,
      lead: vi.leads.form,
      at: ['definition', 'form'],
      ...only(groups),
    },
    { id: 'cac-buoc', title: vi.sections.steps, at: definition, ...only(steps) },
    { id: 'phi', title: vi.sections.fees, lead: vi.leads.fees, at: definition, ...only(fees) },
    {
      id: 'ket-qua',
      title: vi.sections.result,
      at: ['definition', 'result'],
      fields: [
        field('name', f.result, line),
        field('code', f.resultCode, line, maybe),
        field('note', f.resultNote, sentences, maybe),
      ],
    },
    {
      id: 'can-cu',
      title: vi.sections.grounds,
      lead: vi.leads.grounds,
      at: definition,
      fields: [],
      lists: [
        pairs('bases', l.bases, l.oneBase, field('number', f.base, line), field('about', f.about, line)),
        pairs('sources', l.sources, l.oneSource, field('fact', f.fact, line), field('from', f.readIn, line)),
        pairs(
          'unchecked',
          l.unchecked,
          l.oneUnchecked,
          field('fact', f.fact, line),
          field('reason', f.reason, sentences),
        ),
      ],
    },
  ],
};
