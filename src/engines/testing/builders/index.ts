export { aServerForClients, type Problem, pointersOf } from './api-clients.ts';
export { aCommune, answersFor, type Commune } from './dossier.ts';
export { PlainBrowser } from './plain-browser.ts';
export {
  expectedOf,
  faultIn,
  nameOf,
  routesWithRulesOfTheirOwn,
  seesDossiers,
  wordsIn,
} from './rights-rule.ts';
export { aServer } from './server.ts';
export { session, theWalkers, type Walker } from './walkers.ts';
