export { Candidates, ConnectionDomains, NewSession, ProvidedAddress, SignIn } from './commands.js';
export { signIn, type SignInRefusal } from './decide.js';
export type { LoginUnknown } from './logins/asker.js';
export {
  freshFor,
  KnownLogin,
  LinkLogin,
  MergeIdentities,
  UnlinkLogin,
  UnmergeLogin,
} from './logins/commands.js';
export { linkLogin, type LinkRefusal } from './logins/link.js';
export { mergeIdentities, type MergeRefusal } from './logins/merge.js';
export {
  type IdentityKeepsALogin,
  identityKeepsALogin,
  type SingleSignOnHasOneLogin,
  singleSignOnHasOneLogin,
  type WaysInNeedAFreshSignIn,
  waysInNeedAFreshSignIn,
} from './logins/rules.js';
export { unlinkLogin } from './logins/unlink.js';
export { unmergeLogin, type UnmergeRefusal } from './logins/unmerge.js';
export { type Outcome, outcomeOf } from './outcome.js';
export {
  type LoginBelongsToOneIdentity,
  loginBelongsToOneIdentity,
  onlyVerifiedEmailsMerge,
  type SignInIsUsedOnce,
  signInIsUsedOnce,
  type SsoAndSocialStayApart,
  ssoAndSocialStayApart,
  type SsoEmailIsWithinVerifiedDomains,
  ssoEmailIsWithinVerifiedDomains,
} from './rules.js';
