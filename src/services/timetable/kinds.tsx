import {
  type CalendarFacts,
  decideDay,
  formatDate,
  loadCalendar,
  setOfficeHours,
  type WorkingCalendar,
  weekOf,
} from '#engines/calendar';
import { TextField } from '#engines/ui';
import {
  type ChangeKind,
  day,
  type Editor,
  freshId,
  isList,
  type Json,
  line,
  markOf,
  oneOf,
  type Problem,
  type Widget,
} from '#services/changes';
import { ownDays } from './own-days.ts';
import {
  contentOfDays,
  contentOfHours,
  daysFrom,
  endlessRestIn,
  hoursFrom,
  type OwnDay,
  problemsOfDays,
  problemsOfHours,
  weekdayKeys,
} from './timetable.ts';
import { vi } from './vi.ts';

const back = [{ href: '/can-bo/lich-lam-viec', label: vi.title, icon: 'calendar' }];

/** The commune's week from a date on. */
export const hoursKind: ChangeKind = {
  kind: 'office-hours',
  title: vi.hours.kind,
  permission: 'procedures.edit',
  dated: true,
  async current(db, _subject, unitId) {
    const week = await weekOf(db, unitId);
    const content = contentOfHours(week.hours);
    return {
      title: vi.hours.title,
      content,
      base: markOf([content, week.validFrom]),
      ...(week.own ? { earliest: week.validFrom } : {}),
    };
  },
  check: problemsOfHours,
  editorFor: () => hoursEditor,
  apply: (tx, change) =>
    setOfficeHours(tx, {
      unitId: change.unitId,
      validFrom: change.effectiveFrom,
      hours: hoursFrom(change.content),
      source: change.reason,
    }),
  undo: (tx, change) =>
    setOfficeHours(tx, {
      unitId: change.unitId,
      validFrom: change.effectiveFrom,
      hours: hoursFrom(change.before),
      source: vi.hours.undone(change.reason),
    }),
  linksOf: () => back,
};

/** Spans of a day on one line: `7:30-11:30, 13:00-17:00`. What cannot be read stays as typed. */
const spans: Widget = {
  draw: (box) => (
    <TextField
      name={box.name}
      label={box.label}
      width="medium"
      optional
      {...(box.error ? { error: box.error } : {})}
      value={spanWords(box.value)}
    />
  ),
  read: (form, { name }) =>
    form
      .get(name)
      .split(/[,;]/)
      .map((part) => part.trim())
      .filter((part) => part !== '')
      .map((part) => {
        const [, h1 = '', m1 = '00', h2 = '', m2 = '00'] =
          /^(\d{1,2})(?:[:hg.](\d{2}))?\s*(?:-|–|đến)\s*(\d{1,2})(?:[:hg.](\d{2}))?$/u.exec(part) ?? [];
        return h1
          ? { from: `${h1.padStart(2, '0')}:${m1}`, to: `${h2.padStart(2, '0')}:${m2}` }
          : { from: part, to: '' };
      }),
  words: (value) => spanWords(value) || vi.hours.closed,
};

const spanWords = (value: Json | undefined): string =>
  (isList(value) ? value : [])
    .map((span) => {
      const { from, to } = span as { readonly from: string; readonly to: string };
      return to ? `${from}–${to}` : from;
    })
    .join(', ');

const hoursEditor: Editor = {
  sections: [
    {
      id: 'gio',
      title: vi.hours.title,
      lead: vi.hours.lead,
      at: [],
      fields: weekdayKeys.map(({ weekday, key }) => ({
        key,
        label: vi.weekdays[weekday] ?? key,
        optional: true,
        widget: spans,
      })),
    },
  ],
};

/** The days that the commune decided for itself. */
export const daysKind: ChangeKind = {
  kind: 'working-days',
  title: vi.days.kind,
  permission: 'procedures.edit',
  dated: false,
  async current(db, _subject, unitId) {
    const content = contentOfDays(await ownDays(db, unitId));
    return { title: vi.days.title, content, base: markOf(content) };
  },
  async check(content, { db, unitId, today }) {
    const problems = problemsOfDays(content);
    if (problems.length > 0) return problems;
    const rest = endlessRestIn(withDays(await loadCalendar(db, unitId), daysFrom(content)), today);
    return rest ? [{ at: ['days'], message: vi.problems.endless(formatDate(rest)) } satisfies Problem] : [];
  },
  editorFor: () => daysEditor,
  async apply(tx, change) {
    const before = new Map(daysFrom(change.before).map((one) => [one.date, one]));
    const after = daysFrom(change.content);
    const by = { unitId: change.unitId, decidedBy: change.reason, checkedBy: change.approvedBy };
    for (const { date, status, reason, standsFor = null } of after) {
      const was = before.get(date);
      before.delete(date);
      const isSame = was?.status === status && was.reason === reason && (was.standsFor ?? null) === standsFor;
      if (!isSame) await decideDay(tx, { ...by, date, status, reason, standsFor });
    }
    for (const date of before.keys())
      await decideDay(tx, { ...by, date, status: 'as-announced', reason: vi.days.takenBack });
  },
  linksOf: () => back,
};

/** The calendar as it would be with these days. */
const withDays = (calendar: WorkingCalendar, days: readonly OwnDay[]): WorkingCalendar => {
  const own = new Map(days.filter((one) => one.status !== 'ordinary').map((one) => [one.date, one]));
  type Status = CalendarFacts['days'][number]['status'];
  return {
    statusOf(date) {
      const found = own.get(date);
      return found ? { status: found.status as Status, reason: found.reason } : calendar.statusOf(date);
    },
    hoursOf: (date) => calendar.hoursOf(date),
  };
};

const daysEditor: Editor = {
  sections: [
    {
      id: 'ngay',
      title: vi.days.title,
      lead: vi.days.lead,
      at: [],
      fields: [],
      lists: [
        {
          key: 'days',
          title: vi.days.list,
          one: vi.days.one,
          titleOf: (item) => day.words((item as { date?: string }).date ?? '', null),
          noteOf: (item) => {
            const { status, reason } = item as Partial<OwnDay>;
            return [vi.statuses[status ?? ''] ?? '', reason ?? ''].filter(Boolean).join('; ');
          },
          blank: (content) => ({
            id: freshId(
              daysFrom(content).map((one) => one.id),
              'ngay',
            ),
            status: 'off',
          }),
          item: {
            fields: [
              { key: 'date', label: vi.days.date, widget: day },
              { key: 'status', label: vi.days.status, widget: oneOf(vi.statuses) },
              { key: 'reason', label: vi.days.reason, hint: vi.days.reasonHint, widget: line },
              { key: 'standsFor', label: vi.days.standsFor, optional: true, widget: day },
            ],
          },
        },
      ],
    },
  ],
};
