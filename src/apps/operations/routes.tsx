import { timingSafeEqual } from 'node:crypto';
import os from 'node:os';
import type { ComponentChildren } from 'preact';
import { requirePermission } from '#engines/access';
import { type Ctx, Refusal, waitingEvents } from '#engines/database';
import { unfinishedJobs } from '#engines/jobs';
import { CitizenPage, Inset, LinkButton, OfficerPage, Tabs } from '#engines/ui';
import { type Answer, anyone, type Exchange, officer, page, type Route, route } from '#engines/web';
import { metricsType } from './metrics.ts';
import { type Operations, openOperations, operationsHere } from './operations.ts';
import { EventsTable, JobsTable, MachineTable, Overview, places } from './tables.tsx';
import { vi } from './vi.ts';

/** Those that the app opened; a server without (tests) watches nothing. */
const operationsOf = async (ctx: Ctx): Promise<Operations> =>
  operationsHere() ?? (await openOperations(ctx, { dataDir: os.tmpdir(), reserve: 0 }));

/** For people: one sentence, since when, and what to do. It asks the database nothing. */
async function status(exchange: Exchange): Promise<Answer> {
  const { ctx, site } = exchange;
  const { is, since } = (await operationsOf(ctx)).condition();
  return page(
    <CitizenPage exchange={exchange} title={vi.title}>
      <Inset tone={is === 'well' ? 'ok' : is === 'slow' ? 'warning' : 'danger'} title={vi.conditions[is]}>
        <p>{vi.meaning[is]}</p>
        {is !== 'well' && <p>{vi.since(since)}.</p>}
      </Inset>
      {is !== 'well' && (
        <p>
          {vi.deadlines} {vi.help(site.phone)}
        </p>
      )}
      <p>{vi.checked(ctx.now())}</p>
      <LinkButton href="/" look="secondary" icon="home">
        {vi.home}
      </LinkButton>
    </CitizenPage>,
  );
}

/**
 * To the machine itself, or to whom the token was given. A request that a proxy passed on comes from the
 * proxy's address, so one that says it was forwarded is not the machine itself.
 */
function mayMeasure({ request }: Exchange, token: string | undefined): boolean {
  const given = /^Bearer (.+)$/.exec(request.headers.authorization ?? '')?.[1];
  if (token && given) return isSame(given, token);
  const forwarded = ['forwarded', 'x-forwarded-for', 'x-real-ip', 'via'].some(
    (name) => name in request.headers,
  );
  const near = ['127.0.0.1', '::1', '::ffff:127.0.0.1'].includes(request.socket.remoteAddress ?? '');
  return near && !forwarded;
}

const isSame = (given: string, token: string): boolean => {
  const [a, b] = [Buffer.from(given), Buffer.from(token)];
  return a.length === b.length && timingSafeEqual(a, b);
};

async function measure(exchange: Exchange): Promise<Answer> {
  const { ctx, reply } = exchange;
  const operations = await operationsOf(ctx);
  if (!mayMeasure(exchange, operations.token)) throw new Refusal('missing', 'web.not-found', vi.notFound);
  reply.type(metricsType).send(await operations.metrics.text(await operations.figures(ctx)));
  return { kind: 'done' };
}

type Place = keyof typeof places;

/** A screen for the administrator. */
const screen =
  (place: Place, content: (exchange: Exchange) => Promise<ComponentChildren>) =>
  async (exchange: Exchange): Promise<Answer> => {
    requirePermission(exchange.ctx, 'admin.outbox');
    const tabs = Object.entries(places).map(([name, tab]) => ({ ...tab, current: name === place }));
    return page(
      <OfficerPage exchange={exchange} title={place === 'overview' ? vi.desk.title : places[place].label}>
        <Tabs label={vi.desk.tabs} items={tabs} />
        {await content(exchange)}
      </OfficerPage>,
    );
  };

const desk = (place: Place, content: (exchange: Exchange) => Promise<ComponentChildren>): Route =>
  route({
    method: 'GET',
    url: places[place].href,
    who: officer('admin.outbox'),
    sample: {},
    handler: screen(place, content),
  });

export const routes: readonly Route[] = [
  route({ method: 'GET', url: '/trang-thai', who: anyone, sample: {}, handler: status }),
  route({ method: 'GET', url: '/metrics', who: anyone, sample: {}, handler: measure }),
  desk('overview', async ({ ctx }) => {
    const operations = await operationsOf(ctx);
    return <Overview figures={await operations.figures(ctx)} operations={operations} />;
  }),
  desk('events', async ({ ctx }) => <EventsTable rows={await waitingEvents(ctx.db)} />),
  desk('jobs', async ({ ctx }) => <JobsTable rows={await unfinishedJobs(ctx.db)} />),
  desk('machine', async ({ ctx }) => {
    const operations = await operationsOf(ctx);
    return <MachineTable figures={await operations.figures(ctx)} operations={operations} />;
  }),
];
