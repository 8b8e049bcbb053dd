import { type Actor, type Ctx, type Db, Refusal, type Tx } from '#engines/database';
import { insertThreadMessage, listThread } from './store.ts';
import { vi } from './vi.ts';

/** What the talk is about; whoever asks has checked that the actor may see it. */
export interface Subject {
  readonly kind: string;
  readonly id: string;
}

const longest = 2_000;

/** Says something in a matter's thread. A citizen signs with her name, an officer with the post. */
export async function sayIn(ctx: Ctx, tx: Tx, subject: Subject, body: string): Promise<number> {
  const said = body.normalize('NFC').trim();
  if (!said) throw new Refusal('invalid', 'messages.empty', vi.emptyMessage);
  if (said.length > longest) throw new Refusal('invalid', 'messages.too-long', vi.longMessage);
  const row = await tx.one(insertThreadMessage, {
    subject_kind: subject.kind,
    subject_id: subject.id,
    ...authorOf(ctx.actor),
    body: said,
    at: ctx.now(),
  });
  return row.id;
}

/** The thread, the oldest first. */
export const messagesIn = (db: Db, subject: Subject) =>
  db.many(listThread, { subject_kind: subject.kind, subject_id: subject.id });

function authorOf(actor: Actor) {
  switch (actor.kind) {
    case 'officer':
      return {
        author_kind: 'officer',
        account_id: actor.accountId,
        post_id: actor.postId,
        author: actor.postTitle,
      };
    case 'citizen':
      return { author_kind: 'citizen', account_id: actor.accountId, post_id: null, author: actor.name };
    case 'machine':
      return { author_kind: 'machine', account_id: null, post_id: null, author: vi.theSystem };
    case 'client':
    case 'anyone':
      throw new Refusal('denied', 'messages.sign-in-first', vi.signInFirst);
  }
}
