import { formatDate } from '#engines/calendar';
import { ethnicGroups, maskIdentity, nationalities, showPartialDate, showPhone } from '#engines/people';
import {
  Button,
  Checkboxes,
  Details,
  ErrorSummary,
  errorOf,
  type FieldMistake,
  Form,
  Inset,
  LinkButton,
  OfficerPage,
  SelectField,
  SummaryList,
  Table,
  TextField,
} from '#engines/ui';
import { type Answer, type Exchange, officer, page, type Route, redirect, route } from '#engines/web';
import { moveHousehold, saveDeath, saveKin } from './keeping.ts';
import { personPage } from './looking.ts';
import { part } from './merging.ts';
import { Merges } from './parting.tsx';
import { GroundFields, groundIn, History, home, householdAt, mistakeOf, nobody, personAt } from './parts.tsx';
import { mayKeep } from './scope.ts';
import { vi } from './vi.ts';
import { villageChoice, villageName, villagesHere } from './villages.ts';

async function show(
  exchange: Exchange,
  options: { errors?: readonly FieldMistake[]; whole?: boolean } = {},
): Promise<Answer> {
  const { ctx, params } = exchange;
  const { errors = [], whole = false } = options;
  const it = await personPage(ctx, params.id ?? '', whole ? 'see-full-number' : 'look-up-person');
  const { person } = it;
  const villages = await villagesHere(ctx);
  const number = (value: string | null) => (whole ? (value ?? '') : maskIdentity(value));
  const maySeeDossiers = ctx.actor.kind === 'officer' && ctx.actor.permissions.has('dossier.see');
  const rows = [
    { label: vi.sex, value: person.sex === 'male' ? vi.male : vi.female },
    { label: vi.birth, value: showPartialDate(person.birth) },
    { label: vi.birthPlace, value: person.birth_place ?? '' },
    { label: vi.number, value: number(person.identity_number) },
    { label: vi.oldNumber, value: number(person.old_identity_number) },
    { label: vi.ethnic, value: ethnicGroups.find((one) => one.code === person.ethnic_code)?.name ?? '' },
    {
      label: vi.nationality,
      value: nationalities.find((one) => one.code === person.nationality)?.name ?? person.nationality,
    },
    { label: vi.phone, value: person.phone ? showPhone(person.phone) : '' },
    { label: vi.village, value: villageName(villages, person.village_id) },
    { label: vi.address, value: person.address || it.household?.address || '' },
    {
      label: vi.household,
      value: it.household ? (
        <a href={householdAt(it.household.id)}>
          {vi.householdOf(it.household.code)}
          {person.relation && ` · ${person.relation}`}
        </a>
      ) : (
        ''
      ),
    },
    { label: vi.unit, value: it.unit?.full_name ?? '' },
    { label: vi.note, value: person.note ?? '' },
    {
      label: vi.account,
      value: it.account ? `${vi.hasAccount}, ${vi.level[it.proof?.level ?? 'unproven']}` : vi.noAccount,
    },
    ...(maySeeDossiers
      ? [
          {
            label: vi.dossiers,
            value: <a href={`/can-bo?q=${encodeURIComponent(person.name)}`}>{vi.seeDossiers}</a>,
          },
        ]
      : []),
  ];
  return page(
    <OfficerPage
      exchange={exchange}
      title={person.name}
      back={{ href: home, label: vi.title }}
      hasErrors={errors.length > 0}
    >
      <ErrorSummary errors={errors} />
      {person.died_on && <Inset tone="warning">{vi.diedOn(formatDate(person.died_on))}</Inset>}
      {whole && <Inset>{vi.shown}</Inset>}
      <SummaryList rows={rows} />
      <div class="buttons">
        {mayKeep(ctx) && <LinkButton href={`${personAt(person.id)}/sua`}>{vi.correct}</LinkButton>}
        {!whole && person.identity_number && (
          <Form action={`${personAt(person.id)}/xem-du`}>
            <Button look="secondary" icon="eye">
              {vi.showNumber}
            </Button>
          </Form>
        )}
      </div>
      <Table
        caption={vi.kin}
        rows={it.kin}
        rowKey={(row) => `${row.kind}${row.person.id}`}
        href={(row) => personAt(row.person.id)}
        empty=""
        columns={[
          { key: 'name', title: vi.name, cell: (row) => row.person.name },
          { key: 'kind', title: vi.kind, cell: (row) => vi.kinKinds[row.kind] },
          { key: 'birth', title: vi.birth, cell: (row) => showPartialDate(row.person.birth) },
        ]}
      />
      {mayKeep(ctx) && <Acts exchange={exchange} it={it} errors={errors} villages={villages} />}
      <Merges exchange={exchange} it={it} errors={errors} />
      <History changes={it.changes} villages={villages} />
    </OfficerPage>,
    errors.length > 0 ? 422 : 200,
  );
}

interface ActsProps {
  readonly exchange: Exchange;
  readonly it: Awaited<ReturnType<typeof personPage>>;
  readonly errors: readonly FieldMistake[];
  readonly villages: Awaited<ReturnType<typeof villagesHere>>;
}

/** What is done less often stands folded, each with its reason and paper. */
function Acts({ exchange, it, errors, villages }: ActsProps) {
  const { person } = it;
  const { form } = exchange;
  const open = (action: string) => exchange.path.endsWith(action) && errors.length > 0;
  const error = (name: string, action: string) => (open(action) ? errorOf(errors, name) : undefined);
  const ground = (id: string) => (
    <GroundFields
      id={id}
      reason={open(id) ? form.get(`ly-do-${id}`) : ''}
      paper={open(id) ? form.get(`giay-to-${id}`) : ''}
      error={error(`ly-do-${id}`, id)}
    />
  );
  return (
    <section class="stack no-print">
      <Details summary={vi.move} open={open('chuyen')}>
        <Form action={`${personAt(person.id)}/chuyen`} once>
          <TextField
            name="so-ho"
            label={vi.code}
            hint={vi.moveHint}
            value={form.get('so-ho')}
            error={error('so-ho', 'chuyen')}
            width="medium"
            optional
          />
          <SelectField name="thon" label={vi.village} {...villageChoice(villages, person.village_id)} />
          <TextField
            name="quan-he"
            label={vi.relation}
            value={form.get('quan-he')}
            error={error('quan-he', 'chuyen')}
            maxLength={50}
            optional
          />
          {ground('chuyen')}
          <Button look="secondary">{vi.move}</Button>
        </Form>
      </Details>
      <Details summary={vi.addKin} open={open('than-nhan')}>
        <Form action={`${personAt(person.id)}/than-nhan`} once>
          <SelectField
            name="la"
            label={vi.kind}
            value={form.get('la')}
            error={error('la', 'than-nhan')}
            options={(['father', 'mother', 'spouse', 'guardian'] as const).map((value) => ({
              value,
              label: vi.kinKinds[value],
            }))}
          />
          <TextField
            name="nguoi-than"
            label={vi.relative}
            value={form.get('nguoi-than')}
            error={error('nguoi-than', 'than-nhan')}
            width="medium"
            inputMode="numeric"
          />
          <Checkboxes name="het" label={vi.kin} options={[{ value: '1', label: vi.endKin }]} />
          {ground('than-nhan')}
          <Button look="secondary">{vi.save}</Button>
        </Form>
      </Details>
      <Details summary={person.died_on ? vi.undoDeath : vi.death} open={open('mat')}>
        <Form action={`${personAt(person.id)}/mat`} once>
          <input type="hidden" name="ban" value={String(person.version)} />
          <input type="hidden" name="bo" value={person.died_on ? '1' : ''} />
          {!person.died_on && (
            <TextField
              name="ngay-mat"
              label={vi.died}
              value={form.get('ngay-mat')}
              error={error('ngay-mat', 'mat')}
              width="medium"
            />
          )}
          {ground('mat')}
          <Button look="danger">{person.died_on ? vi.undoDeath : vi.death}</Button>
        </Form>
      </Details>
    </section>
  );
}

/** Does it and comes back to the person; a mistake comes back beside its box. */
const act =
  (action: string, work: (exchange: Exchange, id: string) => Promise<unknown>) =>
  async (exchange: Exchange): Promise<Answer> => {
    const id = exchange.params.id ?? '';
    try {
      await work(exchange, id);
    } catch (error) {
      return show(exchange, { errors: [mistakeOf(error, action)] });
    }
    return redirect(personAt(id), vi.saved);
  };

async function partThem(exchange: Exchange): Promise<Answer> {
  const { ctx, params, form } = exchange;
  const id = params.id ?? '';
  try {
    return redirect(personAt(await part(ctx, id, form.get(`ly-do-${id}`))), vi.parted);
  } catch (error) {
    return show({ ...exchange, params: { id: form.get('nguoi') } }, { errors: [mistakeOf(error, id)] });
  }
}

const who = officer('people.keep');
const sample = { params: { id: nobody } };
const post = (action: string, work: Parameters<typeof act>[1]): Route =>
  route({ method: 'POST', url: `${home}/nguoi/:id/${action}`, who, sample, handler: act(action, work) });

export const personRoutes: Route[] = [
  route({
    method: 'GET',
    url: `${home}/nguoi/:id`,
    who: officer('people.see'),
    sample,
    handler: (exchange) => show(exchange),
  }),
  route({
    method: 'POST',
    url: `${home}/nguoi/:id/xem-du`,
    who: officer('people.see'),
    sample,
    handler: (exchange) => show(exchange, { whole: true }),
  }),
  post('chuyen', (exchange, personId) =>
    moveHousehold(exchange.ctx, {
      ...groundIn(exchange.form, 'chuyen'),
      personId,
      code: exchange.form.get('so-ho'),
      villageId: Number(exchange.form.get('thon')) || null,
      relation: exchange.form.get('quan-he'),
    }),
  ),
  post('than-nhan', (exchange, personId) =>
    saveKin(exchange.ctx, {
      ...groundIn(exchange.form, 'than-nhan'),
      personId,
      relative: exchange.form.get('nguoi-than'),
      kind: exchange.form.get('la'),
      end: exchange.form.get('het') === '1',
    }),
  ),
  post('mat', (exchange, personId) =>
    saveDeath(exchange.ctx, {
      ...groundIn(exchange.form, 'mat'),
      personId,
      version: Number(exchange.form.get('ban')) || 0,
      diedOn: exchange.form.get('bo') === '1' ? null : exchange.form.get('ngay-mat'),
    }),
  ),
  route({
    method: 'POST',
    url: `${home}/gop/:id/tach`,
    who,
    sample,
    handler: partThem,
  }),
];
