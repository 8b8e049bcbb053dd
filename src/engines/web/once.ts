import { type Ctx, Refusal, type Tx } from '#engines/database';
import { onceField } from './csrf.ts';
import type { Form } from './route.ts';
import { answeredPost, answerPost, claimPost } from './store.ts';
import { vi } from './vi.ts';

/**
 * Does the work of a form once, however often the form is sent: a second tap, a repeated request after a
 * lost answer, two at the same instant. Call it first in the transaction that does the work: the key is
 * written with the work or not at all, and a twin waits for the first to commit, then gets its answer.
 *
 *     const number = await tx(ctx, (t) => once(ctx, t, form, () => submit(t, …)));
 *
 * @param work returns the short answer to keep: a dossier's number, an address. No personal data.
 */
export async function once(ctx: Ctx, tx: Tx, form: Form, work: () => Promise<string>): Promise<string> {
  const key = form.get(onceField);
  if (!/^[\w-]{16,64}$/.test(key)) throw new Refusal('invalid', 'web.no-once-key', vi.staleForm);
  const owner = ownerOf(ctx);
  const claimed = await tx.run(claimPost, { owner, key, created_at: ctx.now() });
  if (claimed === 0) {
    const { answer } = await tx.one(answeredPost, { owner, key });
    if (answer === null) throw new Error('once: a claimed post without an answer was committed');
    return answer;
  }
  const answer = await work();
  await tx.run(answerPost, { owner, key, answer });
  return answer;
}

// One account cannot read another's answer by guessing its key.
const ownerOf = ({ actor }: Ctx): string =>
  actor.kind === 'citizen' || actor.kind === 'officer' ? actor.accountId : actor.kind;
