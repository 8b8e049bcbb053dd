import type { ComponentChildren } from 'preact';
import { type Permission, requirePermission } from '#engines/access';
import { Refusal } from '#engines/database';
import { Button, Buttons, Form, LinkButton, OfficerPage, Stats, Tabs } from '#engines/ui';
import { type Answer, type Exchange, officer, page, type Route, redirect, route } from '#engines/web';
import { endPost, resend, retryParked, type State, stateOf, verifyNow } from './actions.ts';
import { AuditState, ParkedEvents, Posts, TroubledDeliveries } from './tables.tsx';
import { vi } from './vi.ts';

const home = '/can-bo/quan-tri';
const places = {
  overview: { href: home, label: vi.overview, permission: 'admin.outbox' },
  events: { href: `${home}/viec`, label: vi.events.title, permission: 'admin.outbox' },
  deliveries: { href: `${home}/tin`, label: vi.deliveries.title, permission: 'admin.outbox' },
  audit: { href: `${home}/nhat-ky`, label: vi.audit.title, permission: 'admin.audit' },
  posts: { href: `${home}/vi-tri`, label: vi.posts.title, permission: 'admin.accounts' },
} as const satisfies Record<string, { href: string; label: string; permission: Permission }>;

type Place = keyof typeof places;

/** A screen of the administration: its tab, its permission, its table. */
const screen =
  (place: Place, content: (state: State, self: string) => ComponentChildren) =>
  async (exchange: Exchange): Promise<Answer> => {
    const self = requirePermission(exchange.ctx, places[place].permission);
    const state = await stateOf(exchange.ctx, self);
    const tabs = Object.values(places).filter((tab) => self.permissions.has(tab.permission));
    return page(
      <OfficerPage exchange={exchange} title={place === 'overview' ? vi.title : places[place].label}>
        <Tabs
          label={vi.tabs}
          items={tabs.map((tab) => ({ href: tab.href, label: tab.label, current: tab === places[place] }))}
        />
        {content(state, self.accountId)}
      </OfficerPage>,
    );
  };

const overview = screen('overview', (state) => (
  <Stats
    items={[
      {
        label: vi.stats.events,
        value: state.parked.length,
        href: places.events.href,
        ...(state.parked.length > 0 ? { tone: 'danger' as const } : {}),
      },
      {
        label: vi.stats.deliveries,
        value: state.deliveries.length,
        href: places.deliveries.href,
        ...(state.deliveries.length > 0 ? { tone: 'warning' as const } : {}),
      },
      {
        label: vi.stats.unsealed,
        value: state.seals.reduce((sum, seal) => sum + seal.unsealed, 0),
        href: places.audit.href,
      },
      {
        label: vi.stats.posts,
        value: state.posts.filter((post) => post.appointment_id !== null).length,
        href: places.posts.href,
      },
    ]}
  />
));

/** Asks once more before a person is put out. */
async function askToEnd(exchange: Exchange): Promise<Answer> {
  const self = requirePermission(exchange.ctx, 'admin.accounts');
  const { posts } = await stateOf(exchange.ctx, self);
  const post = posts.find((row) => row.appointment_id === exchange.params.id);
  if (!post) throw new Refusal('missing', 'administration.no-appointment', vi.posts.missing);
  return page(
    <OfficerPage exchange={exchange} title={vi.posts.endTitle} back={{ href: places.posts.href }}>
      <p class="lead">{vi.posts.endLead(post.holder ?? '', post.title)}</p>
      <Form action={`${places.posts.href}/${exchange.params.id ?? ''}`}>
        <Buttons>
          <Button look="danger">{vi.posts.endSubmit}</Button>
          <LinkButton look="secondary" href={places.posts.href}>
            {vi.posts.cancel}
          </LinkButton>
        </Buttons>
      </Form>
    </OfficerPage>,
  );
}

const noId = '00000000-0000-0000-0000-000000000000';

export const routes: Route[] = [
  get(places.overview, overview),
  get(
    places.events,
    screen('events', (state) => <ParkedEvents rows={state.parked} />),
  ),
  get(
    places.deliveries,
    screen('deliveries', (state) => <TroubledDeliveries rows={state.deliveries} />),
  ),
  get(
    places.audit,
    screen('audit', (state) => <AuditState state={state} />),
  ),
  get(
    places.posts,
    screen('posts', (state, self) => <Posts rows={state.posts} self={self} />),
  ),
  route({
    method: 'POST',
    url: places.events.href,
    who: officer('admin.outbox'),
    sample: { body: { viec: '0' } },
    async handler({ ctx, form }) {
      await retryParked(ctx, Number(form.get('viec')));
      return redirect(places.events.href, vi.events.retried);
    },
  }),
  route({
    method: 'POST',
    url: places.deliveries.href,
    who: officer('admin.outbox'),
    sample: { body: { tin: noId } },
    async handler({ ctx, form }) {
      await resend(ctx, form.get('tin'));
      return redirect(places.deliveries.href, vi.deliveries.retried);
    },
  }),
  route({
    method: 'POST',
    url: places.audit.href,
    who: officer('admin.audit'),
    sample: {},
    async handler({ ctx }) {
      await verifyNow(ctx);
      return redirect(places.audit.href);
    },
  }),
  route({
    method: 'GET',
    url: `${places.posts.href}/:id`,
    who: officer('admin.accounts'),
    sample: { params: { id: noId } },
    handler: askToEnd,
  }),
  route({
    method: 'POST',
    url: `${places.posts.href}/:id`,
    who: officer('admin.accounts'),
    sample: { params: { id: noId } },
    async handler({ ctx, params }) {
      await endPost(ctx, params.id ?? '');
      return redirect(places.posts.href, vi.posts.ended);
    },
  }),
];

function get(place: { href: string; permission: Permission }, handler: Route['handler']): Route {
  return route({ method: 'GET', url: place.href, who: officer(place.permission), sample: {}, handler });
}
