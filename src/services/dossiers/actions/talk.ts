import { requireCitizen } from '#engines/access';
import { caseByNumber, rate } from '#engines/cases';
import { type Ctx, Refusal, tx } from '#engines/database';
import { sayIn } from '#engines/messages';
import { vi } from '../vi.ts';
import { needed, record, requireAct } from './at-hand.ts';

/** The citizen writes to the office within her dossier. */
export async function sayToOffice(
  ctx: Ctx,
  input: { readonly number: string; readonly words: string },
): Promise<void> {
  requireCitizen(ctx);
  const words = needed(input.words, vi.needsWords);
  await tx(ctx, async (open) => {
    const c = await caseByNumber(ctx, open, input.number);
    await sayIn(ctx, open, { kind: 'dossier', id: c.id }, words);
    await record(open, c, 'said-by-citizen');
  });
}

/** The office writes to the citizen; it comes to her inbox too. */
export async function sayToCitizen(
  ctx: Ctx,
  input: { readonly number: string; readonly words: string },
): Promise<void> {
  requireAct(ctx, 'assign');
  const words = needed(input.words, vi.needsWords);
  await tx(ctx, async (open) => {
    const c = await caseByNumber(ctx, open, input.number);
    await sayIn(ctx, open, { kind: 'dossier', id: c.id }, words);
    await record(open, c, 'said-by-office', { words });
  });
}

/** Three levels, as at the counter; after the result has been handed over, once. */
export async function rateDossier(
  ctx: Ctx,
  input: { readonly number: string; readonly score: number; readonly words: string },
): Promise<void> {
  const citizen = requireCitizen(ctx);
  const { score } = input;
  if (score !== 1 && score !== 2 && score !== 3)
    throw new Refusal('invalid', 'dossier.bad-score', vi.badScore);
  await tx(ctx, async (open) => {
    const c = await caseByNumber(ctx, open, input.number);
    if (c.filer_account_id !== citizen.accountId)
      throw new Refusal('denied', 'dossier.not-your-case', vi.notYourCase);
    if (c.state !== 'handed-over') throw new Refusal('conflict', 'dossier.rated-too-early', vi.ratedTooEarly);
    await rate(ctx, open, c, score, input.words.normalize('NFC').trim().slice(0, 1000));
    await record(open, c, 'rated', { score });
  });
}
