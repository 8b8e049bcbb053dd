import { localDate } from '#engines/calendar';
import { currentUnit, unitById } from '#engines/units';
import type { Site } from '#engines/web';
import { onSettings, settingsOf, usualHours } from '#services/administration';
import type { Config } from './config.ts';
import type { OpenLangso } from './langso.ts';
import { citizenNav, officerNav } from './parts.ts';

/** How long a change that another process made may go unseen. */
const freshFor = 2_000;

/** LANGSO_UNIT as the operator gave it; the demo has its own commune. */
export const givenUnit = (config: Config): string | undefined =>
  config.mode === 'demo' ? config.unitCode : process.env.LANGSO_UNIT || undefined;

/** Whose site it is: as the administrator set it, else as the environment says. Read anew every few seconds. */
export async function siteSource(config: Config, open: OpenLangso): Promise<() => Site> {
  let site = await siteOf(config, open);
  let readAt = Date.now();
  const read = async () => {
    readAt = Date.now();
    // While the database is away the last known name still stands.
    site = await siteOf(config, open).catch(() => site);
  };
  onSettings(read);
  return () => {
    if (Date.now() - readAt > freshFor) void read();
    return site;
  };
}

async function siteOf(config: Config, { ctx }: OpenLangso): Promise<Site> {
  const settings = await settingsOf(ctx.db);
  const common = { demo: config.mode === 'demo', citizenNav, officerNav };
  const phone = settings?.phone || (config.mode === 'demo' ? config.phone : (process.env.LANGSO_PHONE ?? ''));
  const hours = settings?.hours ?? usualHours;
  const code = settings?.unit_code ?? givenUnit(config);
  if (code === undefined)
    return { ...common, name: 'Làng Số', above: 'Chưa thiết lập xã', address: '', phone, hours };
  const unit = await currentUnit(ctx.db, code, localDate(ctx.now()));
  if (!unit) throw new Error(`LANGSO_UNIT="${code}" không phải mã của một xã, phường đang có.`);
  const above = unit.parent_id === null ? undefined : await unitById(ctx.db, unit.parent_id);
  const province = above?.full_name ?? '';
  const usual = `Trung tâm Phục vụ hành chính công ${unit.full_name}, ${province}`;
  return {
    ...common,
    name: capital(unit.full_name),
    above: capital(province),
    address: settings?.address ?? config.officeAddress ?? usual,
    phone,
    hours,
  };
}

const capital = (text: string): string => `${text.charAt(0).toUpperCase()}${text.slice(1)}`;
