import {
  createCipheriv,
  createDecipheriv,
  createHmac,
  hkdfSync,
  randomBytes,
  timingSafeEqual,
} from 'node:crypto';

/** Keyed marks and seals, each purpose with its own key derived from the one secret. */
export interface Secrets {
  /** A mark nobody else can make. */
  sign(purpose: string, text: string): string;
  verify(purpose: string, text: string, mark: string): boolean;
  /** AES-256-GCM; `extra` is a second key half that is not kept here (a cookie). */
  seal(purpose: string, extra: string, clear: string): Buffer;
  /** undefined when tampered with, or sealed with another key. */
  open(purpose: string, extra: string, sealed: Buffer): string | undefined;
}

export function secretsOf(secret: string): Secrets {
  if (secret.length < 32) throw new Error('the secret must have at least 32 characters');
  const keys = new Map<string, Buffer>();
  const keyOf = (purpose: string): Buffer => {
    const known = keys.get(purpose);
    if (known) return known;
    const key = Buffer.from(hkdfSync('sha256', secret, '', purpose, 32));
    keys.set(purpose, key);
    return key;
  };
  const sign = (purpose: string, text: string) =>
    createHmac('sha256', keyOf(purpose)).update(text).digest('base64url');
  const sealKey = (purpose: string, extra: string) =>
    createHmac('sha256', keyOf(`seal ${purpose}`))
      .update(extra)
      .digest();
  return {
    sign,
    verify(purpose, text, mark) {
      const expected = Buffer.from(sign(purpose, text));
      const given = Buffer.from(mark);
      return expected.length === given.length && timingSafeEqual(expected, given);
    },
    seal(purpose, extra, clear) {
      const iv = randomBytes(12);
      const cipher = createCipheriv('aes-256-gcm', sealKey(purpose, extra), iv);
      const body = Buffer.concat([cipher.update(clear, 'utf8'), cipher.final()]);
      return Buffer.concat([iv, cipher.getAuthTag(), body]);
    },
    open(purpose, extra, sealed) {
      try {
        const decipher = createDecipheriv('aes-256-gcm', sealKey(purpose, extra), sealed.subarray(0, 12));
        decipher.setAuthTag(sealed.subarray(12, 28));
        return Buffer.concat([decipher.update(sealed.subarray(28)), decipher.final()]).toString('utf8');
      } catch {
        return undefined;
      }
    },
  };
}

export const randomToken = (bytes = 24): string => randomBytes(bytes).toString('base64url');
