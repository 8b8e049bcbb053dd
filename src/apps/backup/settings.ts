import type { Keep, S3Access } from '#engines/backup';

export interface BackupSettings {
  /** A directory, or `s3://bucket/prefix`. */
  readonly to: string;
  /** age public keys (age1…); the machine itself need not know a secret one. */
  readonly recipients: readonly string[];
  readonly keep: Keep;
  /** Bytes of content read a second at most. */
  readonly rate: number;
  /** Minute, hour, day, month, weekday, on Vietnam's clock. */
  readonly cron: string;
  readonly access: S3Access | undefined;
}

const keepByDefault = '7,4,12';
/** Half an hour past one at night. */
const cronByDefault = '30 1 * * *';
/** Megabytes a second; with it the people at the counter do not feel the backup (bench/backup.ts). */
const rateByDefault = '4';

/** What the environment says about backups; undefined where LANGSO_BACKUP_TO is not set. Throws a sentence. */
export function readBackupSettings(env = process.env): BackupSettings | undefined {
  const to = env.LANGSO_BACKUP_TO;
  if (!to) return undefined;
  const recipients = (env.LANGSO_BACKUP_RECIPIENT ?? '').split(/[\s,]+/).filter(Boolean);
  if (recipients.length === 0 || recipients.some((key) => !/^age1[0-9a-z]{20,}$/.test(key)))
    throw new Error(
      'LANGSO_BACKUP_RECIPIENT cần ít nhất một khóa công khai age1…: tạo bằng ./langso backup key TỆP. / LANGSO_BACKUP_RECIPIENT needs a public key age1…: make one with ./langso backup key FILE.',
    );
  return {
    ...{ to, recipients, keep: keepOf(env.LANGSO_BACKUP_KEEP ?? keepByDefault) },
    rate: rateOf(env.LANGSO_BACKUP_RATE ?? rateByDefault),
    cron: env.LANGSO_BACKUP_CRON ?? cronByDefault,
    access: accessOf(env),
  };
}

function keepOf(text: string): Keep {
  const [days, weeks, months, more] = text.split(',').map(Number);
  const isCount = (n: number | undefined): n is number => n !== undefined && Number.isInteger(n) && n >= 0;
  if (!isCount(days) || !isCount(weeks) || !isCount(months) || more !== undefined)
    throw new Error(
      `LANGSO_BACKUP_KEEP="${text}" không đúng: ba số ngày, tuần, tháng, ví dụ ${keepByDefault}. / three counts of days, weeks, months.`,
    );
  return { days, weeks, months };
}

function rateOf(text: string): number {
  const megabytes = Number(text);
  if (!(megabytes > 0))
    throw new Error(
      `LANGSO_BACKUP_RATE="${text}" không đúng: cần số MB mỗi giây, ví dụ ${rateByDefault}. / megabytes a second.`,
    );
  return megabytes * 1e6;
}

export function accessOf(env: NodeJS.ProcessEnv): S3Access | undefined {
  const { LANGSO_S3_ENDPOINT: endpoint, LANGSO_S3_KEY: key, LANGSO_S3_SECRET: secret } = env;
  if (!endpoint || !key || !secret) return undefined;
  return { endpoint, key, secret, region: env.LANGSO_S3_REGION ?? 'us-east-1' };
}
