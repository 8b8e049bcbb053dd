export interface QuietHours {
  /** Local minutes of the day at which quiet begins and ends; it may pass midnight. */
  readonly from: number;
  readonly to: number;
}

const minute = 60_000;
const day = 24 * 60;
/** Việt Nam is UTC+7 all year. */
const offset = 7 * 60;

/** `21:00:00` → 1260. */
export const minutesOf = (time: string): number => {
  const [hours = 0, minutes = 0] = time.split(':').map(Number);
  return hours * 60 + minutes;
};

export function isQuiet(at: Date, quiet: QuietHours): boolean {
  const now = localMinute(at);
  return quiet.from <= quiet.to ? now >= quiet.from && now < quiet.to : now >= quiet.from || now < quiet.to;
}

/** The same moment, or the end of the quiet hours in which it lies. */
export function afterQuiet(at: Date, quiet: QuietHours): Date {
  if (!isQuiet(at, quiet)) return at;
  const wait = (quiet.to - localMinute(at) + day) % day;
  const whole = Math.floor(at.getTime() / minute) * minute;
  return new Date(whole + wait * minute);
}

const localMinute = (at: Date): number => (((Math.floor(at.getTime() / minute) + offset) % day) + day) % day;
