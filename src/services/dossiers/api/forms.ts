import { type Static, Type } from '@fastify/type-provider-typebox';
import { localDate } from '#engines/calendar';
import { Refusal } from '#engines/database';
import { anyone, json, type Route, route } from '#engines/web';
import { canBeFiled, currentVersion } from '#services/procedures';
import { vi as common } from '../vi.ts';
import { vi } from './vi.ts';

const Named = { id: Type.String(), label: Type.String() };

const Question = Type.Object({
  ...Named,
  type: Type.String(),
  required: Type.Boolean(),
  help: Type.Optional(Type.String()),
  when: Type.Optional(Type.Any()),
  options: Type.Optional(Type.Array(Type.Object({ value: Type.String(), label: Type.String() }))),
});

const Form = Type.Object({
  procedure: Type.String(),
  name: Type.String(),
  versionId: Type.String({ format: 'uuid' }),
  filedHere: Type.Boolean(),
  cases: Type.Array(Type.Object(Named)),
  papers: Type.Array(
    Type.Object({ id: Type.String(), name: Type.String(), required: Type.Boolean(), photo: Type.Boolean() }),
  ),
  groups: Type.Array(
    Type.Object({
      id: Type.String(),
      title: Type.String(),
      repeat: Type.Union([
        Type.Object({ min: Type.Integer(), max: Type.Integer(), item: Type.String() }),
        Type.Null(),
      ]),
      when: Type.Optional(Type.Any()),
      fields: Type.Array(Question),
    }),
  ),
});

/** What a client must know to fill a form in for somebody: public like the procedure itself. */
export const formRoute: Route = route({
  method: 'GET',
  url: '/api/v1/forms/:code',
  who: anyone,
  sample: { params: { code: '{procedure}' } },
  api: {
    summary: vi.doc.form,
    description: vi.doc.formText,
    params: Type.Object({ code: Type.String({ maxLength: 40, description: vi.doc.code }) }),
    response: { 200: Form },
  },
  async handler({ ctx, params }) {
    const version = await currentVersion(ctx.db, params.code ?? '', localDate(ctx.now()));
    if (!version) throw new Refusal('missing', 'dossier.no-such-procedure', common.noSuchProcedure);
    const { form, cases, papers } = version.definition;
    const body: Static<typeof Form> = {
      procedure: version.code,
      name: version.name,
      versionId: version.id,
      filedHere: canBeFiled(version),
      cases: cases.map(({ id, label }) => ({ id, label })),
      papers: papers.map(({ id, name, required, photo }) => ({ id, name, required, photo })),
      groups: form.groups.map(({ id, title, repeat, when, fields }) => ({
        ...{ id, title, repeat: repeat ?? null },
        ...(when ? { when } : {}),
        fields: fields.map((field) => ({
          ...{ id: field.id, label: field.label, type: field.type, required: field.required !== false },
          ...(field.help ? { help: field.help } : {}),
          ...(field.when ? { when: field.when } : {}),
          ...(field.options ? { options: field.options.map(({ value, label }) => ({ value, label })) } : {}),
        })),
      })),
    };
    return json(body);
  },
});
