import type { SignedIn } from '@recount/core';
import type { IdentityProvider, ProvenLogin } from '@recount/core/ports';
import type { Request, Response } from 'express';
import { isLeft, isRight, right } from 'fp-ts/lib/Either.js';
import { type Answer, fails } from '../answer/failure.js';
import { cookieValues, sessionCookie } from '../door/credential.js';
import type { House } from '../house.js';
import { type Attempt, attemptIn } from './attempt.js';
import { giveSession, takeAttempt } from './cookies.js';
import { sayWhyNot } from './pages.js';

const longest = 200;

const originOf = (request: Request) => {
  const agent = request.get('User-Agent')?.slice(0, longest);
  return {
    ...(request.ip === undefined ? {} : { address: request.ip }),
    ...(agent === undefined ? {} : { agent }),
  };
};

const proven = async (
  request: Request,
  attempt: Attempt,
  { house, provider }: { readonly house: House; readonly provider: IdentityProvider },
): Answer<ProvenLogin> => {
  if (attempt.kept?.provider !== provider.name) return fails('SignInNotProven');
  const login = await provider.finish(new URL(request.originalUrl, house.origin), attempt.kept)();
  if (isRight(login)) return login;
  house.log.warn({ fault: login.left }, 'a sign-in was not proven');
  return fails(login.left.type);
};

// Whoever signs in leaves the session that the browser came with: nobody's prepared one goes on.
const endOld = async (request: Request, { core, origin }: House): Promise<void> => {
  for (const token of cookieValues(request, sessionCookie(origin))) {
    const who = await core.authenticate(token)();
    if (isRight(who) && who.right.type === 'session') {
      const { actor } = who.right;
      await core.ask({ type: 'SignOut', actor, sessionId: actor.sessionId })();
    }
  }
};

type SignInDone = { readonly session: SignedIn; readonly goal: string };

const signedIn = async (request: Request, house: House, provider: IdentityProvider): Answer<SignInDone> => {
  const attempt = await attemptIn(request, house);
  if (isLeft(attempt)) return attempt;
  const login = await proven(request, attempt.right, { house, provider });
  if (isLeft(login)) return login;
  const wish = { login: login.right, attempt: attempt.right.id, origin: originOf(request) };
  const session = await house.core.signIn(wish)();
  return isLeft(session) ? session : right({ session: session.right, goal: attempt.right.returnTo });
};

/** Takes a browser back from a provider: a proven login becomes a session, and anything else a page that says why not. */
export const finish =
  (house: House, provider: IdentityProvider) =>
  async (request: Request, response: Response): Promise<void> => {
    takeAttempt(response, house.origin);
    const done = await signedIn(request, house, provider);
    if (isLeft(done)) return sayWhyNot(response, done.left, house);
    await endOld(request, house);
    giveSession(response, house.origin, done.right.session);
    response.set('Cache-Control', 'no-store').redirect(303, done.right.goal);
    return undefined;
  };
