/** How many backups stay: the newest of each of so many days, weeks and months. */
export interface Keep {
  readonly days: number;
  readonly weeks: number;
  readonly months: number;
}

/** `langso-14701-20261124T013000Z.age`: the commune and the moment, in UTC. */
export const backupName = (unit: string, at: Date): string =>
  `langso-${unit}-${at.toISOString().replace(/\.\d+/, '').replace(/[-:]/g, '')}.age`;

/** The moment in a backup's name; undefined for a name that is not ours. */
export function momentOf(name: string): Date | undefined {
  const found = /^langso-[0-9]+-(\d{4})(\d{2})(\d{2})T(\d{2})(\d{2})(\d{2})Z\.age$/.exec(name);
  if (!found) return undefined;
  const [, year, month, day, hour, minute, second] = found;
  const at = new Date(`${year}-${month}-${day}T${hour}:${minute}:${second}Z`);
  return Number.isNaN(at.getTime()) ? undefined : at;
}

/**
 * The backups past keeping. The newest always stays, names that are not ours are never touched, and of each of
 * the last `days` days, `weeks` weeks and `months` months that have one, the newest stays.
 */
export function expired(names: readonly string[], keep: Keep): string[] {
  const ours = names
    .flatMap((name) => {
      const at = momentOf(name);
      return at ? [{ name, at }] : [];
    })
    .sort((a, b) => b.at.getTime() - a.at.getTime());
  const stay = new Set(ours.slice(0, 1).map(({ name }) => name));
  for (const [spanOf, count] of [
    [dayOf, keep.days],
    [weekOf, keep.weeks],
    [monthOf, keep.months],
  ] as const) {
    const seen = new Set<string>();
    for (const { name, at } of ours) {
      const span = spanOf(at);
      if (seen.has(span)) continue;
      seen.add(span);
      if (seen.size > count) break;
      stay.add(name);
    }
  }
  return ours.filter(({ name }) => !stay.has(name)).map(({ name }) => name);
}

/** Vietnam's day, seven hours ahead. */
const local = (at: Date): Date => new Date(at.getTime() + 7 * 3_600_000);
const dayOf = (at: Date): string => local(at).toISOString().slice(0, 10);
const monthOf = (at: Date): string => local(at).toISOString().slice(0, 7);
/** The Monday that the week began with. */
function weekOf(at: Date): string {
  const day = local(at);
  return new Date(day.getTime() - ((day.getUTCDay() + 6) % 7) * 86_400_000).toISOString().slice(0, 10);
}
