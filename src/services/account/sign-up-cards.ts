import type { Citizen, Officer } from '#engines/database';
import type { CardItem } from '#engines/ui';
import { levelPath } from './sign-up-level.tsx';
import { vi as passkey } from './vi/passkey.ts';
import { vi } from './vi/sign-up.ts';

/** On a person's own page: how far she has proven who she is, and the machines that open without a message. */
export const waysIn = (self: Citizen | Officer): CardItem[] => [
  ...(self.kind === 'citizen'
    ? [{ href: levelPath, title: vi.level.link, text: vi.level.linkText, icon: 'shield-check' }]
    : []),
  { href: '/toi/khoa', title: passkey.link, text: passkey.linkText, icon: 'fingerprint' },
];
