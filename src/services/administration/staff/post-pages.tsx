import { officersOf, postHistory, type Role, rolesOf, staffOn } from '#engines/access';
import { formatDate, localDate } from '#engines/calendar';
import { Refusal } from '#engines/database';
import {
  Button,
  Checkboxes,
  DateBoxes,
  Details,
  EmptyState,
  ErrorSummary,
  errorOf,
  type FieldMistake,
  Form,
  LinkButton,
  OfficerPage,
  Radios,
  SelectField,
  SummaryList,
  Table,
  TextField,
} from '#engines/ui';
import { bodiesOf } from '#engines/units';
import { type Answer, type Exchange, officer, page, type Route, redirect, route } from '#engines/web';
import { vi as firstWords } from '../setup/vi.ts';
import {
  appointmentIn,
  assignOfficer,
  desk,
  endOrMove,
  inviteOfficer,
  makePost,
  removePost,
} from './actions.ts';
import { boxesFrom, dayIn } from './day.ts';
import { LinkSheet } from './link-sheet.tsx';
import { staffNames } from './names.ts';
import { vi } from './vi.ts';

const home = '/can-bo/quan-tri/vi-tri';
const endingPath = '/can-bo/quan-tri/phan-cong';

/** The sentence of a refusal above the form it belongs to; what is missing or forbidden is a page of its own. */
function mistakeOf(error: unknown, field: string): FieldMistake {
  if (!(error instanceof Refusal) || error.kind === 'missing' || error.kind === 'denied') throw error;
  return { field, message: error.message };
}

async function createForm(exchange: Exchange, errors: readonly FieldMistake[] = []): Promise<Answer> {
  const { ctx, form } = exchange;
  const { self } = await desk(ctx);
  const today = localDate(ctx.now());
  const bodies = await bodiesOf(ctx.db, self.unitId, today);
  const { fields } = await staffNames(ctx, self.unitId);
  const roles = (await rolesOf(ctx.db)).filter((one) => one.role !== 'province-overseer');
  return page(
    <OfficerPage
      exchange={exchange}
      title={vi.post.create}
      back={{ href: home }}
      hasErrors={errors.length > 0}
    >
      <ErrorSummary errors={errors} />
      <p>{vi.post.lead}</p>
      <Form action={`${home}/moi`}>
        <TextField
          name="ten"
          label={vi.post.title}
          hint={vi.post.titleHint}
          value={form.get('ten')}
          maxLength={120}
          error={errorOf(errors, 'ten')}
        />
        <SelectField
          name="co-quan"
          label={vi.post.office}
          value={form.get('co-quan')}
          options={bodies.map((body) => ({ value: String(body.id), label: body.short_name }))}
        />
        <Radios
          name="quyen"
          label={vi.post.role}
          value={form.get('quyen')}
          options={roles.map((one) => ({ value: one.role, label: one.title }))}
          error={errorOf(errors, 'quyen')}
        />
        <Checkboxes
          name="linh-vuc"
          label={vi.post.fields}
          hint={vi.post.fieldsHint}
          values={form.all('linh-vuc')}
          options={[...fields].map(([value, label]) => ({ value, label }))}
        />
        <DateBoxes
          name="tu"
          label={vi.post.from}
          {...boxesFrom(form, 'tu', today)}
          error={errorOf(errors, 'tu')}
        />
        <DateBoxes
          name="den"
          label={vi.post.to}
          day={form.get('den-day')}
          month={form.get('den-month')}
          year={form.get('den-year')}
          error={errorOf(errors, 'den')}
        />
        <Button>{vi.post.submit}</Button>
      </Form>
    </OfficerPage>,
    errors.length > 0 ? 422 : 200,
  );
}

async function postCreate(exchange: Exchange): Promise<Answer> {
  const { ctx, form } = exchange;
  const { self } = await desk(ctx);
  const bodies = await bodiesOf(ctx.db, self.unitId, localDate(ctx.now()));
  const role = (await rolesOf(ctx.db)).find((one) => one.role === form.get('quyen'))?.role;
  if (!role || role === 'province-overseer')
    return createForm(exchange, [{ field: 'quyen', message: vi.post.roleMissing }]);
  try {
    const id = await makePost(ctx, {
      title: form.get('ten'),
      officeId: bodies.find((body) => String(body.id) === form.get('co-quan'))?.id ?? null,
      role: role as Role,
      fields: form.all('linh-vuc').filter((code) => code !== ''),
      from: dayIn(form, 'tu') ?? '',
      to: dayIn(form, 'den') === '' ? null : (dayIn(form, 'den') ?? 'sai'),
    });
    return redirect(`${home}/${id}`, vi.post.made);
  } catch (error) {
    const isDay = error instanceof Refusal && /day|past/.test(error.code);
    return createForm(exchange, [mistakeOf(error, isDay ? 'tu' : 'ten')]);
  }
}

async function showPost(exchange: Exchange, errors: readonly FieldMistake[] = []): Promise<Answer> {
  const { ctx, params, form } = exchange;
  const { self, units } = await desk(ctx);
  const id = params.id ?? '';
  const history = /^[0-9a-f-]{36}$/.test(id) ? await postHistory(ctx.db, id, units) : [];
  const [post] = history;
  if (!post) throw new Refusal('missing', 'administration.no-post', vi.post.missing);
  const today = localDate(ctx.now());
  const { offices, fields } = await staffNames(ctx, self.unitId);
  const held = history.filter((row) => row.appointment_id !== null);
  const isOpen = post.post_to === null || post.post_to > today;
  const officers = (await officersOf(ctx.db, units)).filter((one) => one.account_id !== self.accountId);
  return page(
    <OfficerPage exchange={exchange} title={post.title} back={{ href: home }} hasErrors={errors.length > 0}>
      <ErrorSummary errors={errors} />
      <SummaryList
        rows={[
          {
            label: vi.list.office,
            value: (post.office_id !== null && offices.get(post.office_id)) || vi.list.open,
          },
          { label: vi.list.role, value: post.role_title },
          {
            label: vi.list.fields,
            value: post.fields?.map((code) => fields.get(code) ?? code).join(', ') ?? vi.list.allFields,
          },
          { label: vi.post.validFrom, value: formatDate(post.post_from) },
          {
            label: vi.post.validTo,
            value: post.post_to === null ? vi.post.stillThere : formatDate(post.post_to),
          },
        ]}
      />
      <Table
        caption={vi.post.historyCaption}
        rows={held}
        rowKey={(row) => row.appointment_id ?? ''}
        empty={<EmptyState title={vi.post.nobody} icon="users" />}
        columns={[
          { key: 'holder', title: vi.list.holder, cell: (row) => row.holder },
          {
            key: 'since',
            title: vi.list.since,
            cell: (row) => (row.held_from ? formatDate(row.held_from) : ''),
          },
          {
            key: 'until',
            title: vi.list.until,
            cell: (row) => (row.held_to ? formatDate(row.held_to) : vi.list.open),
          },
          {
            key: 'change',
            title: vi.post.change,
            cell: (row) =>
              (row.held_to === null || row.held_to > today) &&
              row.account_id !== self.accountId && (
                <a href={`${endingPath}/${row.appointment_id}`}>{vi.post.change}</a>
              ),
          },
        ]}
      />
      {isOpen && (
        <>
          <p>
            <LinkButton href={`${home}/${id}/moi-nguoi`} icon="user-plus">
              {vi.post.inviteNew}
            </LinkButton>
          </p>
          {officers.length > 0 && (
            <Details summary={vi.post.assign} open={form.has('can-bo')}>
              <Form action={`${home}/${id}/phan-cong`}>
                <SelectField
                  name="can-bo"
                  label={vi.post.assignWho}
                  value={form.get('can-bo')}
                  options={officers.map((one) => ({ value: one.account_id, label: one.name }))}
                  error={errorOf(errors, 'can-bo')}
                />
                <DateBoxes
                  name="tu"
                  label={vi.invite.from}
                  {...boxesFrom(form, 'tu', today)}
                  error={errorOf(errors, 'tu')}
                />
                <Button>{vi.post.assignSubmit}</Button>
              </Form>
            </Details>
          )}
          <Details summary={vi.post.abolish} open={form.has('bai-bo-day')}>
            <p>{vi.post.abolishLead}</p>
            <Form action={`${home}/${id}/bai-bo`}>
              <DateBoxes
                name="bai-bo"
                label={vi.post.abolishOn}
                {...boxesFrom(form, 'bai-bo', today)}
                error={errorOf(errors, 'bai-bo')}
              />
              <Button look="danger">{vi.post.abolishSubmit}</Button>
            </Form>
          </Details>
        </>
      )}
    </OfficerPage>,
    errors.length > 0 ? 422 : 200,
  );
}

async function postAssign(exchange: Exchange): Promise<Answer> {
  const { ctx, params, form } = exchange;
  const postId = params.id ?? '';
  if (form.get('can-bo') === '')
    return showPost(exchange, [{ field: 'can-bo', message: vi.post.assignMissing }]);
  try {
    await assignOfficer(ctx, { postId, accountId: form.get('can-bo'), from: dayIn(form, 'tu') ?? '' });
  } catch (error) {
    return showPost(exchange, [mistakeOf(error, 'can-bo')]);
  }
  return redirect(`${home}/${postId}`, vi.post.assigned);
}

async function postAbolish(exchange: Exchange): Promise<Answer> {
  const { ctx, params, form } = exchange;
  try {
    await removePost(ctx, params.id ?? '', dayIn(form, 'bai-bo') ?? '');
  } catch (error) {
    return showPost(exchange, [mistakeOf(error, 'bai-bo')]);
  }
  return redirect(`${home}/${params.id}`, vi.post.abolished);
}

async function inviteForm(exchange: Exchange, errors: readonly FieldMistake[] = []): Promise<Answer> {
  const { ctx, params, form } = exchange;
  const { units } = await desk(ctx);
  const id = params.id ?? '';
  const [post] = /^[0-9a-f-]{36}$/.test(id) ? await postHistory(ctx.db, id, units) : [];
  if (!post) throw new Refusal('missing', 'administration.no-post', vi.post.missing);
  const first = firstWords.first;
  const box = (
    name: string,
    label: string,
    more: { hint?: string; optional?: boolean; width?: 'short' | 'medium' },
  ) => (
    <TextField
      name={name}
      label={label}
      value={form.get(name)}
      maxLength={80}
      error={errorOf(errors, name)}
      {...more}
    />
  );
  return page(
    <OfficerPage
      exchange={exchange}
      title={vi.invite.title}
      back={{ href: `${home}/${id}` }}
      hasErrors={errors.length > 0}
    >
      <ErrorSummary errors={errors} />
      <p>{vi.invite.lead(post.title)}</p>
      <Form action={`${home}/${id}/moi-nguoi`}>
        {box('ho-ten', first.name, {})}
        <Radios
          name="gioi-tinh"
          label={first.sex}
          inline
          value={form.get('gioi-tinh')}
          options={[
            { value: 'female', label: first.female },
            { value: 'male', label: first.male },
          ]}
          error={errorOf(errors, 'gioi-tinh')}
        />
        {box('nam-sinh', first.birthYear, { width: 'short' })}
        {box('so-dinh-danh', first.identity, { hint: first.identityHint, optional: true, width: 'medium' })}
        {box('dien-thoai', first.phone, { hint: first.phoneHint, width: 'medium' })}
        <DateBoxes
          name="tu"
          label={vi.invite.from}
          {...boxesFrom(form, 'tu', localDate(ctx.now()))}
          error={errorOf(errors, 'tu')}
        />
        <Button>{vi.invite.submit}</Button>
      </Form>
    </OfficerPage>,
    errors.length > 0 ? 422 : 200,
  );
}

async function postInvite(exchange: Exchange): Promise<Answer> {
  const { ctx, params, form, origin } = exchange;
  const { first } = firstWords;
  const errors: FieldMistake[] = [];
  const sex = form.get('gioi-tinh');
  if (form.get('ho-ten') === '') errors.push({ field: 'ho-ten', message: first.missingName });
  if (sex !== 'female' && sex !== 'male') errors.push({ field: 'gioi-tinh', message: first.missingSex });
  if (!/^(19|20)\d\d$/.test(form.get('nam-sinh'))) errors.push({ field: 'nam-sinh', message: first.badYear });
  if (errors.length > 0) return inviteForm(exchange, errors);
  try {
    const { link, userName } = await inviteOfficer(
      ctx,
      {
        postId: params.id ?? '',
        name: form.get('ho-ten'),
        sex: sex === 'male' ? 'male' : 'female',
        birthYear: form.get('nam-sinh'),
        identity: form.get('so-dinh-danh').replace(/\s/g, ''),
        phone: form.get('dien-thoai'),
        from: dayIn(form, 'tu') ?? '',
      },
      origin,
    );
    return page(
      <LinkSheet
        exchange={exchange}
        link={link}
        name={form.get('ho-ten')}
        userName={userName}
        back={`${home}/${params.id}`}
      />,
    );
  } catch (error) {
    const code = error instanceof Refusal ? error.code : '';
    const field = code.includes('phone') ? 'dien-thoai' : /day|past|appointed/.test(code) ? 'tu' : 'ho-ten';
    return inviteForm(exchange, [mistakeOf(error, code.includes('identity') ? 'so-dinh-danh' : field)]);
  }
}

async function endForm(exchange: Exchange, errors: readonly FieldMistake[] = []): Promise<Answer> {
  const { ctx, params, form } = exchange;
  const held = await appointmentIn(ctx, params.id ?? '');
  const { units } = await desk(ctx);
  const today = localDate(ctx.now());
  const posts = new Map(
    (await staffOn(ctx.db, units, today))
      .filter((row) => row.post_id !== held.post_id)
      .map((row) => [row.post_id, row.title]),
  );
  return page(
    <OfficerPage
      exchange={exchange}
      title={vi.ending.title}
      back={{ href: `${home}/${held.post_id}` }}
      hasErrors={errors.length > 0}
    >
      <ErrorSummary errors={errors} />
      <p class="lead">{vi.ending.lead(held.holder ?? '', held.title)}</p>
      <Form action={`${endingPath}/${params.id}`}>
        <DateBoxes
          name="thoi"
          label={vi.ending.on}
          hint={vi.ending.onHint}
          {...boxesFrom(form, 'thoi', today)}
          error={errorOf(errors, 'thoi')}
        />
        <SelectField
          name="sang"
          label={vi.ending.move}
          hint={vi.ending.moveHint}
          empty={vi.ending.stay}
          value={form.get('sang')}
          options={[...posts].map(([value, label]) => ({ value, label }))}
        />
        <Button look="danger">{vi.ending.submit}</Button>
      </Form>
    </OfficerPage>,
    errors.length > 0 ? 422 : 200,
  );
}

async function postEnd(exchange: Exchange): Promise<Answer> {
  const { ctx, params, form } = exchange;
  const toPostId = form.get('sang');
  try {
    await endOrMove(ctx, { appointmentId: params.id ?? '', on: dayIn(form, 'thoi') ?? '', toPostId });
  } catch (error) {
    return endForm(exchange, [mistakeOf(error, 'thoi')]);
  }
  return redirect(home, toPostId === '' ? vi.ending.ended : vi.ending.moved);
}

const who = officer('admin.accounts');
const nobody = { params: { id: '00000000-0000-0000-0000-000000000000' } };

export const postRoutes: readonly Route[] = [
  route({ method: 'GET', url: `${home}/moi`, who, sample: {}, handler: (exchange) => createForm(exchange) }),
  route({ method: 'POST', url: `${home}/moi`, who, sample: { body: { ten: '' } }, handler: postCreate }),
  route({
    method: 'GET',
    url: `${home}/:id`,
    who,
    sample: nobody,
    handler: (exchange) => showPost(exchange),
  }),
  route({ method: 'POST', url: `${home}/:id/phan-cong`, who, sample: nobody, handler: postAssign }),
  route({ method: 'POST', url: `${home}/:id/bai-bo`, who, sample: nobody, handler: postAbolish }),
  route({
    method: 'GET',
    url: `${home}/:id/moi-nguoi`,
    who,
    sample: nobody,
    handler: (exchange) => inviteForm(exchange),
  }),
  route({ method: 'POST', url: `${home}/:id/moi-nguoi`, who, sample: nobody, handler: postInvite }),
  route({
    method: 'GET',
    url: `${endingPath}/:id`,
    who,
    sample: nobody,
    handler: (exchange) => endForm(exchange),
  }),
  route({ method: 'POST', url: `${endingPath}/:id`, who, sample: nobody, handler: postEnd }),
];
