import { requireAccount } from '#engines/access';
import { formatDateTime } from '#engines/calendar';
import { tx } from '#engines/database';
import { inboxCounts, inboxOf, markRead } from '#engines/messages';
import { Button, CitizenPage, EmptyState, Form, Pagination, Tag } from '#engines/ui';
import {
  type Answer,
  type Exchange,
  localPath,
  page,
  type Route,
  redirect,
  route,
  signedIn,
} from '#engines/web';
import { vi } from './vi.ts';

const perPage = 20;

async function show(exchange: Exchange): Promise<Answer> {
  const { ctx, query } = exchange;
  const self = requireAccount(ctx);
  const at = Math.max(1, Math.trunc(Number(query.trang)) || 1);
  const counts = await inboxCounts(ctx.db, self.personId);
  const notices = await inboxOf(ctx.db, self.personId, { limit: perPage, offset: (at - 1) * perPage });
  return page(
    <CitizenPage exchange={exchange} title={vi.inbox.title} back={{ href: '/toi' }}>
      {notices.length === 0 && (
        <EmptyState title={vi.inbox.empty} icon="inbox">
          <p>{vi.inbox.emptyText}</p>
        </EmptyState>
      )}
      {counts.unread > 0 && (
        <Form action="/toi/hop-thu">
          <Button look="secondary" icon="checks">
            {vi.inbox.markAll}
          </Button>
        </Form>
      )}
      <ul class="cards cards-list">
        {notices.map((notice) => (
          <li key={notice.id} class="card">
            <div>
              <h2>
                {notice.title} {notice.read_at === null && <Tag colour="amber">{vi.inbox.fresh}</Tag>}
              </h2>
              <p class="hint">{formatDateTime(notice.created_at)}</p>
              <div class="card-text">{notice.body}</div>
              {notice.link && (
                <Form action="/toi/hop-thu">
                  <input type="hidden" name="den" value={notice.link} />
                  <Button look="plain" name="thu" value={notice.id}>
                    {vi.inbox.open}
                  </Button>
                </Form>
              )}
            </div>
          </li>
        ))}
      </ul>
      <Pagination
        page={at}
        pages={Math.ceil(counts.total / perPage)}
        href={(n) => `/toi/hop-thu?trang=${n}`}
      />
    </CitizenPage>,
  );
}

/** Marks one notice as read on the way to what it tells of, or all of them. */
async function post({ ctx, form }: Exchange): Promise<Answer> {
  const self = requireAccount(ctx);
  const id = form.get('thu');
  const one = /^[0-9a-f-]{36}$/.test(id);
  await tx(ctx, (t) => markRead(ctx, t, self.personId, one ? [id] : undefined));
  return one
    ? redirect(localPath(form.get('den'), '/toi/hop-thu'))
    : redirect('/toi/hop-thu', vi.inbox.marked);
}

export const inboxRoutes: Route[] = [
  route({ method: 'GET', url: '/toi/hop-thu', who: signedIn, sample: {}, handler: show }),
  route({ method: 'POST', url: '/toi/hop-thu', who: signedIn, sample: {}, handler: post }),
];
