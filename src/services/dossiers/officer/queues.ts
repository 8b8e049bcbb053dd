import type { Queue, QueueFilter } from '#engines/cases';
import type { Officer } from '#engines/database';
import { vi } from './vi.ts';

export type QueueSlug = keyof typeof vi.queueNames;

export const queueSlugs = Object.keys(vi.queueNames) as QueueSlug[];

export const openStates = [
  'submitted',
  'received',
  'processing',
  'supplement',
  'awaiting-payment',
  'decided',
];
const working = ['received', 'processing'];

/** Until when "sắp hạn" looks: the end of the next working day. */
export interface Moments {
  readonly now: Date;
  readonly soon: Date;
}

const always = new Date(0);

/** What each group of the officers' first screen holds: exactly what its words say. */
export function queueOf(slug: QueueSlug, officer: Officer, at: Moments, filter: QueueFilter = {}): Queue {
  const kind = 'dossier';
  const open = (states: readonly string[], facet3?: string): Queue => ({
    kind,
    name: 'open',
    states,
    filter: facet3 ? { ...filter, facet3 } : filter,
  });
  const mine = (states: readonly string[]): Queue => ({
    kind,
    name: 'assigned',
    postId: officer.postId,
    states,
    filter,
  });
  switch (slug) {
    case 'giao-cho-toi':
      return mine(openStates);
    case 'cua-don-vi':
      return open(openStates);
    case 'moi-nop':
      return open(['submitted']);
    case 'cho-tiep-nhan':
      return open(['submitted', 'supplement'], 'reception');
    case 'cho-ban-giao':
      return open(['received']);
    case 'dang-xu-ly-cua-toi':
      return mine(working);
    case 'cho-duyet':
      return open(['processing'], 'approval');
    case 'cho-ban-hanh':
      return open(['processing'], 'issuing');
    case 'cho-bo-sung':
      return open(['supplement'], 'citizen');
    case 'sap-han':
      return { kind, name: 'due', from: at.now, until: at.soon, filter };
    case 'qua-han':
      return { kind, name: 'due', from: always, until: at.now, filter };
    case 'cho-tra':
      return open(['decided']);
  }
}

/** The group that a post's day begins with. */
export function firstQueueOf(officer: Officer): QueueSlug {
  if (officer.permissions.has('dossier.receive')) return 'cho-tiep-nhan';
  if (officer.permissions.has('dossier.process')) return 'dang-xu-ly-cua-toi';
  return officer.permissions.has('dossier.approve') ? 'cho-duyet' : 'cua-don-vi';
}
