import { localDate } from '#engines/calendar';
import type { Ctx } from '#engines/database';
import type { Checks, Words } from '#engines/forms';
import { checkIdentityNumber, ethnicGroups, maskIdentity, nationalities } from '#engines/people';

const ethnicCodes = new Set(ethnicGroups.map((g) => g.code));
const countryCodes = new Set(nationalities.map((n) => n.code));

/** What the form engine cannot know by itself; the same on the wizard's screens and at the submission. */
export const answerChecks = (ctx: Ctx): Checks => ({
  today: localDate(ctx.now()),
  ethnicGroups: ethnicCodes,
  nationalities: countryCodes,
  identityNumber: (value, known) => checkIdentityNumber(value, known),
});

/** Codes as words; identity numbers masked unless they are being looked at on purpose. */
export const answerWords = (shown: 'masked' | 'whole'): Words => ({
  ethnicGroup: (code) => ethnicGroups.find((g) => g.code === code)?.name,
  nationality: (code) => nationalities.find((n) => n.code === code)?.name,
  ...(shown === 'masked' ? { identityNumber: maskIdentity } : {}),
});
