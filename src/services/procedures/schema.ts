import { type Static, Type } from '@fastify/type-provider-typebox';
import { lifeEvents } from './life-events.ts';

/** The shape of a procedure file in data/procedures, after its keys became camelCase. */
const closed = { additionalProperties: false } as const;
const text = Type.String({ minLength: 1 });
const texts = Type.Array(text);
const id = Type.String({ pattern: '^[a-z0-9]+(-[a-z0-9]+)*$' });
const day = Type.String({ pattern: '^\\d{4}-\\d{2}-\\d{2}$' });
const optional = Type.Optional;
const oneOf = <const T extends readonly string[]>(...values: T) =>
  Type.Union(values.map((value) => Type.Literal(value as T[number])));

/** Conditions are checked by the form engine; here only that they are records. */
const condition = Type.Object({});

const limit = Type.Union([
  Type.Literal('same-day'),
  Type.Literal('none'),
  Type.Object({ workingDays: Type.Integer({ minimum: 1 }) }, closed),
  Type.Object({ workingHours: Type.Integer({ minimum: 1 }) }, closed),
  Type.Object({ calendarDays: Type.Integer({ minimum: 1 }) }, closed),
]);

const field = Type.Object(
  {
    id,
    type: oneOf(
      'text',
      'longtext',
      'name',
      'date',
      'partial-date',
      'time',
      'identity-number',
      'phone',
      'email',
      'integer',
      'money',
      'choice',
      'choices',
      'yes-no',
      'sex',
      'ethnic-group',
      'nationality',
      'address',
    ),
    label: text,
    help: optional(text),
    required: optional(Type.Boolean()),
    when: optional(condition),
    options: optional(
      Type.Array(Type.Object({ value: id, label: text, help: optional(text) }, closed), { minItems: 2 }),
    ),
    min: optional(Type.Union([Type.Number(), text])),
    max: optional(Type.Union([Type.Number(), text])),
    maxLength: optional(Type.Integer({ minimum: 1 })),
    prefill: optional(
      Type.Union([text, Type.Array(Type.Object({ from: text, when: optional(condition) }, closed))]),
    ),
    agreesWith: optional(Type.Object({ birth: optional(id), sex: optional(id) }, closed)),
    headline: optional(Type.Boolean()),
  },
  closed,
);

const group = Type.Object(
  {
    id,
    title: text,
    help: optional(text),
    when: optional(condition),
    repeat: optional(Type.Object({ min: Type.Integer(), max: Type.Integer(), item: text }, closed)),
    fields: Type.Array(field, { minItems: 1 }),
  },
  closed,
);

const fee = Type.Object(
  {
    id,
    name: text,
    kind: oneOf('fee', 'charge'),
    amount: Type.Union([Type.Integer({ minimum: 0 }), oneOf('set-by-council', 'unknown')]),
    per: oneOf('dossier', 'copy', 'page'),
    cases: optional(Type.Array(id)),
    channel: optional(oneOf('online', 'counter')),
    when: optional(condition),
    copiesFrom: optional(id),
    thereafter: optional(
      Type.Object({ from: Type.Integer({ minimum: 2 }), amount: Type.Integer({ minimum: 0 }) }, closed),
    ),
    atMost: optional(Type.Integer({ minimum: 0 })),
    exemptions: optional(
      Type.Array(
        Type.Object({ id, label: text, cases: optional(Type.Array(id)), when: optional(condition) }, closed),
      ),
    ),
    reductions: optional(
      Type.Array(
        Type.Object(
          {
            id,
            label: text,
            percent: Type.Integer({ minimum: 1, maximum: 100 }),
            from: day,
            until: optional(day),
            channel: optional(oneOf('online', 'counter')),
            basis: text,
          },
          closed,
        ),
      ),
    ),
    basis: text,
  },
  closed,
);

export const procedureFile = Type.Object(
  {
    code: Type.String({ pattern: '^\\d\\.\\d{6}$' }),
    kind: oneOf('whole', 'prepared', 'information'),
    name: text,
    plainName: text,
    field: id,
    fieldName: text,
    route: oneOf('ours', 'portal', 'portal-elsewhere', 'police', 'ministry'),
    validFrom: day,
    checked: oneOf('checked', 'unchecked'),
    source: text,
    alsoCalled: texts,
    lifeEvents: optional(Type.Array(oneOf(...lifeEvents), { minItems: 1, uniqueItems: true })),
    summary: text,
    who: texts,
    when: texts,
    where: texts,
    cases: Type.Array(
      Type.Object(
        {
          id,
          label: text,
          help: optional(text),
          limit,
          default: optional(Type.Boolean()),
          when: optional(condition),
        },
        closed,
      ),
      { minItems: 1 },
    ),
    papers: Type.Array(
      Type.Object(
        {
          id,
          name: text,
          help: optional(text),
          required: Type.Boolean(),
          when: optional(condition),
          photo: Type.Boolean(),
          give: oneOf('hand-in', 'show'),
        },
        closed,
      ),
    ),
    notNeeded: Type.Array(Type.Object({ name: text, why: text }, closed)),
    form: optional(Type.Object({ groups: Type.Array(group, { minItems: 1 }) }, closed)),
    steps: optional(
      Type.Array(
        Type.Object(
          {
            id,
            title: text,
            role: oneOf('reception', 'processor', 'approver'),
            hours: Type.Number({ exclusiveMinimum: 0 }),
            waits: optional(Type.Object({ system: text, asks: text }, closed)),
          },
          closed,
        ),
      ),
    ),
    fees: Type.Array(fee),
    result: Type.Object({ name: text, code: optional(text), note: optional(text) }, closed),
    notes: texts,
    bases: Type.Array(Type.Object({ number: text, about: text }, closed)),
    sources: Type.Array(Type.Object({ fact: text, from: text }, closed), { minItems: 1 }),
    unchecked: Type.Array(Type.Object({ fact: text, reason: text }, closed)),
  },
  closed,
);

export type ProcedureFile = Static<typeof procedureFile>;

/** The shape of elsewhere.yaml. */
export const elsewhereFile = Type.Array(
  Type.Object(
    {
      id,
      title: text,
      words: Type.Array(text, { minItems: 1 }),
      where: text,
      how: text,
      source: text,
      checked: oneOf('checked', 'unchecked'),
    },
    closed,
  ),
);

export type ElsewhereFile = Static<typeof elsewhereFile>;
