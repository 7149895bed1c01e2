import type { SessionHolder } from '@recount/core';
import type { ProvenLogin } from '@recount/core/ports';
import type { Request } from 'express';
import { isLeft, right } from 'fp-ts/lib/Either.js';
import { type Answer, fails } from '../answer/failure.js';
import { cookieValues, sessionCookie } from '../door/credential.js';
import type { House } from '../house.js';
import type { Attempt } from './attempt/attempt.js';
import type { Way } from './way.js';

/** The address at which somebody who is signed in proves another login of theirs. */
export const linkingAt = ({ path }: Way): string => `${path}?link=1`;

/** Whether what begins is to link a login, and not to sign in. */
export const asksToLink = (request: Request): boolean =>
  new URLSearchParams(request.originalUrl.split('?')[1] ?? '').has('link');

const sessionIn = async (request: Request, { core, origin }: House): Answer<SessionHolder> => {
  const [token, ...more] = cookieValues(request, sessionCookie(origin));
  if (token === undefined || more.length > 0) return fails('CredentialMissing');
  const who = await core.authenticate(token)();
  if (isLeft(who)) return who;
  return who.right.type === 'session' ? right(who.right) : fails('PeopleManagePeople');
};

/** The session that a browser wants to link a login to; undefined where it wants to sign in. */
export const linkingFor = async (request: Request, house: House): Answer<string | undefined> => {
  if (!asksToLink(request)) return right(undefined);
  const session = await sessionIn(request, house);
  return isLeft(session) ? session : right(session.right.actor.sessionId);
};

/** A login that was proven for a session, by the attempt that was begun there. */
export type ProvenForLink = { readonly attempt: Attempt; readonly login: ProvenLogin };

/** Links a proven login in the browser and the session that began it, and says where to go; another identity's is offered for a merge. */
export const linked = async (
  request: Request,
  house: House,
  { attempt, login }: ProvenForLink,
): Answer<{ readonly goal: string }> => {
  const session = await sessionIn(request, house);
  if (isLeft(session)) return session;
  const { actor } = session.right;
  // What one session began never ends in another's.
  if (actor.sessionId !== attempt.linkFor) return fails('SignInNotBegunHere');
  const done = await house.core.linkLogin({ actor, login, attempt: attempt.id })();
  if (isLeft(done)) return done;
  return right({ goal: done.right.type === 'linked' ? '/#/me' : `/#/me/merge/${done.right.proof}` });
};
