import { createHash } from 'node:crypto';
import type { Db } from '#engines/database';
import type { Repost } from './frame.ts';
import { randomToken, type Secrets } from './secrets.ts';
import { keepForm, takeKeptForm } from './store.ts';

/**
 * A form posted after its session had ended is not lost. Its fields are sealed for 15 minutes with a key
 * that only this browser holds (cookie `giu`, of which the database has the hash), marked with the account
 * that the form was made for. After signing in, /tiep-tuc opens it, once, for that account alone and
 * shows a button that sends it on. The next user of a shared phone gets nothing; nor does a reader of the
 * database.
 */
export interface KeptForm extends Repost {
  /** The account tag in the form's own CSRF token (csrf.ts). */
  readonly tag: string;
}

export const keptForMs = 15 * 60_000;

/** Returns the key for the browser's cookie. */
export async function keep(db: Db, secrets: Secrets, form: KeptForm, now: Date): Promise<string> {
  const key = randomToken(32);
  const sealed = secrets.seal('kept-form', key, JSON.stringify(form));
  await db.run(keepForm, { key_hash: hashOf(key), sealed, created_at: now });
  return key;
}

/** Gives a kept form back, once, and only to the account it was made for. */
export async function takeKept(
  db: Db,
  secrets: Secrets,
  key: string,
  tag: string,
  now: Date,
): Promise<KeptForm | undefined> {
  if (!key) return undefined;
  const not_before = new Date(now.getTime() - keptForMs);
  const row = await db.maybe(takeKeptForm, { key_hash: hashOf(key), not_before });
  const clear = row && secrets.open('kept-form', key, row.sealed);
  if (!clear) return undefined;
  const form = JSON.parse(clear) as KeptForm;
  return form.tag === tag ? form : undefined;
}

const hashOf = (key: string): Buffer => createHash('sha256').update(key).digest();
