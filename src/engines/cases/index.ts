import { registerFollower } from '#engines/people';
import { caseFollowers } from './merged-persons.ts';

for (const follower of caseFollowers) registerFollower(follower);

export {
  anyCaseById,
  anyCaseByNumber,
  assign,
  caseByNumber,
  expectVersion,
  type Move,
  type NewCase,
  openCase,
  rate,
  ratingOf,
  searchText,
  trailActor,
  trailOf,
  transition,
} from './acts.ts';
export { type Case, type CaseLimit, type Timing, timingOf } from './case.ts';
export {
  dueIfReceived,
  dueOfCase,
  pause,
  pausesOf,
  recomputeDue,
  resume,
  runningCases,
  undatedCases,
} from './clock.ts';
export { firstTrailSql, openCaseSql } from './fragments.ts';
export { type CaseKind, type CaseState, registerKind, stateInWords } from './kinds.ts';
export {
  type After,
  countOf,
  nobody,
  ownCases,
  type Queue,
  type QueueFilter,
  type QueueName,
  type QueuePage,
  queue,
  searchPattern,
  type Tally,
  tallyOf,
} from './queues.ts';
