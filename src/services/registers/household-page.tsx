import { maskIdentity, showPartialDate } from '#engines/people';
import {
  Button,
  Details,
  ErrorSummary,
  errorOf,
  type FieldMistake,
  Form,
  Inset,
  OfficerPage,
  SelectField,
  SummaryList,
  Table,
  TextField,
} from '#engines/ui';
import { type Answer, type Exchange, officer, page, type Route, redirect, route } from '#engines/web';
import { mergeHouseholds, setHouseholdHead } from './keeping.ts';
import { householdPage } from './looking.ts';
import { GroundFields, groundIn, History, home, householdAt, mistakeOf, nobody, personAt } from './parts.tsx';
import { mayKeep } from './scope.ts';
import { vi } from './vi.ts';
import { villageName, villagesHere } from './villages.ts';

async function show(exchange: Exchange, mistake?: FieldMistake): Promise<Answer> {
  const { ctx, params, form } = exchange;
  const errors = mistake ? [mistake] : [];
  const box = (name: string) => ({ name, value: form.get(name), error: errorOf(errors, name) });
  const open = (action: string) => mistake !== undefined && exchange.path.endsWith(action);
  const ground = (id: string) => (
    <GroundFields
      id={id}
      reason={form.get(`ly-do-${id}`)}
      paper={form.get(`giay-to-${id}`)}
      error={errorOf(errors, `ly-do-${id}`)}
    />
  );
  const { household, members, poverty, changes } = await householdPage(ctx, params.id ?? '');
  const villages = await villagesHere(ctx);
  const head = members.find((one) => one.id === household.head_person_id);
  return page(
    <OfficerPage
      exchange={exchange}
      title={vi.householdOf(household.code)}
      back={{ href: home, label: vi.title }}
      hasErrors={mistake !== undefined}
    >
      <ErrorSummary errors={errors} />
      {head?.died_on && <Inset tone="warning">{vi.headDied}</Inset>}
      <SummaryList
        rows={[
          { label: vi.head, value: head?.name ?? vi.noHead },
          { label: vi.village, value: villageName(villages, household.village_id) },
          { label: vi.address, value: household.address },
          ...(poverty ? [{ label: vi.household, value: vi.poverty[poverty.status] }] : []),
        ]}
      />
      <Table
        caption={vi.members(members.length)}
        rows={members}
        rowKey={(person) => person.id}
        href={(person) => personAt(person.id)}
        columns={[
          { key: 'name', title: vi.name, cell: (person) => person.name },
          {
            key: 'relation',
            title: vi.relation,
            cell: (person) => (person.id === household.head_person_id ? vi.head : (person.relation ?? '–')),
          },
          { key: 'birth', title: vi.birth, cell: (person) => showPartialDate(person.birth) },
          { key: 'sex', title: vi.sex, cell: (person) => (person.sex === 'male' ? vi.male : vi.female) },
          { key: 'number', title: vi.number, cell: (person) => maskIdentity(person.identity_number) || '–' },
        ]}
      />
      <p class="hint no-print">{vi.print}</p>
      {mayKeep(ctx) && (
        <section class="stack no-print">
          <Details summary={vi.makeHead} open={open('chu-ho')}>
            <Form action={`${householdAt(household.id)}/chu-ho`}>
              <SelectField
                {...box('nguoi')}
                label={vi.head}
                options={members
                  .filter((one) => one.died_on === null)
                  .map((one) => ({ value: one.id, label: one.name }))}
              />
              {ground('chu-ho')}
              <Button look="secondary">{vi.makeHead}</Button>
            </Form>
          </Details>
          <Details summary={vi.joinInto} open={open('nhap')}>
            <Form action={`${householdAt(household.id)}/nhap`} once>
              <TextField {...box('so-ho')} label={vi.code} width="medium" />
              {ground('nhap')}
              <Button look="secondary">{vi.joinInto}</Button>
            </Form>
          </Details>
        </section>
      )}
      <History changes={changes} villages={villages} />
    </OfficerPage>,
    mistake === undefined ? 200 : 422,
  );
}

const act =
  (action: string, work: (exchange: Exchange, id: string) => Promise<string>) =>
  async (exchange: Exchange): Promise<Answer> => {
    try {
      return redirect(householdAt(await work(exchange, exchange.params.id ?? '')), vi.saved);
    } catch (error) {
      return show(exchange, mistakeOf(error, action));
    }
  };

const sample = { params: { id: nobody } };

export const householdRoutes: Route[] = [
  route({
    method: 'GET',
    url: `${home}/ho/:id`,
    who: officer('people.see'),
    sample,
    handler: (exchange) => show(exchange),
  }),
  route({
    method: 'POST',
    url: `${home}/ho/:id/chu-ho`,
    who: officer('people.keep'),
    sample,
    handler: act('chu-ho', async ({ ctx, form }, householdId) => {
      await setHouseholdHead(ctx, {
        householdId,
        personId: form.get('nguoi'),
        reason: form.get('ly-do-chu-ho'),
      });
      return householdId;
    }),
  }),
  route({
    method: 'POST',
    url: `${home}/ho/:id/nhap`,
    who: officer('people.keep'),
    sample,
    handler: act('nhap', ({ ctx, form }, from) =>
      mergeHouseholds(ctx, {
        from,
        code: form.get('so-ho'),
        ...groundIn(form, 'nhap'),
      }),
    ),
  }),
];
