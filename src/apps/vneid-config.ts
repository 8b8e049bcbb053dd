import fs from 'node:fs';
import type { IdentityProvider } from '#engines/access';

/**
 * The OpenID Connect provider that stands for VNeID, from the environment. What the real one calls its claims and
 * levels is not public: the names below are ours until an authority says others (`chưa đối chiếu`).
 */
export function vneidFrom(env: NodeJS.ProcessEnv): IdentityProvider | undefined {
  const { LANGSO_VNEID_ISSUER: issuer, LANGSO_VNEID_CLIENT_ID: clientId } = env;
  if (!issuer) return undefined;
  if (!URL.canParse(issuer) || !/^https:|^http:\/\/(127\.0\.0\.1|localhost)(:|\/|$)/.test(issuer))
    throw new Error(`LANGSO_VNEID_ISSUER="${issuer}" không đúng: cần một địa chỉ https.`);
  if (!clientId) throw new Error('Thiếu LANGSO_VNEID_CLIENT_ID: mã mà bên VNeID cấp cho hệ thống này.');
  const { LANGSO_VNEID_KEY_FILE: keyFile, LANGSO_VNEID_SECRET: secret } = env;
  if (!keyFile && !secret)
    throw new Error('Thiếu LANGSO_VNEID_KEY_FILE (khóa riêng, PEM) hoặc LANGSO_VNEID_SECRET.');
  return {
    issuer,
    clientId,
    ...(secret ? { secret } : {}),
    ...(keyFile ? { privateKey: fs.readFileSync(keyFile, 'utf8') } : {}),
    scope: env.LANGSO_VNEID_SCOPE || 'openid profile phone',
    ...(env.LANGSO_VNEID_ACR ? { acrValues: env.LANGSO_VNEID_ACR } : {}),
    claims: {
      identity: env.LANGSO_VNEID_CLAIM_IDENTITY || 'identity_number',
      name: env.LANGSO_VNEID_CLAIM_NAME || 'name',
      birth: env.LANGSO_VNEID_CLAIM_BIRTH || 'birthdate',
      phone: env.LANGSO_VNEID_CLAIM_PHONE || 'phone_number',
      level: env.LANGSO_VNEID_CLAIM_LEVEL || 'acr',
    },
    levels: (env.LANGSO_VNEID_LEVEL_2 || '2').split(/[\s,]+/).filter((value) => value !== ''),
  };
}
