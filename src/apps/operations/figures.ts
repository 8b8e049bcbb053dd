import { sessionFigures } from '#engines/access';
import { type Ctx, type DatabaseFigures, databaseFigures, recall } from '#engines/database';
import { jobFigures } from '#engines/jobs';
import type { ClockWatch } from './clock.ts';
import type { Disk, DiskWatch } from './disk.ts';

type JobFigures = Awaited<ReturnType<typeof jobFigures>>;
type SessionFigures = Awaited<ReturnType<typeof sessionFigures>>;

/** Everything that the operator is told, at one moment; no row of it names a person. */
export interface Figures {
  readonly disk: Disk;
  readonly refusing: boolean;
  /** Absent while the database does not answer; the ages below too. */
  readonly database: DatabaseFigures | undefined;
  readonly jobs: JobFigures | undefined;
  readonly sessions: SessionFigures | undefined;
  /** Seconds. */
  readonly outboxLag: number | undefined;
  readonly jobsLag: number | undefined;
  readonly unsealedAge: number | undefined;
  readonly backupAge: number | undefined;
  readonly clock: { readonly jumps: number; readonly difference: number | undefined };
}

/** The fact that a finished backup leaves: the moment, in ISO 8601. */
const lastBackup = 'backup.last';

export async function figuresOf(
  ctx: Pick<Ctx, 'db' | 'now'>,
  watches: { readonly disk: DiskWatch; readonly clock: ClockWatch },
): Promise<Figures> {
  const now = ctx.now();
  const disk = await watches.disk.look();
  const asked = await Promise.all([
    databaseFigures(ctx.db, now),
    jobFigures(ctx.db, now),
    sessionFigures(ctx.db, now),
    recall(ctx.db, lastBackup),
  ]).catch(() => undefined);
  const [database, jobs, sessions, backup] = asked ?? [];
  const age = (since: Date | null | undefined) =>
    since === undefined
      ? undefined
      : since === null
        ? 0
        : Math.max(0, (now.getTime() - since.getTime()) / 1000);
  return {
    ...{ disk, database, jobs, sessions },
    refusing: disk.room === 'full' || disk.room === 'spent',
    outboxLag: age(database?.events_due_since),
    jobsLag: age(jobs?.due_since),
    unsealedAge: age(database?.unsealed_since),
    backupAge: age(momentIn(backup)),
    clock: {
      jumps: watches.clock.jumps(),
      difference: database && (now.getTime() - database.database_now.getTime()) / 1000,
    },
  };
}

function momentIn(fact: string | undefined): Date | undefined {
  const [text] = /\d{4}-\d\d-\d\dT[\d:.]+Z/.exec(fact ?? '') ?? [];
  return text === undefined ? undefined : new Date(text);
}
