import { requireCitizen } from '#engines/access';
import { type Case, caseByNumber, rate } from '#engines/cases';
import { type Ctx, Refusal, type Tx, tx } from '#engines/database';
import { sayIn } from '#engines/messages';
import { type Form, once } from '#engines/web';
import { vi } from '../vi.ts';
import { needed, record, requireAct } from './at-hand.ts';

export interface Saying {
  readonly number: string;
  readonly words: string;
  /** That the words were typed into: a second tap says nothing more. */
  readonly form?: Form;
}

/** The citizen writes to the office within her dossier. */
export async function sayToOffice(ctx: Ctx, input: Saying): Promise<void> {
  requireCitizen(ctx);
  const words = needed(input.words, vi.needsWords);
  await say(ctx, input, words, (open, c) => record(open, c, 'said-by-citizen'));
}

/** The office writes to the citizen; it comes to her inbox too. */
export async function sayToCitizen(ctx: Ctx, input: Saying): Promise<void> {
  requireAct(ctx, 'assign');
  const words = needed(input.words, vi.needsWords);
  await say(ctx, input, words, (open, c) => record(open, c, 'said-by-office', { words }));
}

async function say(
  ctx: Ctx,
  { number, form }: Saying,
  words: string,
  recordIt: (open: Tx, c: Case) => Promise<void>,
): Promise<void> {
  await tx(ctx, async (open) => {
    const work = async () => {
      const c = await caseByNumber(ctx, open, number);
      await sayIn(ctx, open, { kind: 'dossier', id: c.id }, words);
      await recordIt(open, c);
      return 'said';
    };
    if (form) await once(ctx, open, form, work);
    else await work();
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
