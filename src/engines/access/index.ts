export {
  accountById,
  accountsByPhone,
  accountsOf,
  accountsOfPersons,
  checkOwnPassword,
  createCitizenAccount,
  createOfficer,
  endAppointment,
  moveToPhone,
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
  withdrawAttempt,
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
