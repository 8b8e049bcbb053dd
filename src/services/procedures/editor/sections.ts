import {
  anyFrom,
  type Editor,
  type FieldShape,
  freshId,
  isRecord,
  type Json,
  type ListShape,
  line,
  oneALine,
  oneFrom,
  oneOf,
  type RecordShape,
  sentences,
  wholeNumber,
  yesOrNo,
} from '#services/changes';
import { condition } from './condition.tsx';
import { fees } from './fee-shapes.ts';
import { groups } from './form-shapes.ts';
import { field, idsAt, maybe, textAt, titled, whenOf } from './shapes.ts';
import { vi } from './vi.ts';
import { limit } from './widgets.tsx';

const { fields: f, lists: l } = vi;

const fieldsOfWork = (content: Json) => {
  const known = Object.entries(vi.fieldsOfWork).map(([value, label]) => ({ value, label }));
  const own = textAt(content, 'field');
  return own === '' || own in vi.fieldsOfWork ? known : [...known, { value: own, label: own }];
};

/** What officers call a field of work; undefined for one that only a file of another commune knows. */
export const nameOfField = (code: string): string | undefined => vi.fieldsOfWork[code];

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
