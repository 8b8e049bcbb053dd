import { Type } from '@fastify/type-provider-typebox';
import { states } from '../dossier.ts';
import { vi } from './vi.ts';

export const instant = Type.String({ format: 'date-time' });
const orNull = (schema: ReturnType<typeof Type.String>, options = {}) =>
  Type.Union([schema, Type.Null()], options);

const value = Type.Union([
  Type.String({ maxLength: 5000 }),
  Type.Number(),
  Type.Boolean(),
  Type.Array(Type.String({ maxLength: 200 }), { maxItems: 100 }),
]);
const groupAnswers = Type.Record(Type.String(), value);

/** One that could be sent; also what the walk over all routes sends. */
export const exampleOfDossier = {
  procedure: '2.000635',
  versionId: '6f1d2b0e-6a57-4d39-9c0a-1f6b1a2c3d4e',
  person: { identityNumber: '037180000000', name: 'Nguyễn Thị Đào' },
  consent: { basis: 'Đồng ý trong ứng dụng ngày 01/03/2026', userReference: 'u-1001', results: false },
  answers: {
    filer: { 'for-whom': 'self', 'filer-name': 'Nguyễn Thị Đào' },
    records: [{ 'record-kind': 'birth', copies: 2 }],
  },
};

/** The answers are those of the form of `/api/v1/forms/{code}`; each is checked as if it were typed. */
export const NewDossier = Type.Object(
  {
    procedure: Type.String({ maxLength: 40, description: vi.doc.code }),
    versionId: Type.String({ format: 'uuid' }),
    case: Type.Optional(Type.String({ maxLength: 60 })),
    person: Type.Object({
      identityNumber: Type.String({ pattern: '^[0-9]{12}$' }),
      name: Type.String({ minLength: 2, maxLength: 100 }),
    }),
    consent: Type.Object({
      basis: Type.String({ minLength: 10, maxLength: 500, description: vi.doc.basis }),
      userReference: Type.String({ minLength: 1, maxLength: 100, description: vi.doc.userReference }),
      results: Type.Optional(Type.Boolean({ description: vi.doc.results })),
    }),
    filingFor: Type.Optional(
      Type.Union([Type.Literal('self'), Type.Literal('child'), Type.Literal('family')]),
    ),
    subjectName: Type.Optional(Type.String({ maxLength: 100 })),
    answers: Type.Record(
      Type.String(),
      Type.Union([Type.Array(groupAnswers, { maxItems: 100 }), groupAnswers]),
    ),
    attachments: Type.Optional(
      Type.Array(
        Type.Object({ paper: Type.String({ maxLength: 60 }), file: Type.String({ format: 'uuid' }) }),
        { maxItems: 40 },
      ),
    ),
    delivery: Type.Optional(
      Type.Object({
        how: Type.Optional(
          Type.Union([Type.Literal('counter'), Type.Literal('post'), Type.Literal('online')]),
        ),
        address: Type.Optional(Type.String({ maxLength: 300 })),
        sms: Type.Optional(Type.Boolean()),
      }),
    ),
  },
  {
    examples: [exampleOfDossier],
  },
);

export const Filed = Type.Object(
  {
    code: Type.String(),
    provisionalDueAt: orNull(instant, { description: vi.doc.localDue }),
    noDateBecause: orNull(Type.String()),
    links: Type.Object({ self: Type.String({ format: 'uri' }), page: Type.String({ format: 'uri' }) }),
  },
  {
    examples: [
      {
        code: 'H42.37.14-260302-0001',
        provisionalDueAt: '2026-03-02T10:00:00.000Z',
        noDateBecause: null,
        links: {
          self: 'https://dichvu.example.vn/api/v1/dossiers/H42.37.14-260302-0001',
          page: 'https://dichvu.example.vn/ho-so/H42.37.14-260302-0001',
        },
      },
    ],
  },
);

export const Status = Type.Object({
  code: Type.Integer({ minimum: 1, maximum: 10 }),
  name: Type.Union(Object.values(states).map(({ name }) => Type.Literal(name))),
});

export const Listed = Type.Object({
  dossiers: Type.Array(
    Type.Object({
      code: Type.String(),
      procedure: Type.String(),
      status: Status,
      submittedAt: instant,
      dueAt: orNull(instant),
      userReference: Type.String(),
    }),
  ),
  next: orNull(Type.String(), { description: vi.doc.cursor }),
});

export const Supplement = Type.Object({
  askedAt: instant,
  items: Type.Array(Type.String()),
  reason: Type.String(),
});

export const SupplementAnswer = Type.Object(
  {
    words: Type.Optional(Type.String({ maxLength: 2000 })),
    attachments: Type.Optional(
      Type.Array(
        Type.Object({ paper: Type.String({ maxLength: 60 }), file: Type.String({ format: 'uuid' }) }),
        { maxItems: 40 },
      ),
    ),
  },
  { examples: [{ words: 'Gửi lại trang bị mờ.', attachments: [] }] },
);

export const Results = Type.Object({
  results: Type.Array(
    Type.Object({
      title: Type.String(),
      number: Type.String(),
      issuedAt: instant,
      file: orNull(Type.String({ format: 'uuid' })),
    }),
  ),
});

export const Upload = Type.Object(
  {
    id: Type.String({ format: 'uuid' }),
    state: Type.Union([Type.Literal('uploading'), Type.Literal('ready'), Type.Literal('refused')]),
    offset: Type.Integer({ minimum: 0 }),
    size: Type.Integer({ minimum: 0 }),
  },
  {
    examples: [
      { id: '0b7f7a52-8a64-4b8e-a0a1-0d4be3f4b0c1', state: 'uploading', offset: 65536, size: 210000 },
    ],
  },
);
