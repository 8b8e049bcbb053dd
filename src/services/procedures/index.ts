import type { Job } from '#engines/jobs';
import type { Route } from '#engines/web';
import { registerChangeKind } from '#services/changes';
import { apiRoutes } from './api.ts';
import { citizenRoutes } from './citizen/index.ts';
import { catalogueKind } from './editor/catalogue-kind.ts';
import { procedureKind } from './editor/kinds.ts';
import { editorRoutes } from './editor/routes.ts';
import { elsewhereKind, synonymsKind } from './editor/word-kinds.ts';
import { inVainRoute } from './officer/in-vain.tsx';
import { forgetOldSearches } from './searches.ts';

for (const kind of [procedureKind, synonymsKind, elsewhereKind, catalogueKind]) registerChangeKind(kind);

export { answerChecks, answerWords } from './answer-checks.ts';
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
export { Question } from './citizen/question.tsx';
export { exportCatalogue, importCatalogue } from './editor/catalogue-file.ts';
export { nameOfField } from './editor/sections.ts';
export { type ImportReport, importOfficial, importProcedures } from './import.ts';
export {
  type Case,
  canBeFiled,
  caseById,
  type Definition,
  decidedHere,
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

export const routes: readonly Route[] = [...citizenRoutes, inVainRoute, ...apiRoutes, ...editorRoutes];

export const jobs: readonly Job[] = [
  {
    name: 'procedures.forget_old_searches',
    cron: '50 2 * * *',
    run: async (ctx) => void (await forgetOldSearches(ctx)),
  },
];
