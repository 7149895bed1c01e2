export { Candidates, ConnectionDomains, NewSession, ProvidedAddress, SignIn } from './commands.js';
export { signIn, type SignInRefusal } from './decide.js';
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
