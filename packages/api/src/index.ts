export { Misfit, misfitsOf } from './misfits.js';
export { openApi } from './openapi/document.js';
export { type Schema, schemaOf } from './openapi/schema.js';
export { Problem, slugOf } from './problems/problem.js';
export { type Code, codes, problems } from './problems/codes.js';
export type { ProblemKind } from './problems/kind.js';
export type { Method, Route, RouteOutline } from './route.js';
export { allRoutes, routes } from './routes.js';
export { AccountShown } from './routes/accounts.js';
export { ActorShown, HappeningShown, HistoryShown, PersonalPart } from './routes/history.js';
export {
  InvitationSeen,
  InvitationShown,
  InvitationsPage,
  Invited,
  NewInvitation,
} from './routes/invitations.js';
export { IssuedKey, KeyShown, KeysPage, NewKey, RevokedBecause, RotatedKey } from './routes/keys.js';
export {
  AccountBrief,
  AccountState,
  ActiveAccount,
  KeyMe,
  LoginShown,
  Me,
  PersonMe,
} from './routes/me/me.js';
export { LoginCame, LoginId, MergeOffer, WayIn, WaysIn } from './routes/me/logins.js';
export { MembersPage, MemberShown, Removal } from './routes/members.js';
export { SessionShown, SessionsPage, SignInMethod, SignInMethods } from './routes/sessions.js';
export { CreatedTeam, NewTeam } from './routes/teams.js';
export { KeyToVerify, Verdict } from './routes/verify.js';
export {
  AccountName,
  AsOf,
  Cursor,
  instantOf,
  Limit,
  Moment,
  momentOf,
  Nothing,
  Paging,
  PagingAsOf,
  Position,
  ReadAsOf,
  Secret,
  whole,
  type WholeCodec,
} from './words.js';
