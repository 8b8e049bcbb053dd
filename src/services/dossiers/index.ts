import { registerKind } from '#engines/cases';
import { dossierKind } from './dossier.ts';

registerKind(dossierKind);

export { type Incomplete, type Receipt, type Submission, submitDossier } from './actions/submit-dossier.ts';
export { type DossierState, dossierKind, states, transitions } from './dossier.ts';
