import { type Either, left, right } from 'fp-ts/lib/Either.js';
import type { RegisteredIdentity } from '../../facts/identity/index.js';
import type { StartedSession } from '../../facts/session/index.js';
import type { Instant } from '../../vocabulary/index.js';
import { freshFor } from './commands.js';

/** The session is older than what changes a person's ways in may be. */
export type WaysInNeedAFreshSignIn = { readonly type: 'WaysInNeedAFreshSignIn' };

/** It is the only login that the identity has. */
export type IdentityKeepsALogin = { readonly type: 'IdentityKeepsALogin' };

/** The identity is of single sign-on, where nothing is linked or merged. */
export type SingleSignOnHasOneLogin = { readonly type: 'SingleSignOnHasOneLogin' };

/** Whoever changes how they sign in has signed in within the last five minutes, by a clock that may err as much. */
export const waysInNeedAFreshSignIn = (
  { startedAt }: Pick<StartedSession, 'startedAt'>,
  at: Instant,
): Either<WaysInNeedAFreshSignIn, true> =>
  startedAt !== undefined && Math.abs(at - startedAt) <= freshFor
    ? right(true)
    : left({ type: 'WaysInNeedAFreshSignIn' });

/** An identity keeps a login: the last one never leaves it. */
export const identityKeepsALogin = ({
  logins,
}: Pick<RegisteredIdentity, 'logins'>): Either<IdentityKeepsALogin, true> =>
  logins.length > 1 ? right(true) : left({ type: 'IdentityKeepsALogin' });

/** An identity of single sign-on has the login that it came with, and never another. */
export const singleSignOnHasOneLogin = ({
  realm,
}: Pick<RegisteredIdentity, 'realm'>): Either<SingleSignOnHasOneLogin, true> =>
  realm.type === 'social' ? right(true) : left({ type: 'SingleSignOnHasOneLogin' });
