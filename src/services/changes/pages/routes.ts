import { formatDate } from '#engines/calendar';
import { Refusal } from '#engines/database';
import { type Answer, type Exchange, officer, type Route, redirect, route } from '#engines/web';
import { approve, rebase, sendBack, submit, takeBack, withdraw } from '../actions.ts';
import { vi } from '../vi.ts';
import { dayFrom } from '../widgets.tsx';
import { showChange } from './change-page.tsx';
import { saveEdit, showEdit } from './edit-page.tsx';
import { home, showList } from './list-page.tsx';

const noId = '00000000-0000-0000-0000-000000000000';
const sample = { params: { id: noId } };
const see = officer('changes.see');

export const routes: readonly Route[] = [
  route({ method: 'GET', url: home, who: see, sample: { query: { tim: 'khai sinh' } }, handler: showList }),
  route({ method: 'GET', url: `${home}/:id`, who: see, sample, handler: (exchange) => showChange(exchange) }),
  route({ method: 'GET', url: `${home}/:id/sua`, who: see, sample, handler: showEdit }),
  route({
    method: 'POST',
    url: `${home}/:id/sua`,
    who: see,
    sample: { ...sample, body: { muc: 'ten', viec: 'save' } },
    handler: saveEdit,
  }),
  route({ method: 'POST', url: `${home}/:id/trinh`, who: see, sample, handler: submitted }),
  route({
    method: 'POST',
    url: `${home}/:id/quyet-dinh`,
    who: officer('changes.approve'),
    sample: { ...sample, body: { viec: 'duyet', ban: '1' } },
    handler: decided,
  }),
  act('goc', rebase, vi.notices.rebased),
  act('lay-lai', takeBack, vi.notices.takenBack),
  act('rut', withdraw, vi.notices.withdrawn),
];

function act(name: string, work: (ctx: Exchange['ctx'], id: string) => Promise<void>, notice: string): Route {
  return route({
    method: 'POST',
    url: `${home}/:id/${name}`,
    who: see,
    sample,
    async handler({ ctx, params }) {
      await work(ctx, params.id ?? '');
      return redirect(name === 'rut' ? home : `${home}/${params.id ?? ''}`, notice);
    },
  });
}

async function submitted(exchange: Exchange): Promise<Answer> {
  const { ctx, params, form } = exchange;
  const reason = form.get('can-cu');
  const boxes = {
    day: form.get('hieu-luc-day'),
    month: form.get('hieu-luc-month'),
    year: form.get('hieu-luc-year'),
  };
  try {
    await submit(ctx, params.id ?? '', { reason, effectiveFrom: dayFrom(form, 'hieu-luc') });
    return redirect(`${home}/${params.id ?? ''}`, vi.notices.submitted);
  } catch (error) {
    // Not every change has a day, and what is wrong elsewhere is said at the first box.
    const isDay = error instanceof Refusal && /day|past|early/.test(error.code);
    return again(exchange, error, isDay ? 'hieu-luc' : 'can-cu', { reason, day: boxes });
  }
}

async function decided(exchange: Exchange): Promise<Answer> {
  const { ctx, params, form } = exchange;
  const [id, version, words] = [params.id ?? '', Number(form.get('ban')), form.get('y-kien')];
  try {
    if (form.get('viec') !== 'duyet') {
      await sendBack(ctx, id, version, words);
      return redirect(home, vi.notices.returned);
    }
    const change = await approve(ctx, id, version, words);
    return redirect(`${home}/${id}`, vi.notices.approved(formatDate(change.effective_from ?? '')));
  } catch (error) {
    return again(exchange, error, 'y-kien', { words });
  }
}

/** What can be mended on the page comes back with what was typed. */
function again(
  exchange: Exchange,
  error: unknown,
  field: string,
  typed: { reason?: string; words?: string; day?: { day: string; month: string; year: string } },
): Promise<Answer> {
  if (!(error instanceof Refusal) || (error.kind !== 'invalid' && error.kind !== 'conflict')) throw error;
  return showChange(exchange, { ...typed, errors: [{ field, message: error.message }] });
}
