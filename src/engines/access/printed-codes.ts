import { randomInt } from 'node:crypto';
import { type Ctx, column, sql, type Tx } from '#engines/database';
import { hashCode, matches } from './password.ts';

const { instant, text, uuid } = column;

const perSheet = 10;
/** Two digits more than a code by message: these live until they are used. */
const digits = 8;

/**
 * A new sheet of codes on paper, each good once, as the second factor where no message arrives; the sheet before
 * is worth nothing from now on. Only hashes are kept.
 */
export async function printCodes(ctx: Ctx, tx: Tx, accountId: string): Promise<string[]> {
  await tx.run(deleteCodes, { account_id: accountId });
  const codes = new Set<string>();
  while (codes.size < perSheet) codes.add(String(randomInt(10 ** digits)).padStart(digits, '0'));
  for (const code of codes)
    await tx.run(insertPrintedCode, {
      account_id: accountId,
      code_hash: await hashCode(code),
      at: ctx.now(),
    });
  return [...codes];
}

/** Uses one of the account's codes up; true when it was one and had not been used. */
export async function spendPrintedCode(
  ctx: Ctx,
  tx: Tx,
  accountId: string | null,
  typed: string,
): Promise<boolean> {
  if (accountId === null || typed.length !== digits) return false;
  for (const { code_hash } of await tx.many(listUnused, { account_id: accountId }))
    if (await matches(typed, code_hash))
      return (await tx.run(markUsed, { account_id: accountId, code_hash, at: ctx.now() })) === 1;
  return false;
}

const insertPrintedCode = sql({
  name: 'access.insert_printed_code',
  params: { account_id: uuid, code_hash: text, at: instant },
  text: `
    insert into access.printed_codes (account_id, code_hash, created_at) values (:account_id, :code_hash, :at)`,
});

const deleteCodes = sql({
  name: 'access.delete_printed_codes',
  params: { account_id: uuid },
  text: `delete from access.printed_codes where account_id = :account_id`,
});

const listUnused = sql({
  name: 'access.list_unused_printed_codes',
  params: { account_id: uuid },
  row: { code_hash: text },
  text: `select code_hash from access.printed_codes where account_id = :account_id and used_at is null`,
});

const markUsed = sql({
  name: 'access.mark_printed_code_used',
  params: { account_id: uuid, code_hash: text, at: instant },
  text: `
    update access.printed_codes set used_at = :at
    where account_id = :account_id and code_hash = :code_hash and used_at is null`,
});
