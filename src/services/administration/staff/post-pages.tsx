import { officersOf, postHistory, type Role, rolesOf } from '#engines/access';
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
import { assignOfficer, desk, makePost, removePost, uuidOr } from './actions.ts';
import { boxesFrom, dayIn } from './day.ts';
import { endingPath, endingRoutes } from './ending-pages.tsx';
import { inviteRoutes } from './invite-pages.tsx';
import { isAboutDay, mistakeOf } from './mistake.ts';
import { staffNames } from './names.ts';
import { vi } from './vi.ts';

const home = '/can-bo/quan-tri/vi-tri';

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
  const { fields } = await staffNames(ctx, self.unitId);
  const role = (await rolesOf(ctx.db)).find((one) => one.role === form.get('quyen'))?.role;
  if (!role || role === 'province-overseer')
    return createForm(exchange, [{ field: 'quyen', message: vi.post.roleMissing }]);
  const [from, to] = [dayIn(form, 'tu') ?? '', dayIn(form, 'den')];
  if (to === undefined || (to !== '' && to <= from))
    return createForm(exchange, [{ field: 'den', message: vi.post.toWrong }]);
  try {
    const id = await makePost(ctx, {
      title: form.get('ten'),
      officeId: bodies.find((body) => String(body.id) === form.get('co-quan'))?.id ?? null,
      role: role as Role,
      fields: form.all('linh-vuc').filter((code) => fields.has(code)),
      from,
      to: to === '' ? null : to,
    });
    return redirect(`${home}/${id}`, vi.post.made);
  } catch (error) {
    return createForm(exchange, [mistakeOf(error, isAboutDay(error) ? 'tu' : 'ten')]);
  }
}

async function showPost(exchange: Exchange, errors: readonly FieldMistake[] = []): Promise<Answer> {
  const { ctx, params, form } = exchange;
  const { self, units } = await desk(ctx);
  const id = params.id ?? '';
  const history = await postHistory(ctx.db, uuidOr(id), units);
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
    return showPost(exchange, [mistakeOf(error, isAboutDay(error) ? 'tu' : 'can-bo')]);
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
  ...inviteRoutes,
  ...endingRoutes,
];
