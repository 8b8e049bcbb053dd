import { bigint, instant, json, text, texts } from './column.ts';
import type { Ctx } from './ctx.ts';
import { sql } from './sql.ts';
import type { Tx } from './tx.ts';

/** Something that happened, written in the transaction that made it happen, delivered after its commit. */
export interface Event<P = unknown> {
  readonly id: number;
  /** Past tense, noun first: `dossier.received`. */
  readonly type: string;
  /** What the order holds for: the case, usually. Events of one subject are delivered one after the other. */
  readonly subject: string;
  readonly payload: P;
  readonly at: Date;
}

/**
 * Reacts to events. Runs inside a transaction that also ticks it off, so what it writes is written once;
 * what it does outside must be idempotent by (event.id, name).
 */
export interface EventHandler {
  /** Unique and lasting: `notices.tell_citizen`. */
  readonly name: string;
  readonly types: readonly string[];
  handle(ctx: Ctx, tx: Tx, event: Event): Promise<void>;
}

const handlers = new Map<string, EventHandler>();

/** Called by the app for every service's handlers, before the first transaction. */
export function registerHandlers(list: readonly EventHandler[]): void {
  for (const handler of list) handlers.set(handler.name, handler);
}

export const handlerCalled = (name: string): EventHandler | undefined => handlers.get(name);

export const handlersOf = (type: string): string[] =>
  [...handlers.values()].filter((h) => h.types.includes(type)).map((h) => h.name);

export const insertEvent = sql({
  name: 'outbox.insert_event',
  params: {
    type: text,
    subject: text,
    payload: json<unknown>(),
    pending: texts,
    at: instant,
  },
  row: { id: bigint },
  text: `
    insert into outbox.events (type, subject, payload, pending, at, next_at, done_at)
    values (:type, :subject, :payload, :pending, :at, :at, case when cardinality(:pending) = 0 then :at end)
    returning id`,
});
