export { loadAssets, noAssets } from './assets.ts';
export type { Caller } from './bearer.ts';
export { type BuildReport, type BuiltFile, buildAssets } from './build/build-assets.ts';
export { csrfField, onceField } from './csrf.ts';
export { csv } from './csv.ts';
export type { Assets, Frame, NavItem, PageProblem, Repost, Site, SystemPages } from './frame.ts';
export { forgetOldPosts } from './jobs.ts';
export { shareOf } from './limits.ts';
export { localPath } from './local-path.ts';
export { jsonLog } from './log.ts';
export { once } from './once.ts';
export {
  type Answer,
  anyone,
  citizen,
  client,
  type Exchange,
  type Form,
  json,
  officer,
  page,
  type Route,
  redirect,
  route,
  type Sample,
  type Session,
  signedIn,
  signedInOr,
  type Who,
} from './route.ts';
export { sendFile } from './send-file.ts';
export { type Answered, createServer, type Server, type ServerOptions } from './server.ts';
export { readFiles, type UploadedFile } from './upload-form.ts';
