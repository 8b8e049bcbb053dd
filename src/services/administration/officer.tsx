import type { ComponentChildren } from 'preact';
import { type Permission, requirePermission } from '#engines/access';
import { Buttons, Inset, LinkButton, OfficerPage, Stats } from '#engines/ui';
import { type Answer, type Exchange, officer, page, type Route, redirect, route } from '#engines/web';
import { changeCounts } from '#services/changes';
import { resend, retryParked, type State, stateOf, verifyNow } from './actions.ts';
import { Places, places } from './places.tsx';
import { vi as setupWords } from './setup/vi.ts';
import { AuditState, ParkedEvents, TroubledDeliveries } from './tables.tsx';
import { vi } from './vi.ts';

const setup = setupWords.steps;

type Place = keyof typeof places;

/** A screen of the administration: its tab, its permission, its table. */
const screen =
  (place: Place, content: (state: State) => ComponentChildren) =>
  async (exchange: Exchange): Promise<Answer> => {
    const self = requirePermission(exchange.ctx, places[place].permission);
    const state = await stateOf(exchange.ctx, self);
    return page(
      <OfficerPage
        exchange={exchange}
        title={place === 'overview' ? vi.title : places[place].label}
        counts={await changeCounts(exchange.ctx)}
      >
        <Places exchange={exchange} current={places[place].href} />
        {content(state)}
      </OfficerPage>,
    );
  };

const overview = screen('overview', (state) => (
  <>
    {state.isUnfinished && (
      <Inset tone="warning" title={setup.unfinished}>
        <p>{setup.unfinishedText}</p>
        <LinkButton href="/can-bo/quan-tri/thiet-lap">{setup.goOn}</LinkButton>
      </Inset>
    )}
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
          value: state.posts.filter((post) => post.account_id !== null).length,
          href: places.posts.href,
        },
      ]}
    />
    {state.maySetUp && (
      <Buttons>
        <LinkButton look="secondary" icon="settings" href="/can-bo/quan-tri/thiet-lap">
          {setup.contact}
        </LinkButton>
        <LinkButton look="secondary" icon="check" href="/can-bo/quan-tri/thiet-lap/san-sang">
          {setup.ready}
        </LinkButton>
      </Buttons>
    )}
  </>
));

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
];

function get(place: { href: string; permission: Permission }, handler: Route['handler']): Route {
  return route({ method: 'GET', url: place.href, who: officer(place.permission), sample: {}, handler });
}
