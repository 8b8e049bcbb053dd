import { postHistory } from '#engines/access';
import { localDate } from '#engines/calendar';
import { Refusal } from '#engines/database';
import {
  Button,
  DateBoxes,
  ErrorSummary,
  errorOf,
  type FieldMistake,
  Form,
  OfficerPage,
  Radios,
  TextField,
} from '#engines/ui';
import { type Answer, type Exchange, officer, page, type Route, route } from '#engines/web';
import { vi as firstWords } from '../setup/vi.ts';
import { desk, inviteOfficer, uuidOr } from './actions.ts';
import { boxesFrom, dayIn } from './day.ts';
import { LinkSheet } from './link-sheet.tsx';
import { mistakeOf } from './mistake.ts';
import { vi } from './vi.ts';

const home = '/can-bo/quan-tri/vi-tri';

async function inviteForm(exchange: Exchange, errors: readonly FieldMistake[] = []): Promise<Answer> {
  const { ctx, params, form } = exchange;
  const { units } = await desk(ctx);
  const id = params.id ?? '';
  const [post] = await postHistory(ctx.db, uuidOr(id), units);
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

const who = officer('admin.accounts');
const nobody = { params: { id: '00000000-0000-0000-0000-000000000000' } };

export const inviteRoutes: readonly Route[] = [
  route({
    method: 'GET',
    url: `${home}/:id/moi-nguoi`,
    who,
    sample: nobody,
    handler: (exchange) => inviteForm(exchange),
  }),
  route({ method: 'POST', url: `${home}/:id/moi-nguoi`, who, sample: nobody, handler: postInvite }),
];
