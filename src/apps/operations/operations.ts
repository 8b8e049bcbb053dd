import path from 'node:path';
import { type Ctx, recall, refuseActsWhen } from '#engines/database';
import type { Answered, Route } from '#engines/web';
import { type ClockWatch, watchClock } from './clock.ts';
import { type Condition, conditionOf, recentAnswers } from './condition.ts';
import { type DiskWatch, watchDisk } from './disk.ts';
import { type Figures, figuresOf } from './figures.ts';
import { type Metrics, openMetrics } from './metrics.ts';
import { vi } from './vi.ts';

/** What the program knows about its own running. */
export interface Operations {
  readonly metrics: Metrics;
  readonly clock: ClockWatch;
  /** Every answer of the server passes here. */
  observe(answered: Answered): void;
  /** Why this route may change nothing now. */
  refuseWrite(route: Pick<Route, 'url'>): string | undefined;
  /** For the head of every page. */
  alert(): string | undefined;
  condition(): { readonly is: Condition; readonly since: Date };
  slowest(): number;
  figures(ctx: Pick<Ctx, 'db' | 'now'>): Promise<Figures>;
  /** Who may read /metrics besides the machine itself; undefined: nobody. */
  readonly token: string | undefined;
  stop(): void;
}

/** The fact that `./langso maintenance` writes. */
export const maintenanceFact = 'house.maintenance';
const lookEvery = 5_000;

/** Coming in and going out stay open while there is room for a session, so that people can read. */
const doors = /^(\/can-bo)?\/(dang-nhap|dang-xuat|ma-xac-nhan)/;

/** Begins to watch; `stop()` ends it. */
export async function openOperations(
  ctx: Pick<Ctx, 'db' | 'now' | 'log'>,
  options: { readonly dataDir: string; readonly reserve: number; readonly token?: string | undefined },
): Promise<Operations> {
  const { db, now, log } = ctx;
  const metrics = openMetrics();
  const answers = recentAnswers();
  const folders = ['', 'postgres', 'files'].map((name) => path.join(options.dataDir, name));
  const disk: DiskWatch = watchDisk(folders, options.reserve, ({ room, free }, before) => {
    const facts = { room, before: before.room, free_mb: Math.round(free / 1e6) };
    if (room === 'full' || room === 'spent') log.error(facts, 'the disk has no room for new work');
    else log.warn(facts, 'the room on the disk has changed');
  });
  const clock = watchClock(now, ({ seconds }) =>
    log.warn({ seconds }, seconds < 0 ? 'the clock was set back' : 'the clock was set forward'),
  );
  let maintenance = false;
  let databaseAnswers = true;
  let lag = 0;
  let condition: { is: Condition; since: Date } = { is: 'well', since: now() };
  const judge = () => {
    const slowest = answers.slowest(now().getTime());
    const is = conditionOf({ ...{ maintenance, databaseAnswers, slowest, lag }, room: disk.now().room });
    if (is !== condition.is) condition = { is, since: now() };
    return condition;
  };
  const look = async () => {
    const noted = await recall(db, maintenanceFact).then(
      (value) => value ?? '',
      () => undefined,
    );
    databaseAnswers = noted !== undefined;
    if (noted !== undefined) maintenance = noted.startsWith('on');
    judge();
  };
  await Promise.all([look(), disk.look()]);
  const timer = setInterval(() => void look(), lookEvery);
  timer.unref();
  const isFull = () => disk.now().room === 'full' || disk.now().room === 'spent';
  refuseActsWhen(() => (disk.now().room === 'spent' ? vi.refuse.full : undefined));
  const operations: Operations = {
    metrics,
    clock,
    token: options.token,
    observe(answered) {
      metrics.answered(answered);
      answers.take(answered, now().getTime());
    },
    refuseWrite({ url }) {
      if (disk.now().room === 'spent') return vi.refuse.full;
      if (doors.test(url)) return undefined;
      if (isFull()) return vi.refuse.full;
      return maintenance ? vi.refuse.maintenance : undefined;
    },
    alert() {
      if (isFull()) return vi.alert.full;
      return maintenance ? vi.alert.maintenance : undefined;
    },
    condition: judge,
    slowest: () => answers.slowest(now().getTime()),
    async figures(asked) {
      const figures = await figuresOf(asked, { disk, clock });
      databaseAnswers = figures.database !== undefined;
      lag = figures.outboxLag ?? 0;
      return figures;
    },
    stop() {
      clearInterval(timer);
      disk.stop();
      clock.stop();
      refuseActsWhen(() => undefined);
    },
  };
  current = operations;
  return operations;
}

let current: Operations | undefined;

/** Those of this process; undefined before `openOperations`. */
export const operationsHere = (): Operations | undefined => current;
