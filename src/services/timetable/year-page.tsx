import { may, requirePermission } from '#engines/access';
import {
  addDays,
  daysOf,
  formatDate,
  formatWeekday,
  isCalendarDate,
  loadCalendar,
  localDate,
  type StoredDay,
  type WorkingCalendar,
  weekOf,
} from '#engines/calendar';
import {
  Button,
  Buttons,
  Checkboxes,
  Details,
  EmptyState,
  Form,
  Inset,
  OfficerPage,
  Table,
  Tabs,
  Tag,
} from '#engines/ui';
import { type Answer, type Exchange, page, redirect } from '#engines/web';
import { plain, rewrite, startChange } from '#services/changes';
import { daysFrom, weekdayKeys } from './timetable.ts';
import { vi } from './vi.ts';

export const home = '/can-bo/lich-lam-viec';

/** A year of the commune: what each day is, what is not announced, its hours. */
export async function showYear(exchange: Exchange): Promise<Answer> {
  const { ctx, query } = exchange;
  const officer = requirePermission(ctx, 'changes.see');
  const today = localDate(ctx.now());
  const thisYear = Number(today.slice(0, 4));
  const asked = Number(query.nam);
  const year = Number.isInteger(asked) && asked >= 2020 && asked <= 2049 ? asked : thisYear;
  const calendar = await loadCalendar(ctx.db, officer.unitId);
  const days = await daysOf(ctx.db, year, officer.unitId);
  const week = await weekOf(ctx.db, officer.unitId, today);
  const mayEdit = may(ctx.actor, 'procedures.edit');
  const isKnown = calendar.statusOf(`${year}-03-03`).status !== 'undecided';
  const undecided = isKnown ? days.filter((row) => row.status === 'undecided') : [];
  return page(
    <OfficerPage exchange={exchange} title={vi.title}>
      <Tabs
        label={vi.year.view}
        items={[thisYear - 1, thisYear, thisYear + 1].map((n) => ({
          href: `${home}?nam=${n}`,
          label: vi.year.other(n),
          current: n === year,
        }))}
      />
      {!isKnown && <Inset tone="warning">{vi.year.unknown(year)}</Inset>}
      {undecided.length > 0 && <Undecided days={undecided} mayEdit={mayEdit} />}
      <h2>{vi.hours.title}</h2>
      <p class="hint">{week.own ? vi.hours.since(formatDate(week.validFrom)) : vi.hours.byDefault}</p>
      <Table
        caption={vi.hours.title}
        hideCaption
        rows={weekdayKeys}
        rowKey={({ key }) => key}
        columns={[
          { key: 'day', title: vi.hours.day, cell: ({ weekday }) => vi.weekdays[weekday] },
          {
            key: 'spans',
            title: vi.hours.spans,
            cell: ({ weekday }) =>
              week.hours
                .filter((h) => h.weekday === weekday)
                .map((h) => `${h.from}–${h.to}`)
                .join(', ') || vi.hours.closed,
          },
        ]}
      />
      {mayEdit && <Acts />}
      <h2>{vi.year.view}</h2>
      <p>{vi.year.lead(year)}</p>
      <div class="months">
        {Array.from({ length: 12 }, (_, i) => (
          <Month
            key={vi.month(i + 1)}
            year={year}
            month={i + 1}
            calendar={calendar}
            days={days}
            today={today}
          />
        ))}
      </div>
      <Table
        caption={vi.year.marked}
        rows={days}
        rowKey={(row) => row.date}
        empty={<EmptyState title={vi.year.none} icon="calendar" />}
        columns={[
          {
            key: 'date',
            title: vi.year.date,
            cell: (row) => `${formatWeekday(row.date)}, ${formatDate(row.date)}`,
          },
          { key: 'what', title: vi.year.what, cell: (row) => <StatusTag status={row.status} /> },
          { key: 'why', title: vi.year.why, cell: (row) => row.reason },
          { key: 'source', title: vi.year.source, cell: (row) => row.decided_by ?? row.source },
          {
            key: 'whose',
            title: vi.year.whose,
            cell: (row) => (row.unit_id === null ? vi.year.announced : vi.year.ours),
          },
        ]}
      />
    </OfficerPage>,
  );
}

function Undecided(props: { readonly days: readonly StoredDay[]; readonly mayEdit: boolean }) {
  return (
    <Details summary={vi.year.undecided(props.days.length)}>
      <p>{vi.year.undecidedLead}</p>
      {props.mayEdit && (
        <Form action={`${home}/ngay`}>
          <Checkboxes
            name="ngay"
            label={vi.year.which}
            options={props.days.map(({ date, reason }) => ({
              value: date,
              label: `${formatWeekday(date)}, ${formatDate(date)}`,
              hint: reason,
            }))}
          />
          <Button icon="calendar">{vi.year.decide}</Button>
        </Form>
      )}
    </Details>
  );
}

function Acts() {
  return (
    <Buttons>
      <Form action={`${home}/gio`}>
        <Button icon="clock">{vi.hours.change}</Button>
      </Form>
      <Form action={`${home}/ngay`}>
        <Button look="secondary" icon="calendar">
          {vi.year.change}
        </Button>
      </Form>
    </Buttons>
  );
}

const colours = { off: 'red', working: 'blue', undecided: 'amber' } as const;

function StatusTag({ status }: { readonly status: string }) {
  const colour = status in colours ? colours[status as keyof typeof colours] : 'grey';
  return <Tag colour={colour}>{vi.statuses[status] ?? status}</Tag>;
}

/** One month as on a wall calendar, Monday first; a marked day says in words what it is. */
function Month(props: {
  readonly year: number;
  readonly month: number;
  readonly calendar: WorkingCalendar;
  readonly days: readonly StoredDay[];
  readonly today: string;
}) {
  const { year, month, calendar, today } = props;
  const first = `${year}-${String(month).padStart(2, '0')}-01`;
  const lead = (new Date(`${first}T00:00:00Z`).getUTCDay() + 6) % 7;
  const begin = addDays(first, -lead);
  const weeks = Array.from({ length: 6 }, (_, w) =>
    Array.from({ length: 7 }, (__, d) => addDays(begin, w * 7 + d)),
  );
  const marked = new Map(props.days.map((row) => [row.date, row]));
  return (
    <table class="month">
      <caption>{vi.month(month)}</caption>
      <thead>
        <tr>
          {weekdayKeys.map(({ weekday }) => (
            <th key={weekday} scope="col" abbr={vi.weekdays[weekday]}>
              {vi.short[weekday]}
            </th>
          ))}
        </tr>
      </thead>
      <tbody>
        {weeks
          .filter((week) => week.some((date) => date.startsWith(first.slice(0, 7))))
          .map((week) => (
            <tr key={week[0]}>
              {week.map((date) => {
                if (!date.startsWith(first.slice(0, 7))) return <td key={date} />;
                const row = marked.get(date);
                const { status } = calendar.statusOf(date);
                return (
                  <td
                    key={date}
                    class={`day-${row ? status : status === 'off' ? 'rest' : status}`}
                    aria-current={date === today ? 'date' : undefined}
                    title={row?.reason}
                  >
                    {Number(date.slice(8))}
                    {row && <span class="unseen"> {vi.marks[status]}</span>}
                  </td>
                );
              })}
            </tr>
          ))}
      </tbody>
    </table>
  );
}

export async function beginHours({ ctx }: Exchange): Promise<Answer> {
  requirePermission(ctx, 'procedures.edit');
  const id = await startChange(ctx, { kind: 'office-hours', subject: 'office-hours' });
  return redirect(`/can-bo/thay-doi/${id}/sua?muc=gio`);
}

/** The draft of the commune's days; days that were asked for are put in it as days off, ready to be corrected. */
export async function beginDays({ ctx, form }: Exchange): Promise<Answer> {
  const officer = requirePermission(ctx, 'procedures.edit');
  const id = await startChange(ctx, { kind: 'working-days', subject: 'working-days' });
  const wanted = form.all('ngay').filter(isCalendarDate);
  const known = await Promise.all(
    [...new Set(wanted.map((date) => Number(date.slice(0, 4))))].map((year) =>
      daysOf(ctx.db, year, officer.unitId),
    ),
  );
  const reasonOf = (date: string) => known.flat().find((row) => row.date === date)?.reason ?? '';
  if (wanted.length > 0)
    await rewrite(ctx, id, (content) => {
      const days = daysFrom(content);
      const fresh = wanted
        .filter((date) => !days.some((one) => one.date === date))
        .map((date) => ({ id: date, date, status: 'off', reason: reasonOf(date) }) as const);
      return { content: plain({ days: [...days, ...fresh] }) };
    });
  return redirect(`/can-bo/thay-doi/${id}/sua?muc=ngay`);
}
