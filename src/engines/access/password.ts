import { randomBytes, scrypt, timingSafeEqual } from 'node:crypto';
import { Refusal } from '#engines/database';
import { vi } from './vi.ts';

/** OWASP's scrypt setting of least memory (16 MiB a guess): the server may have 1 GB in all. */
const passwordCost = { N: 16384, r: 8, p: 5 };
/** A code lives five minutes: this cost makes trying all million of a stolen hash take longer. */
const codeCost = { N: 4096, r: 8, p: 1 };

type Cost = typeof passwordCost;

/** Refuses passwords that are guessed first; length is what counts (NIST SP 800-63B §5.1.1.2). */
export function checkNewPassword(password: string, own: readonly string[]): void {
  const plain = password.normalize('NFC').toLowerCase();
  if ([...plain].length < 8) throw new Refusal('invalid', 'access.short-password', vi.shortPassword);
  if ([...plain].length > 200) throw new Refusal('invalid', 'access.long-password', vi.longPassword);
  const monotonous = new Set(plain).size < 4;
  const guessed = ['12345678', '123456789', '1234567890', 'matkhau1', 'mật khẩu', 'password', 'yenmo123'];
  if (monotonous || guessed.includes(plain) || own.some((word) => word.length > 3 && plain === word))
    throw new Refusal('invalid', 'access.common-password', vi.commonPassword);
}

export const hashPassword = (password: string): Promise<string> => hashWith(password, passwordCost);
export const hashCode = (code: string): Promise<string> => hashWith(code, codeCost);

/** Compares in constant time, and takes as long for an account that has no password or does not exist. */
export async function matches(secret: string, hash: string | null): Promise<boolean> {
  const [, cost, salt, key] = /^([\d:]+)\$([\w-]+)\$([\w-]+)$/.exec(hash ?? decoy) ?? [];
  if (!cost || !salt || !key) return false;
  const [N = 0, r = 0, p = 0] = cost.split(':').map(Number);
  const found = await derive(secret, Buffer.from(salt, 'base64url'), { N, r, p });
  return timingSafeEqual(found, Buffer.from(key, 'base64url')) && hash !== null;
}

const decoy = `${passwordCost.N}:${passwordCost.r}:${passwordCost.p}$${'A'.repeat(22)}$${'A'.repeat(43)}`;

async function hashWith(secret: string, cost: Cost): Promise<string> {
  const salt = randomBytes(16);
  const key = await derive(secret, salt, cost);
  return `${cost.N}:${cost.r}:${cost.p}$${salt.toString('base64url')}$${key.toString('base64url')}`;
}

function derive(secret: string, salt: Buffer, cost: Cost): Promise<Buffer> {
  return new Promise((resolve, reject) =>
    scrypt(secret.normalize('NFC'), salt, 32, cost, (error, key) => (error ? reject(error) : resolve(key))),
  );
}
