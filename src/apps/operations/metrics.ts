import { monitorEventLoopDelay } from 'node:perf_hooks';
import client from 'prom-client';
import type { Answered } from '#engines/web';
import type { Figures } from './figures.ts';

export interface Metrics {
  /** One answer of the server, by the route's pattern: an address may hold a code or a name. */
  answered(answer: Answered): void;
  /** The OpenMetrics text of what was counted and of these figures. */
  text(figures: Figures): Promise<string>;
}

/** https://github.com/prometheus/OpenMetrics, version 1.0.0 */
export const metricsType = client.Registry.OPENMETRICS_CONTENT_TYPE;

/** What the operator measures. A new registry for each program, so that tests do not share one. */
export function openMetrics(): Metrics {
  const register = new client.Registry<typeof metricsType>();
  register.setContentType(metricsType);
  const registers = [register];
  const answers = new client.Histogram({
    name: 'langso_http_answer_seconds',
    help: 'Answers by method, route pattern and status',
    labelNames: ['method', 'route', 'status'],
    buckets: [0.005, 0.02, 0.05, 0.1, 0.25, 0.5, 1, 2.5, 5, 10, 30],
    registers,
  });
  const loop = monitorEventLoopDelay({ resolution: 20 });
  loop.enable();
  const gauges = new Map<string, client.Gauge>();
  const set = (
    name: string,
    help: string,
    value: number | undefined,
    labels: Record<string, string> = {},
  ) => {
    const gauge =
      gauges.get(name) ?? new client.Gauge({ name, help, labelNames: Object.keys(labels), registers });
    gauges.set(name, gauge);
    if (value === undefined) gauge.remove(labels);
    else gauge.set(labels, value);
  };
  return {
    answered({ method, route, status, seconds }) {
      answers.observe({ method, route, status }, seconds);
    },
    async text(figures) {
      setProcess(set, loop.percentile(99) / 1e9);
      loop.reset();
      setFigures(set, figures);
      return register.metrics();
    },
  };
}

type Set = (name: string, help: string, value: number | undefined, labels?: Record<string, string>) => void;

function setProcess(set: Set, lag: number): void {
  const memory = process.memoryUsage();
  set('langso_memory_resident_bytes', 'Memory of the Node process', memory.rss);
  set('langso_memory_heap_bytes', 'Memory of its objects', memory.heapUsed);
  set(
    'langso_event_loop_lag_seconds',
    '99th percentile since the last scrape',
    Number.isFinite(lag) ? lag : 0,
  );
  set('langso_uptime_seconds', 'Since this process began', process.uptime());
}

function setFigures(set: Set, { disk, database, jobs, sessions, backupAge, clock, ...rest }: Figures): void {
  set('langso_disk_free_bytes', 'Of the fullest file system of the data', disk.free);
  set('langso_disk_total_bytes', 'Of the same file system', disk.total);
  set('langso_writes_refused', '1 while nothing new is accepted for want of room', rest.refusing ? 1 : 0);
  set('langso_database_up', '1 when the database answers', database ? 1 : 0);
  set('langso_clock_jumps', 'Jumps of the wall clock of a minute or more since the start', clock.jumps);
  set('langso_clock_difference_seconds', 'Our clock less the database server’s', clock.difference);
  set('langso_backup_age_seconds', 'Since the last verified backup; absent when there was none', backupAge);
  set('langso_database_bytes', 'Size of the database', database?.bytes);
  set('langso_database_connections', 'Connections to the database, everybody’s', database?.connections);
  for (const state of ['open', 'idle', 'waiting'] as const)
    set('langso_database_pool', 'This process’s connections by state', database?.pool[state], { state });
  set('langso_outbox_waiting', 'Events not yet delivered', database?.events_waiting);
  set('langso_outbox_parked', 'Events that failed too often and wait for a person', database?.events_parked);
  set('langso_outbox_lag_seconds', 'How long the oldest due event has waited', rest.outboxLag);
  set('langso_audit_unsealed_seconds', 'Age of the oldest act that no seal covers', rest.unsealedAge);
  set('langso_jobs_waiting', 'Jobs that are due', jobs?.waiting);
  set('langso_jobs_running', 'Jobs at work', jobs?.running);
  set('langso_jobs_given_up', 'Jobs that failed too often', jobs?.given_up);
  set('langso_jobs_lag_seconds', 'How long the oldest due job has waited', rest.jobsLag);
  for (const kind of ['citizens', 'officers'] as const)
    set('langso_sessions', 'Sessions used within the last hour', sessions?.[kind], { kind });
}
