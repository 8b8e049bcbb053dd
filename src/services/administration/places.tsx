import type { Permission } from '#engines/access';
import { Tabs } from '#engines/ui';
import type { Exchange } from '#engines/web';
import { vi } from './vi.ts';

const home = '/can-bo/quan-tri';

/** The rooms of the administration, in the order of how often they are entered. */
export const places = {
  overview: { href: home, label: vi.overview, permission: 'admin.outbox' },
  posts: { href: `${home}/vi-tri`, label: vi.posts.title, permission: 'admin.accounts' },
  delegations: { href: `${home}/uy-quyen`, label: vi.delegations, permission: 'admin.accounts' },
  unit: { href: `${home}/don-vi`, label: vi.unit, permission: 'admin.accounts' },
  audit: { href: `${home}/nhat-ky`, label: vi.audit.title, permission: 'admin.audit' },
  events: { href: `${home}/viec`, label: vi.events.title, permission: 'admin.outbox' },
  deliveries: { href: `${home}/tin`, label: vi.deliveries.title, permission: 'admin.outbox' },
} as const satisfies Record<string, { href: string; label: string; permission: Permission }>;

/** The tabs of the administration that this officer may enter. */
export function Places(props: { readonly exchange: Exchange; readonly current: string }) {
  const { actor } = props.exchange;
  const open = Object.values(places).filter(
    (place) => actor.kind === 'officer' && actor.permissions.has(place.permission),
  );
  return (
    <Tabs
      label={vi.tabs}
      items={open.map(({ href, label }) => ({ href, label, current: href === props.current }))}
    />
  );
}
