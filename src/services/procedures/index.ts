import type { Route } from '#engines/web';
import { apiRoutes } from './api.ts';
import { citizenRoutes } from './citizen/index.ts';

export {
  type CatalogueEntry,
  catalogueOf,
  currentVersion,
  directFiling,
  officialVersion,
  searchProcedures,
  setDirectFiling,
  versionById,
} from './catalogue.ts';
export { type ImportReport, importOfficial, importProcedures } from './import.ts';
export {
  type Case,
  canBeFiled,
  caseById,
  type Definition,
  defaultCase,
  type FeeItem,
  type Kind,
  limitOf,
  type Official,
  type Paper,
  type ProcedureRoute,
  type ProcedureVersion,
  papersOf,
  type Step,
} from './procedure.ts';
export { type Quote, type QuoteLine, type QuoteOptions, quote } from './quote.ts';
export type { SourceFile } from './read-file.ts';

export const routes: readonly Route[] = [...citizenRoutes, ...apiRoutes];
