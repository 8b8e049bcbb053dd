import { type Ctx, column, type Db, sql, type Tx } from '#engines/database';

const { bigint, instant, nullable, text, uuid } = column;

/** What the head and the foot of every page say of the authority. */
export interface Settings {
  readonly unit_code: string;
  readonly address: string;
  readonly phone: string;
  readonly hours: string;
  readonly set_at: Date;
}

/** What an administrator set last; undefined while nobody has. */
export const settingsOf = (db: Db): Promise<Settings | undefined> => db.maybe(latestSettings, {});

/** Settings are never edited: what was said before stays readable. */
export async function keepSettings(ctx: Ctx, tx: Tx, settings: Omit<Settings, 'set_at'>): Promise<void> {
  const set_by = ctx.actor.kind === 'officer' ? ctx.actor.accountId : null;
  await tx.one(insertSettings, { ...settings, set_by, set_at: ctx.now() });
}

type Listener = () => Promise<void>;
const listeners = new Set<Listener>();

/** Calls the listener whenever this process has committed other settings; other processes look by themselves. */
export function onSettings(listener: Listener): void {
  listeners.add(listener);
}

/** To be called after the commit, so that the very next page shows what was said. */
export async function settingsChanged(): Promise<void> {
  for (const listener of listeners) await listener();
}

const latestSettings = sql({
  name: 'administration.latest_settings',
  row: { unit_code: text, address: text, phone: text, hours: text, set_at: instant },
  text: `select unit_code, address, phone, hours, set_at from administration.settings order by id desc limit 1`,
});

const insertSettings = sql({
  name: 'administration.insert_settings',
  params: {
    ...{ unit_code: text, address: text, phone: text, hours: text },
    ...{ set_by: nullable(uuid), set_at: instant },
  },
  row: { id: bigint },
  text: `
    insert into administration.settings (unit_code, address, phone, hours, set_by, set_at)
    values (:unit_code, :address, :phone, :hours, :set_by, :set_at) returning id`,
});
