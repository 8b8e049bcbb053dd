export { backupName, expired, type Keep, momentOf } from './keep.ts';
export type { Manifest } from './manifest.ts';
export { restoreBackup } from './read.ts';
export type { S3Access } from './s3.ts';
export { type BackupTarget, backupTargetOf } from './target.ts';
export { type BackupSource, writeBackup } from './write.ts';
