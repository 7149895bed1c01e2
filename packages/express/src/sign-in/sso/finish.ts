import type { SignInWish } from '@recount/core';
import type { Connection } from '@recount/core/ports';
import type { Request, Response } from 'express';
import { isLeft, right } from 'fp-ts/lib/Either.js';
import { type Answer, fails } from '../../answer/failure.js';
import type { House } from '../../house.js';
import { escaped, page, sendPage } from '../../pages/html.js';
import { type Attempt, attemptIn } from '../attempt/attempt.js';
import { takeAttempt } from '../attempt/cookies.js';
import { originOf, type SignInDone, throughConnection, welcome } from '../finish.js';
import { sayWhyNot } from '../pages.js';
import { isAskedHere } from '../start.js';
import { wayOfConnection } from '../way.js';
import { connectionOf } from './connection.js';
import { answers, look, type SignInAnswer, take } from './parked.js';

/** An answer that has found its browser. */
type Found = {
  readonly ticket: string;
  readonly attempt: Attempt;
  readonly answer: SignInAnswer;
  readonly connection: Connection;
};

// What is another browser's stays where it is.
const foundBy = async (request: Request, house: House): Answer<Found> => {
  const attempt = await attemptIn(request, house);
  if (isLeft(attempt)) return attempt;
  const ticket = String(request.params['id']);
  const answer = await look(answers, house, ticket);
  if (isLeft(answer)) return answer;
  if (answer.right?.attempt !== attempt.right.id) return fails('SignInNotBegunHere');
  const connection = await connectionOf(answer.right.connectionId, house);
  if (isLeft(connection)) return connection;
  return right({ ticket, attempt: attempt.right, answer: answer.right, connection: connection.right });
};

const wishOf = ({ attempt, answer, connection }: Found): Omit<SignInWish, 'origin'> => {
  const { connectionId } = connection;
  const { assertionId, asserted } = answer;
  const { issuer, subject, email, name, sessionEnds } = asserted;
  const { login, through } = throughConnection(
    {
      realm: { type: 'connection', connectionId },
      provider: connectionId,
      issuer,
      subject,
      address: email === undefined ? undefined : { email, verified: true },
      name,
    },
    connection,
  );
  return {
    login,
    through: { verifiedDomains: [], ...through, sessionEnds },
    attempt: assertionId === undefined ? attempt.id : { connectionId, assertionId },
  };
};

const signedIn = async (request: Request, house: House, found: Found): Answer<SignInDone> => {
  const taken = await take(answers, house, found.ticket);
  if (isLeft(taken)) return taken;
  if (taken.right === undefined) return fails('SignInNotBegunHere');
  const session = await house.core.signIn({ ...wishOf(found), origin: originOf(request) })();
  return isLeft(session) ? session : right({ session: session.right, goal: found.attempt.returnTo });
};

// Nobody is signed in unasked: whoever was sent here says whether that is who they want to be.
const askWhether = (response: Response, { ticket, answer, connection }: Found): void => {
  const { email = answer.asserted.subject } = answer.asserted;
  const words = `<p>${escaped(connection.title)} says that you are <strong>${escaped(email)}</strong>.</p>`;
  const go = `<p><a class="button" href="/sign-in/finish/${escaped(ticket)}">Continue as ${escaped(email)}</a></p>`;
  sendPage(response, 200, page('Sign in', `${words}\n${go}`));
};

/** Completes a sign-in whose answer was parked, in the browser that it is for. */
export const finishParked =
  (house: House) =>
  async (request: Request, response: Response): Promise<void> => {
    const found = await foundBy(request, house);
    if (isLeft(found)) return sayWhyNot(response, found.left, []);
    const begunThere = found.right.answer.assertionId !== undefined;
    if (begunThere && !isAskedHere(request)) return askWhether(response, found.right);
    takeAttempt(response, house.origin);
    const done = await signedIn(request, house, found.right);
    if (isLeft(done)) return sayWhyNot(response, done.left, [wayOfConnection(found.right.connection)]);
    return welcome({ request, response }, house, done.right);
  };
