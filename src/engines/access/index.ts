export {
  accountById,
  accountsByPhone,
  accountsOfPersons,
  checkOwnPassword,
  createCitizenAccount,
  createOfficer,
  endAppointment,
  officerByPassword,
  postsById,
  postsOf,
  setPassword,
} from './accounts.ts';
export {
  type Attempt,
  attemptOf,
  type CodeAnswer,
  checkCode,
  checkPassword,
  codeMinutes,
  type Door,
  forgetOldCodes,
  issueCode,
  spendAttempt,
} from './codes.ts';
export {
  may,
  type Permission,
  type Role,
  requireAccount,
  requireCitizen,
  requirePermission,
} from './permissions.ts';
export { maskPhone, normalPhone, phoneFrom } from './phone.ts';
export { caseScope, citizenCases, officerCases } from './scope.ts';
export {
  actorOf,
  appointmentsOf,
  closeOtherSessions,
  closeSession,
  closeSessionById,
  forgetOldSessions,
  openSession,
  type Resolved,
  sessionsOf,
  switchRole,
} from './sessions.ts';
export { recordView, type View, viewsOf } from './views.ts';
