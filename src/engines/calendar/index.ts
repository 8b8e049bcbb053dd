export {
  daysOf,
  decideDay,
  type ImportedCalendar,
  importCalendar,
  ownDaysOf,
  type StoredDay,
  setOfficeHours,
} from './change.ts';
export { type Due, dueOf, type Limit, type SkippedDay } from './due.ts';
export { explainSkipped, formatRun, type SkippedRun } from './explain.ts';
export { formatDate, formatDateTime, formatLongDate, formatWeekday } from './format.ts';
export { faultOfHours, type HoursFault } from './hours.ts';
export { loadCalendar } from './load.ts';
export {
  addDays,
  type CalendarDate,
  fromLocal,
  isCalendarDate,
  localDate,
  toLocal,
} from './local-time.ts';
export { type LunarDate, lunarOf, solarOf } from './lunar.ts';
export { type CalendarFormat, factsOf, type ParsedCalendar, parseCalendar } from './parse.ts';
export type { Pause } from './spans.ts';
export { weekOf } from './week.ts';
export {
  type CalendarFacts,
  type DayFact,
  type DayStatus,
  defaultOfficeHours,
  type Hours,
  nextWorkingDay,
  type OfficeWeek,
  type WeekdayHours,
  type WorkingCalendar,
  workingCalendar,
} from './working-calendar.ts';
export { workingTimeBetween } from './working-time.ts';
