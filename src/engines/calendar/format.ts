import { type CalendarDate, toLocal, weekdayOf } from './local-time.ts';
import { vi } from './vi.ts';

/** '04/03/2026' */
export function formatDate(date: CalendarDate | Date): string {
  const [year, month, day] = datePart(date).split('-');
  return `${day}/${month}/${year}`;
}

/** '16 giờ 30 phút, ngày 04/03/2026', as on the reception slip (form 01). */
export const formatDateTime = (at: Date): string => `${formatTime(at)}, ngày ${formatDate(at)}`;

/** '16 giờ 30 phút' */
function formatTime(at: Date): string {
  const local = toLocal(at);
  return `${Number(local.slice(11, 13))} giờ ${local.slice(14, 16)} phút`;
}

/** 'ngày 05 tháng 01 năm 2026': days below 10 and months 1 and 2 take a zero (NĐ 30/2020, Appendix I). */
export function formatLongDate(date: CalendarDate | Date): string {
  const [year, month, day] = datePart(date).split('-');
  return `ngày ${day} tháng ${Number(month) <= 2 ? month : Number(month)} năm ${year}`;
}

/** 'Thứ Hai' … 'Chủ nhật' */
export const formatWeekday = (date: CalendarDate | Date): string =>
  vi.weekdays[weekdayOf(datePart(date))] ?? '';

const datePart = (date: CalendarDate | Date): CalendarDate =>
  (typeof date === 'string' ? date : toLocal(date)).slice(0, 10);
