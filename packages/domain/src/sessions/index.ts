export { SignOut, SignOutEverywhere, SwitchContext } from './commands.js';
export {
  type AskerRefusal,
  type SessionUnknown,
  signOut,
  signOutEverywhere,
  switchContext,
} from './decide.js';
