export { EndSessionsOfLogin, SignOut, SignOutEverywhere, SwitchContext } from './commands.js';
export {
  type AskerRefusal,
  endSessionsOfLogin,
  type SessionUnknown,
  signOut,
  signOutEverywhere,
  switchContext,
} from './decide.js';
