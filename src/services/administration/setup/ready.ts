import { staffOn } from '#engines/access';
import { addDays, daysOf, localDate } from '#engines/calendar';
import type { Ctx, Officer } from '#engines/database';
import { smsGatewayName } from '#engines/messages';
import { lineageOf } from '#engines/units';
import { type CatalogueEntry, canBeFiled, catalogueOf, nameOfField } from '#services/procedures';
import { theInstallation } from './installation.ts';
import { settingsOf } from './settings.ts';
import { vi } from './vi.ts';

export type ReadyItemName = keyof typeof vi.ready.items;

export interface ReadyItem {
  readonly name: ReadyItemName;
  readonly isDone: boolean;
  /** Without it the people should not be invited yet; otherwise it is advice. */
  readonly isMust: boolean;
  /** The state in words, where "done" says too little. */
  readonly note?: string;
  /** Where an officer mends it. */
  readonly href?: string;
}

const mustRoles = ['reception', 'processor', 'approver'] as const;

/** The roles without which no dossier goes its way, and which nobody holds. */
export const rolesWithoutHolder = (
  staff: readonly { readonly role: string; readonly account_id: string | null }[],
) => mustRoles.filter((role) => !staff.some((row) => row.role === role && row.account_id !== null));

/** What stands between this installation and the first citizen, as it is right now. */
export async function readiness(ctx: Ctx, officer: Officer, origin: string): Promise<readonly ReadyItem[]> {
  const today = localDate(ctx.now());
  const { db } = ctx;
  const settings = await settingsOf(db);
  const staff = (await staffOn(db, await lineageOf(db, officer.unitId), today)).filter(
    (row) => row.account_id,
  );
  const missing = rolesWithoutHolder(staff);
  const administrators = new Set(staff.filter((r) => r.role === 'administrator').map((r) => r.account_id))
    .size;
  const year = Number(today.slice(0, 4));
  const ahead = [...(await daysOf(db, year)), ...(await daysOf(db, year + 1))];
  const undecided = ahead.filter(
    (day) => day.status === 'undecided' && day.date >= today && day.date < addDays(today, 365),
  ).length;
  const catalogue = await catalogueOf(db, today);
  const without = fieldsWithoutProcessor(catalogue, staff);
  const unchecked = catalogue.filter((entry) => entry.checked === 'unchecked').length;
  const { hasVirusScanner, backups } = theInstallation();
  const where = backups();
  const roleNames = new Map(staffRoleTitles);
  return [
    {
      ...{ name: 'contact', isMust: true, href: '/can-bo/quan-tri/thiet-lap' },
      isDone: settings !== undefined && settings.phone !== '',
    },
    {
      ...{ name: 'posts', isMust: true, href: '/can-bo/quan-tri/vi-tri' },
      isDone: missing.length === 0,
      ...(missing.length > 0
        ? { note: vi.ready.missing(missing.map((role) => roleNames.get(role) ?? role).join(', ')) }
        : {}),
    },
    {
      ...{ name: 'fields', isMust: false, href: '/can-bo/quan-tri/vi-tri' },
      isDone: without.length === 0,
      ...(without.length > 0 ? { note: vi.ready.missing(without.join(', ')) } : {}),
    },
    { name: 'https', isMust: true, isDone: origin.startsWith('https://'), note: origin },
    {
      ...{ name: 'backups', isMust: true, isDone: where !== undefined },
      ...(where === undefined ? {} : { note: vi.ready.backupsTo(where) }),
    },
    {
      ...{ name: 'sms', isMust: false, href: '/can-bo/quan-tri/thiet-lap/tin-nhan' },
      isDone: smsGatewayName() !== undefined,
    },
    { name: 'scanner', isMust: false, isDone: hasVirusScanner },
    {
      ...{ name: 'second', isMust: false, isDone: administrators > 1, href: '/can-bo/quan-tri/vi-tri' },
      note: vi.ready.administrators(administrators),
    },
    {
      ...{ name: 'calendar', isMust: false, isDone: undecided === 0 },
      ...(undecided > 0 ? { note: vi.ready.undecided(undecided) } : {}),
    },
    {
      ...{ name: 'facts', isMust: false, isDone: unchecked === 0 },
      ...(unchecked > 0 ? { note: vi.ready.unchecked(unchecked, catalogue.length) } : {}),
    },
  ];
}

/** Fields of which dossiers are filed here and that no processor's post covers, by name. */
function fieldsWithoutProcessor(
  catalogue: readonly CatalogueEntry[],
  staff: readonly { readonly role: string; readonly fields: readonly string[] | null }[],
): readonly string[] {
  const processors = staff.filter((row) => row.role === 'processor');
  const without = catalogue.filter(
    (entry) =>
      canBeFiled(entry) &&
      !processors.some((post) => post.fields === null || post.fields.includes(entry.field)),
  );
  return [
    ...new Map(without.map((entry) => [entry.field, nameOfField(entry.field) ?? entry.field_name])).values(),
  ];
}

const staffRoleTitles: readonly (readonly [string, string])[] = [
  ['reception', 'người tiếp nhận'],
  ['processor', 'người giải quyết'],
  ['approver', 'người ký'],
];
