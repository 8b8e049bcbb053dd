import { Refusal } from '#engines/database';
import { ethnicGroups, nationalities, nationalPhone, type Person, showPartialDate } from '#engines/people';
import {
  Button,
  ErrorSummary,
  errorOf,
  type FieldMistake,
  Form,
  OfficerPage,
  Radios,
  SelectField,
  TextArea,
  TextField,
} from '#engines/ui';
import { type Answer, type Exchange, officer, page, type Route, redirect, route } from '#engines/web';
import { savePerson } from './keeping.ts';
import { personPage } from './looking.ts';
import { GroundFields, groundIn, home, mistakeOf, nobody, personAt } from './parts.tsx';
import { vi } from './vi.ts';
import { villageChoice, villagesHere } from './villages.ts';

async function show(
  exchange: Exchange,
  person: Person | undefined,
  errors: readonly FieldMistake[] = [],
): Promise<Answer> {
  const { form, ctx } = exchange;
  const villages = await villagesHere(ctx);
  const village = villageChoice(villages, person?.village_id);
  const box = (name: string, known: string | null | undefined) => ({
    name,
    value: errors.length > 0 ? form.get(name) : (known ?? ''),
    error: errorOf(errors, name),
  });
  const birth = person && (person.birth.length === 4 ? person.birth : showPartialDate(person.birth));
  return page(
    <OfficerPage
      exchange={exchange}
      title={person ? vi.correct : vi.add}
      caption={person?.name}
      back={{ href: person ? personAt(person.id) : home }}
      hasErrors={errors.length > 0}
    >
      <ErrorSummary errors={errors} />
      <Form action={person ? `${personAt(person.id)}/sua` : `${home}/them`} once>
        <input
          type="hidden"
          name="ban"
          value={errors.length > 0 ? form.get('ban') : String(person?.version ?? '')}
        />
        <TextField {...box('ho-ten', person?.name)} label={vi.name} maxLength={120} />
        <Radios
          {...box('gioi-tinh', person?.sex)}
          label={vi.sex}
          inline
          options={[
            { value: 'male', label: vi.male },
            { value: 'female', label: vi.female },
          ]}
        />
        <TextField
          {...box('ngay-sinh', birth?.replace(/^tháng /, ''))}
          label={vi.birth}
          hint={vi.birthHint}
          width="medium"
        />
        <TextField
          {...box('so-dinh-danh', person?.identity_number)}
          label={vi.number}
          width="medium"
          inputMode="numeric"
          optional
        />
        <TextField
          {...box('so-cu', person?.old_identity_number)}
          label={vi.oldNumber}
          width="medium"
          inputMode="numeric"
          optional
        />
        <TextField
          {...box('dien-thoai', person?.phone ? nationalPhone(person.phone) : '')}
          label={vi.phone}
          width="medium"
          inputMode="tel"
          optional
        />
        <SelectField {...box('thon', village.value)} label={vi.village} options={village.options} />
        <TextField {...box('dia-chi', person?.address)} label={vi.address} maxLength={200} optional />
        <TextField {...box('noi-sinh', person?.birth_place)} label={vi.birthPlace} maxLength={200} optional />
        <TextField {...box('quan-he', person?.relation)} label={vi.relation} maxLength={50} optional />
        <SelectField
          {...box('dan-toc', person?.ethnic_code)}
          label={vi.ethnic}
          options={ethnicGroups.map((one) => ({ value: one.code, label: one.name }))}
        />
        <SelectField
          {...box('quoc-tich', person?.nationality ?? 'VN')}
          label={vi.nationality}
          options={nationalities.map((one) => ({ value: one.code, label: one.name }))}
        />
        <TextArea {...box('ghi-chu', person?.note)} label={vi.note} rows={2} maxLength={300} optional />
        <GroundFields
          id="sua"
          reason={form.get('ly-do-sua')}
          paper={form.get('giay-to-sua')}
          error={errorOf(errors, 'ly-do-sua')}
        />
        <Button>{vi.save}</Button>
      </Form>
    </OfficerPage>,
    errors.length > 0 ? 422 : 200,
  );
}

async function save(exchange: Exchange, person: Person | undefined): Promise<Answer> {
  const { form, ctx } = exchange;
  const text = (name: string): string | null => form.get(name) || null;
  const sex = (['male', 'female'] as const).find((one) => one === form.get('gioi-tinh'));
  try {
    if (!sex) throw new Refusal('invalid', 'registers.sex', vi.noSex, { field: 'sex' });
    const { id, warnings } = await savePerson(
      ctx,
      {
        ...(person ? { id: person.id, version: Number(form.get('ban')) || 0 } : {}),
        name: form.get('ho-ten'),
        sex,
        birth: form.get('ngay-sinh'),
        identity_number: text('so-dinh-danh'),
        old_identity_number: text('so-cu'),
        phone: text('dien-thoai'),
        village_id: Number(form.get('thon')) || null,
        address: form.get('dia-chi'),
        birth_place: text('noi-sinh'),
        relation: text('quan-he'),
        ethnic_code: text('dan-toc'),
        nationality: form.get('quoc-tich') || 'VN',
        note: text('ghi-chu'),
      },
      groundIn(form, 'sua'),
    );
    return redirect(personAt(id), [vi.saved, ...warnings].join(' '));
  } catch (error) {
    return show(exchange, person, [mistakeOf(error, 'sua')]);
  }
}

const known = async ({ ctx, params }: Exchange): Promise<Person> =>
  (await personPage(ctx, params.id ?? '', 'correct-register')).person;
const who = officer('people.keep');
const sample = { params: { id: nobody } };
const body = { 'ho-ten': 'Người thử 1', 'gioi-tinh': 'female', 'ngay-sinh': '1980' };

export const editRoutes: Route[] = [
  route({
    method: 'GET',
    url: `${home}/them`,
    who,
    sample: {},
    handler: (exchange) => show(exchange, undefined),
  }),
  route({
    method: 'POST',
    url: `${home}/them`,
    who,
    sample: { body },
    handler: (exchange) => save(exchange, undefined),
  }),
  route({
    method: 'GET',
    url: `${home}/nguoi/:id/sua`,
    who,
    sample,
    handler: async (exchange) => show(exchange, await known(exchange)),
  }),
  route({
    method: 'POST',
    url: `${home}/nguoi/:id/sua`,
    who,
    sample,
    handler: async (exchange) => save(exchange, await known(exchange)),
  }),
];
