export { aCommune, answersFor, type Commune } from './dossier.ts';
