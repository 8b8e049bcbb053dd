import { officer, type Route, route } from '#engines/web';
import { registerChangeKind } from '#services/changes';
import { daysKind, hoursKind } from './kinds.tsx';
import { beginDays, beginHours, home, showYear } from './year-page.tsx';

for (const kind of [hoursKind, daysKind]) registerChangeKind(kind);

const edit = officer('procedures.edit');

export const routes: readonly Route[] = [
  route({
    method: 'GET',
    url: home,
    who: officer('changes.see'),
    sample: { query: { nam: '2027' } },
    handler: showYear,
  }),
  route({ method: 'POST', url: `${home}/gio`, who: edit, sample: {}, handler: beginHours }),
  route({
    method: 'POST',
    url: `${home}/ngay`,
    who: edit,
    sample: { body: { ngay: '2027-02-05' } },
    handler: beginDays,
  }),
];
