export { declareAll } from './all-statements.ts';
export * from './builders/index.ts';
export { statementChecks } from './check-statements.ts';
export { at, type TestCtx, testCtx } from './ctx.ts';
export { allMigrationFolders } from './folders.ts';
export { type TestHouse, testDb } from './house.ts';
export { pidOfPostgres } from './postgres-pid.ts';
