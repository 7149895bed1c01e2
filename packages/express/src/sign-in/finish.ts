import type { SignedIn, SignInWish } from '@recount/core';
import type { Connection, ProvenLogin } from '@recount/core/ports';
import type { Request, Response } from 'express';
import { isLeft, isRight, right } from 'fp-ts/lib/Either.js';
import { type Answer, fails } from '../answer/failure.js';
import { cookieValues, sessionCookie } from '../door/credential.js';
import type { House } from '../house.js';
import { type Attempt, attemptIn } from './attempt/attempt.js';
import { giveSession, takeAttempt } from './attempt/cookies.js';
import { linked } from './linking.js';
import { sayWhyNot } from './pages.js';
import { type CodeWay, wayThrough } from './way.js';

const longest = 200;

/** Where a sign-in comes from. */
export const originOf = (request: Request): SignInWish['origin'] => {
  const agent = request.get('User-Agent')?.slice(0, longest);
  return {
    ...(request.ip === undefined ? {} : { address: request.ip }),
    ...(agent === undefined ? {} : { agent }),
  };
};

const proven = async (
  request: Request,
  attempt: Attempt,
  { house, way: { provider } }: { readonly house: House; readonly way: CodeWay },
): Answer<ProvenLogin> => {
  if (attempt.kept === undefined || attempt.kept.provider !== provider.name) return fails('SignInNotProven');
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

/** What a connection adds to a sign-in: a login of its own realm, and the domains that it has verified. */
export const throughConnection = (
  login: ProvenLogin,
  { connectionId, domains }: Connection,
): Pick<SignInWish, 'login' | 'through'> => ({
  login: { ...login, realm: { type: 'connection', connectionId } },
  through: { verifiedDomains: domains },
});

/** A browser that came back: its new session, none where a login was linked in the one that there is, and where it goes. */
export type SignInDone = { readonly session?: SignedIn; readonly goal: string };

// Whoever was joined by another login of theirs is shown first what came together.
const goalOf = ({ outcome }: SignedIn, { returnTo }: Attempt): string =>
  outcome === 'Merged' ? `/#/joined/${encodeURIComponent(returnTo)}` : returnTo;

type Finishing = { readonly house: House; readonly way: CodeWay };

// The attempts that this node finishes just now, by their ids, which nobody guesses.
const underWay = new Set<string>();

const completed = async (
  request: Request,
  attempt: Attempt,
  { house, way }: Finishing,
): Answer<SignInDone> => {
  const login = await proven(request, attempt, { house, way });
  if (isLeft(login)) return login;
  const whose =
    way.connection === undefined ? { login: login.right } : throughConnection(login.right, way.connection);
  if (attempt.linkFor !== undefined) return linked(request, house, { attempt, login: whose.login });
  const wish = { ...whose, attempt: attempt.id, origin: originOf(request) };
  const session = await house.core.signIn(wish)();
  return isLeft(session) ? session : right({ session: session.right, goal: goalOf(session.right, attempt) });
};

// A provider that sees a code twice may take back what it gave for it: of two at once, both would fail.
const once = async (request: Request, finishing: Finishing): Answer<SignInDone> => {
  const attempt = await attemptIn(request, finishing.house);
  if (isLeft(attempt)) return attempt;
  const { id } = attempt.right;
  if (underWay.has(id)) return fails('SignInIsUsedOnce');
  underWay.add(id);
  try {
    return await completed(request, attempt.right, finishing);
  } finally {
    underWay.delete(id);
  }
};

/** Gives a browser its session, if it has a new one, in the place of the one it came with, and sends it to where it wanted to go. */
export const welcome = async (
  { request, response }: { readonly request: Request; readonly response: Response },
  house: House,
  { session, goal }: SignInDone,
): Promise<void> => {
  if (session !== undefined) {
    await endOld(request, house);
    giveSession(response, house.origin, session);
  }
  response.set('Cache-Control', 'no-store').redirect(303, goal);
};

/** Takes a browser back from a provider: a proven login becomes a session, and anything else a page that says why not. */
export const finish =
  (house: House, way: CodeWay) =>
  async (request: Request, response: Response): Promise<void> => {
    takeAttempt(response, house.origin);
    const done = await once(request, { house, way });
    if (isRight(done)) return welcome({ request, response }, house, done.right);
    const again = way.connection === undefined ? house.providers.map(wayThrough) : [way];
    return sayWhyNot(response, done.left, again);
  };
