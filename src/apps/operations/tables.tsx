import type { VNode } from 'preact';
import { formatDateTime } from '#engines/calendar';
import type { waitingEvents } from '#engines/database';
import type { unfinishedJobs } from '#engines/jobs';
import { EmptyState, Inset, type Stat, Stats, Table, Tag } from '#engines/ui';
import type { Figures } from './figures.ts';
import type { Operations } from './operations.ts';
import { vi } from './vi.ts';

const home = '/can-bo/van-hanh';
const words = vi.desk;
export const places = {
  overview: { href: home, label: words.overview },
  events: { href: `${home}/viec-cho`, label: words.events },
  jobs: { href: `${home}/viec-nen`, label: words.jobs },
  machine: { href: `${home}/may`, label: words.machine },
} as const;

interface Props {
  readonly figures: Figures;
  readonly operations: Operations;
}

/** Each figure opens what it counts (law 11). */
export function Overview({ figures, operations }: Props): VNode {
  const { disk, database, jobs } = figures;
  const condition = operations.condition();
  const jump = operations.clock.last();
  const items: Stat[] = [
    stat(words.eventsWaiting, database?.events_waiting, places.events.href, figures.outboxLag, 300),
    stat(words.eventsParked, database?.events_parked, '/can-bo/quan-tri/viec', undefined, 0),
    stat(words.jobsWaiting, jobs?.waiting, places.jobs.href, figures.jobsLag, 600),
    stat(words.jobsGivenUp, jobs?.given_up, places.jobs.href, undefined, 0),
    {
      label: words.disk,
      value: vi.bytes(disk.free),
      note: words.room[disk.room],
      href: places.machine.href,
      tone: disk.room === 'ample' ? 'ok' : disk.room === 'low' ? 'warning' : 'danger',
    },
    {
      label: words.backup,
      value: figures.backupAge === undefined ? words.never : words.ago(vi.seconds(figures.backupAge)),
      href: places.machine.href,
      tone: (figures.backupAge ?? Number.POSITIVE_INFINITY) < 90_000 ? 'ok' : 'danger',
    },
  ];
  return (
    <>
      <Inset tone={condition.is === 'well' ? 'ok' : 'danger'} title={vi.conditions[condition.is]}>
        <p>
          {vi.since(condition.since)}. <a href="/trang-thai">{words.condition}</a>
        </p>
      </Inset>
      {!database && <Inset tone="danger">{words.away}</Inset>}
      {jump && jump.seconds < 0 && <Inset tone="warning">{words.clockBack}</Inset>}
      <Stats items={items} />
    </>
  );
}

/** Red where something waits longer (or, for what must not be, where there is any). */
function stat(
  label: string,
  count: number | undefined,
  href: string,
  lag: number | undefined,
  patience: number,
): Stat {
  const bad = patience === 0 ? (count ?? 0) > 0 : (lag ?? 0) > patience;
  return {
    ...{ label, value: count ?? '–', href },
    ...(lag ? { note: words.lag(vi.seconds(lag)) } : {}),
    ...(bad ? { tone: 'danger' as const } : {}),
  };
}

export function EventsTable(props: { readonly rows: Awaited<ReturnType<typeof waitingEvents>> }): VNode {
  return (
    <Table
      caption={words.events}
      hideCaption
      rows={props.rows}
      rowKey={(row) => String(row.id)}
      empty={<EmptyState title={words.noEvents} />}
      columns={[
        { key: 'at', title: words.columns.at, cell: (row) => formatDateTime(row.at) },
        { key: 'kind', title: words.columns.kind, cell: (row) => row.type },
        { key: 'attempts', title: words.columns.attempts, align: 'right', cell: (row) => row.attempts },
        { key: 'next', title: words.columns.next, cell: (row) => formatDateTime(row.next_at) },
        { key: 'error', title: words.columns.error, cell: (row) => row.error ?? '' },
      ]}
    />
  );
}

export function JobsTable(props: { readonly rows: Awaited<ReturnType<typeof unfinishedJobs>> }): VNode {
  return (
    <Table
      caption={words.jobs}
      hideCaption
      rows={props.rows}
      rowKey={(row) => String(row.id)}
      empty={<EmptyState title={words.noJobs} />}
      columns={[
        { key: 'at', title: words.columns.at, cell: (row) => formatDateTime(row.run_at) },
        {
          key: 'kind',
          title: words.columns.kind,
          cell: (row) => (
            <>
              {row.name} {row.locked_at && <Tag colour="blue">{words.atWork}</Tag>}
              {row.attempts >= row.max_attempts && <Tag colour="red">{words.givenUp}</Tag>}
            </>
          ),
        },
        { key: 'attempts', title: words.columns.attempts, align: 'right', cell: (row) => row.attempts },
        { key: 'error', title: words.columns.error, cell: (row) => row.last_error ?? '' },
      ]}
    />
  );
}

/** What is measured and counts no rows. */
export function MachineTable({ figures, operations }: Props): VNode {
  const { disk, database, sessions, clock } = figures;
  const of = (value: string | undefined) => value ?? '–';
  const names = words.rows;
  const jump = operations.clock.last();
  const rows: [name: string, value: string][] = [
    [names.room, words.room[disk.room]],
    [names.free, `${vi.bytes(disk.free)} / ${vi.bytes(disk.total)}`],
    [names.database, of(database && vi.bytes(database.bytes))],
    [names.pool, of(database && `${database.pool.open} · ${database.pool.idle} · ${database.pool.waiting}`)],
    [names.connections, of(database && String(database.connections))],
    [names.sessions, of(sessions && `${sessions.citizens} · ${sessions.officers}`)],
    [names.unsealed, figures.unsealedAge ? vi.seconds(figures.unsealedAge) : words.notSealed],
    [names.backup, figures.backupAge === undefined ? words.never : words.ago(vi.seconds(figures.backupAge))],
    [names.memory, vi.bytes(process.memoryUsage().rss)],
    [names.uptime, vi.seconds(process.uptime())],
    [names.slowest, vi.seconds(operations.slowest())],
    [names.clock, of(clock.difference === undefined ? undefined : difference(clock.difference))],
    [
      names.jump,
      jump ? words.jump(jump.at, vi.seconds(Math.abs(jump.seconds)), jump.seconds < 0) : words.noJump,
    ],
  ];
  return (
    <Table
      caption={words.machine}
      hideCaption
      rows={rows}
      rowKey={([name]) => name}
      columns={[
        { key: 'name', title: words.columns.name, cell: ([name]) => name },
        { key: 'value', title: words.columns.value, cell: ([, value]) => value },
      ]}
    />
  );
}

function difference(seconds: number): string {
  if (Math.abs(seconds) < 1) return words.equal;
  return seconds > 0 ? words.ahead(vi.seconds(seconds)) : words.behind(vi.seconds(-seconds));
}
