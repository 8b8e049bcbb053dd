import { officer, type Route, route } from '#engines/web';
import { showOverview } from './overview.tsx';
import { showRows } from './rows.tsx';

export const routes: readonly Route[] = [
  route({
    method: 'GET',
    url: '/can-bo/tong-quan',
    who: officer('dossier.oversee'),
    sample: { query: { ky: 'thang' } },
    handler: showOverview,
  }),
  route({
    method: 'GET',
    url: '/can-bo/tong-quan/ho-so',
    who: officer('dossier.oversee'),
    sample: { query: { hinh: 'dang-giai-quyet', ky: 'thang' } },
    handler: showRows,
  }),
];
