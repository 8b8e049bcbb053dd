import { registerKind } from '#engines/cases';
import { dossierKind } from './dossier.ts';

registerKind(dossierKind);

export { type AtHand, dossierOf } from './actions/at-hand.ts';
export { type Incomplete, type Receipt, type Submission, submitDossier } from './actions/submit-dossier.ts';
export { type DossierState, dossierKind, states, transitions } from './dossier.ts';
export { handlers } from './events.ts';
