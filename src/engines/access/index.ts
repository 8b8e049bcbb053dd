import { registerFollower } from '#engines/people';
import { accessFollowers } from './merged-persons.ts';

for (const follower of accessFollowers) registerFollower(follower);

export {
  accountById,
  accountsByPhone,
  accountsOf,
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
  type Asked,
  type Attempt,
  attemptOf,
  type CodeAnswer,
  checkCode,
  checkPassword,
  codeMinutes,
  type Door,
  forgetOldCodes,
  issueCode,
  passedAttempt,
  refuseTooMany,
  spendAttempt,
  withdrawAttempt,
} from './codes.ts';
export {
  colleaguesOf,
  type DelegationState,
  delegatePost,
  delegationById,
  delegationState,
  delegationsOf,
  delegationsOfAccount,
  endDelegation,
} from './delegations.ts';
export { sessionFigures } from './figures.ts';
export { endHelper, helperPlace, helpersOf, nameHelper } from './helpers.ts';
export { allHoldings, type HeldRecord, type Holding, registerHolding } from './holdings.ts';
export {
  type Ability,
  abilities,
  accountByIdentity,
  accountsOnPhone,
  type IdentityLevel,
  levelOf,
  openOnVneid,
  proofsOf,
  proveIdentity,
  reaches,
  requireAbility,
  signUp,
  unprovenOn,
} from './identity-level.ts';
export { type Invitation, type InvitationKind, invitationOf, invite, useInvitation } from './invitations.ts';
export {
  beginVneid,
  finishVneid,
  forgetOldFlows,
  type Return,
  returnPath,
  type Vouched,
} from './openid/flow.ts';
export { linkOf, linkWith } from './openid/links.ts';
export { type IdentityProvider, identityProvider, useIdentityProvider } from './openid/provider.ts';
export {
  beginPasskeySignIn,
  beginRegistration,
  checkPasskey,
  finishRegistration,
  forgetOldChallenges,
  passkeysOf,
  passkeysPossible,
  removePasskey,
} from './passkeys/passkeys.ts';
export {
  type Grant,
  grants,
  may,
  type Permission,
  type Role,
  requireAccount,
  requireCitizen,
  requireCitizenOr,
  requireGrant,
  requirePermission,
} from './permissions.ts';
export { maskPhone, normalPhone, phoneFrom } from './phone.ts';
export { askPhoneCodes, changePhone, movesOwnPhone } from './phone-change.ts';
export {
  abolishPost,
  appoint,
  appointmentById,
  closeAllSessions,
  createPost,
  endAppointmentOn,
  hasAdministrator,
  officerHistory,
  officersOf,
  openOfficerAccount,
  postHistory,
  rolesOf,
  staffOn,
  userNameFrom,
} from './posts.ts';
export { printCodes } from './printed-codes.ts';
export { purposes } from './purposes.ts';
export {
  askPasswordReset,
  cancelReset,
  decideOnRecovery,
  dueResets,
  finishReset,
  type IdentityCheck,
  openReset,
  recoverAccount,
  resetHours,
  waitingRecoveries,
} from './recovery.ts';
export {
  assistanceHours,
  authorisationYears,
  type ConsentWay,
  covers,
  type EndReason,
  type MandateKind,
  type Standing,
  standingOf,
  yearsFrom,
} from './representation.ts';
export {
  actingOn,
  actingUnder,
  caseFiled,
  confirmMandate,
  endMandate,
  forgetPersonTries,
  isOfAge,
  makeMandate,
  mandateById,
  mandateOfCase,
  mandatesHeldBy,
  mandatesInForce,
  mandatesOf,
  type NewMandate,
  personNamed,
  takeLapsingMandates,
  useMandate,
  usesOf,
} from './representation-acts.ts';
export type { Mandate } from './representation-store.ts';
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
export { forgetOldThrottles, knowDevice } from './throttle.ts';
export { inTurn, refuseInCrowd } from './throttle-hashing.ts';
export { recordView, type View, viewsOf } from './views.ts';
