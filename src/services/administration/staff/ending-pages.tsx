import { staffOn } from '#engines/access';
import { formatDate, localDate } from '#engines/calendar';
import {
  Button,
  DateBoxes,
  ErrorSummary,
  errorOf,
  type FieldMistake,
  Form,
  OfficerPage,
  SelectField,
} from '#engines/ui';
import { type Answer, type Exchange, officer, page, type Route, redirect, route } from '#engines/web';
import { appointmentIn, desk, endOrMove } from './actions.ts';
import { boxesFrom, dayIn } from './day.ts';
import { isAboutDay, mistakeOf } from './mistake.ts';
import { vi } from './vi.ts';

const home = '/can-bo/quan-tri/vi-tri';
export const endingPath = '/can-bo/quan-tri/phan-cong';

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
      <p class="lead">
        {held.held_from !== null && held.held_from > today
          ? vi.ending.leadComing(held.holder ?? '', held.title, formatDate(held.held_from))
          : vi.ending.lead(held.holder ?? '', held.title)}
      </p>
      <p>{vi.ending.dossiers}</p>
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
          error={errorOf(errors, 'sang')}
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
    return endForm(exchange, [mistakeOf(error, isAboutDay(error) ? 'thoi' : 'sang')]);
  }
  return redirect(home, toPostId === '' ? vi.ending.ended : vi.ending.moved);
}

const who = officer('admin.accounts');
const nobody = { params: { id: '00000000-0000-0000-0000-000000000000' } };

export const endingRoutes: readonly Route[] = [
  route({
    method: 'GET',
    url: `${endingPath}/:id`,
    who,
    sample: nobody,
    handler: (exchange) => endForm(exchange),
  }),
  route({ method: 'POST', url: `${endingPath}/:id`, who, sample: nobody, handler: postEnd }),
];
