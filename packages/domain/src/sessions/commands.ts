import * as t from 'io-ts';
import { command } from '../command.js';
import { AccountId, Claims, SessionId } from '../vocabulary/index.js';

/** Works under another account from now on, in the session that asks. */
export const SwitchContext = command('SwitchContext', { to: AccountId });
export type SwitchContext = t.TypeOf<typeof SwitchContext>;

/** Ends one of one's own sessions: the one that asks, or another. */
export const SignOut = command('SignOut', { sessionId: SessionId });
export type SignOut = t.TypeOf<typeof SignOut>;

/** Ends all of one's own sessions, or all but the one that asks. */
export const SignOutEverywhere = command('SignOutEverywhere', { keepThisOne: t.boolean });
export type SignOutEverywhere = t.TypeOf<typeof SignOutEverywhere>;

/** Ends the sessions of whoever has a login of single sign-on, because its provider says that they signed out there. */
export const EndSessionsOfLogin = command('EndSessionsOfLogin', { login: Claims });
export type EndSessionsOfLogin = t.TypeOf<typeof EndSessionsOfLogin>;
