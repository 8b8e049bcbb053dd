export type { StoredContent } from './blob-store.ts';
export { clamdScanner, type Scanner } from './clamd.ts';
export { disposition } from './disposition.ts';
export { deleteLooseFiles } from './jobs.ts';
export { keepContent, openFileStore, storedContents } from './settings.ts';
export type { FileRow } from './store.ts';
export { attachFiles, bindOwnFiles, filesOf, type OpenFile, openFile, releaseFiles } from './stored.ts';
export {
  appendUpload,
  type Declaration,
  declareUpload,
  type Progress,
  progressOf,
  storeUpload,
} from './upload.ts';
