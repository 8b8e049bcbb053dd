import { type Actor, type Ctx, type Db, machine } from '#engines/database';

export interface LogLine {
  readonly level: 'info' | 'warn' | 'error';
  readonly facts: Record<string, unknown>;
  readonly sentence: string;
}

export interface TestCtx extends Ctx {
  /** What was written through ctx.log. */
  readonly logged: LogLine[];
  /** Time stands still until the test moves it. */
  readonly clock: { set(local: string): void };
}

/** A ctx over a test database: by default the program itself, who sees everything, on 5 January 2026. */
export function testCtx(house: { db: Db }, options: { actor?: Actor; at?: string } = {}): TestCtx {
  let now = at(options.at ?? '2026-01-05T09:00');
  const logged: LogLine[] = [];
  const line = (level: LogLine['level']) => (facts: Record<string, unknown>, sentence: string) => {
    logged.push({ level, facts, sentence });
  };
  return {
    actor: options.actor ?? machine('test'),
    db: house.db,
    now: () => now,
    requestId: 'test',
    log: { info: line('info'), warn: line('warn'), error: line('error') },
    logged,
    clock: {
      set(local) {
        now = at(local);
      },
    },
  };
}

/** `2026-01-05` or `2026-01-05T09:00`, as clocks in Việt Nam show it (UTC+7, no summer time). */
export function at(local: string): Date {
  const instant = new Date(`${local.length === 10 ? `${local}T00:00` : local}+07:00`);
  if (Number.isNaN(instant.getTime())) throw new Error(`not a local time: ${local}`);
  return instant;
}
