export { aCommune, answersFor, type Commune } from './dossier.ts';
export { PlainBrowser } from './plain-browser.ts';
