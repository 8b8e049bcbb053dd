import { isCalendarDate } from '#engines/calendar';
import type { Form } from '#engines/web';

/** The day typed into three boxes; '' when none was typed, undefined when it is no day. */
export const dayIn = (form: Form, name: string): string | undefined => dayFrom((box) => form.get(box), name);

/** The same of an address's query. */
export const dayAsked = (query: Readonly<Record<string, string>>, name: string): string | undefined =>
  dayFrom((box) => query[box] ?? '', name);

function dayFrom(typed: (box: string) => string, name: string): string | undefined {
  const [day = '', month = '', year = ''] = ['day', 'month', 'year'].map((part) => typed(`${name}-${part}`));
  if (day === '' && month === '' && year === '') return '';
  const date = `${year}-${month.padStart(2, '0')}-${day.padStart(2, '0')}`;
  return isCalendarDate(date) ? date : undefined;
}

/** What an address's three boxes show: what was typed, a wrong day too. */
export const boxesAsked = (query: Readonly<Record<string, string>>, name: string, otherwise: string) =>
  dayAsked(query, name) === undefined
    ? {
        day: query[`${name}-day`] ?? '',
        month: query[`${name}-month`] ?? '',
        year: query[`${name}-year`] ?? '',
      }
    : boxesOf(dayAsked(query, name) || otherwise);

/** What the three boxes show for a day. */
const boxesOf = (date: string): { day: string; month: string; year: string } => ({
  day: String(Number(date.slice(8, 10))),
  month: String(Number(date.slice(5, 7))),
  year: date.slice(0, 4),
});

/** What was typed stays; otherwise the boxes show this day. */
export const boxesFrom = (form: Form, name: string, otherwise: string) =>
  form.has(`${name}-day`)
    ? { day: form.get(`${name}-day`), month: form.get(`${name}-month`), year: form.get(`${name}-year`) }
    : boxesOf(otherwise);
