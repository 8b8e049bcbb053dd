export { type Act, actorColumns, type Look, viewsOf } from './audit.ts';
export {
  type EntrySearch,
  entryById,
  searchEntries,
  searchViews,
  type ViewSearch,
  viewById,
} from './audit-search.ts';
export { type Cluster, startCluster } from './cluster.ts';
export type { Column, Columns, RowOf } from './column.ts';
export * as column from './column.ts';
export {
  type Dump,
  type DumpTaker,
  dumpDatabase,
} from './copy/dump.ts';
export { type LoadedTable, loadDatabase } from './copy/load.ts';
export {
  type Actor,
  type Anyone,
  anyone,
  as,
  type Citizen,
  type Client,
  type Ctx,
  type Log,
  type Machine,
  machine,
  type Officer,
  type Scope,
  seesNothing,
} from './ctx.ts';
export type { Db } from './db.ts';
export {
  type Dispatcher,
  deliverDue,
  parkedEvents,
  retryEvent,
  startDispatcher,
  sweepEvents,
} from './dispatcher.ts';
export { recall, remember } from './facts.ts';
export { type DatabaseFigures, databaseFigures, waitingEvents } from './figures.ts';
export { auditSql, eventSql, handlersFor, takeNumberSql } from './fragments.ts';
export { connectionOf, writableAddress } from './hosts.ts';
export { type Applied, type MigrationFolder, migrate } from './migrate.ts';
export { takeNumber } from './numbers.ts';
export { embedded, type House, openHouse } from './open-house.ts';
export { type Event, type EventHandler, registerHandlers } from './outbox.ts';
export { type OpenDb, openDb } from './pool.ts';
export { httpStatusOf, Refusal, type RefusalKind } from './refusal.ts';
export { undoUpgrade } from './safety-copy.ts';
export { type AuditFinding, sealAudit, verifyAudit } from './seal.ts';
export { auditLines, type DailySeal, dailySeals } from './seal-export.ts';
export type { RowChange } from './seal-marks.ts';
export { sealStatus } from './seal-status.ts';
export { type Addresses, addressesOf, alone, asClient, prepareDatabase, withDatabase } from './setup.ts';
export { allStatements, type ParamsOf, type ResultOf, type Statement, sql } from './sql.ts';
export { read, type Tx, tx } from './tx.ts';
export { refuseActsWhen } from './writing.ts';
