import { Refusal } from '#engines/database';
import type { Group } from '#engines/forms';
import { type Answer, citizen, type Exchange, type Route, route } from '#engines/web';
import { saveCase, showCase } from './case-screen.tsx';
import { showCheck, submitFromCheck } from './check-screen.tsx';
import { saveDelivery, showDelivery } from './delivery-screen.tsx';
import { indexFrom, leaveItems, removeItem, saveGroup, showGroup, showItem } from './group-screen.tsx';
import { leadsBack } from './leads-back.ts';
import { leavePapers, paperRoutes, showPapers } from './papers-screen.tsx';
import { screenPath } from './screen-page.tsx';
import { vi } from './vi.ts';
import { atScreen, type Place } from './wizard.ts';

/** The wizard: one address a screen, the same whether it is asked or answered. */
export const filingRoutes: readonly Route[] = [
  route({
    method: 'GET',
    url: '/nop/:draft/:screen',
    who: citizen,
    sample: { params: { draft: '{draft}', screen: 'kiem-tra' } },
    handler: (exchange) => atScreen(exchange, exchange.params.screen ?? '', show),
  }),
  route({
    method: 'POST',
    url: '/nop/:draft/:screen',
    who: citizen,
    sample: { params: { draft: '{draft}', screen: 'kiem-tra' } },
    handler: (exchange) => atScreen(exchange, exchange.params.screen ?? '', save),
  }),
  route({
    method: 'GET',
    url: '/nop/:draft/:screen/:index',
    who: citizen,
    sample: { params: { draft: '{draft}', screen: 'members', index: '0' } },
    handler: (exchange) => atItem(exchange, (place, group, index) => showItem(place, group, index)),
  }),
  route({
    method: 'POST',
    url: '/nop/:draft/:screen/:index',
    who: citizen,
    sample: { params: { draft: '{draft}', screen: 'members', index: '0' } },
    handler: (exchange) => atItem(exchange, saveGroup),
  }),
  route({
    method: 'POST',
    url: '/nop/:draft/:screen/:index/xoa',
    who: citizen,
    sample: { params: { draft: '{draft}', screen: 'members', index: '0' } },
    handler: (exchange) => atItem(exchange, removeItem),
  }),
  leadsBack(
    '/nop/:draft/:screen/:index/xoa',
    { params: { draft: '{draft}', screen: 'members', index: '0' } },
    ({ draft = '', screen = '' }) => screenPath(draft, screen),
  ),
  ...paperRoutes,
];

function show(place: Place): Promise<Answer> | Answer {
  switch (place.screen.kind) {
    case 'case':
      return showCase(place);
    case 'group':
      return showGroup(place, groupOf(place));
    case 'papers':
      return showPapers(place);
    case 'delivery':
      return showDelivery(place);
    case 'check':
      return showCheck(place);
  }
}

function save(place: Place): Promise<Answer> | Answer {
  const group = place.screen.group;
  switch (place.screen.kind) {
    case 'case':
      return saveCase(place);
    case 'group':
      return group?.repeat ? leaveItems(place, group) : saveGroup(place, groupOf(place));
    case 'papers':
      return leavePapers(place);
    case 'delivery':
      return saveDelivery(place);
    case 'check':
      return submitFromCheck(place);
  }
}

const atItem = (
  exchange: Exchange,
  work: (place: Place, group: Group, index: number) => Promise<Answer> | Answer,
): Promise<Answer> =>
  atScreen(exchange, exchange.params.screen ?? '', (place) => {
    const group = groupOf(place);
    if (!group.repeat) throw noSuchScreen();
    return work(place, group, indexFrom(exchange.params.index));
  });

function groupOf(place: Place): Group {
  if (!place.screen.group) throw noSuchScreen();
  return place.screen.group;
}

const noSuchScreen = () => new Refusal('missing', 'draft.no-such-screen', vi.refusals.noScreen);
