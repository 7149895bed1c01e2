import { randomUUID } from 'node:crypto';
import type { SamlAssertion } from '@recount/core/ports';
import type { Request, Response } from 'express';
import { isLeft, right } from 'fp-ts/lib/Either.js';
import { type Answer, fails, misfit } from '../../answer/failure.js';
import { type Form, readForm } from '../../door/reading/form.js';
import type { House } from '../../house.js';
import { sealed } from '../attempt/attempt.js';
import { giveAttempt } from '../attempt/cookies.js';
import { sayWhyNot } from '../pages.js';
import { wayOfConnection } from '../way.js';
import { type SamlConnection, samlConnectionIn } from './connection.js';
import {
  answers,
  answerSeconds,
  park,
  requests,
  type SignInAnswer,
  type SignInRequest,
  take,
} from './parked.js';

const assertedIn = ({ login, sessionEnds }: SamlAssertion): SignInAnswer['asserted'] => {
  const { issuer, subject, address, name } = login;
  return {
    issuer,
    subject,
    ...(address === undefined ? {} : { email: address.email }),
    ...(name === undefined ? {} : { name }),
    ...(sessionEnds === undefined ? {} : { sessionEnds }),
  };
};

// Whose answer it is: the attempt that its request was made for, or a new one if the provider may begin.
const bound = (
  { connection: { connectionId }, providerStarted }: SamlConnection,
  assertion: SamlAssertion,
  request: SignInRequest | undefined,
): SignInAnswer | undefined => {
  const asserted = assertedIn(assertion);
  const { inResponseTo, assertionId } = assertion;
  if (request !== undefined) {
    const isOurs = request.connectionId === connectionId && request.requestId === inResponseTo;
    return isOurs ? { attempt: request.attempt, connectionId, asserted } : undefined;
  }
  return providerStarted && inResponseTo === undefined
    ? { attempt: randomUUID(), connectionId, asserted, assertionId }
    : undefined;
};

const judged = async (form: Form, house: House, saml: SamlConnection): Answer<SignInAnswer> => {
  const text = form.get('SAMLResponse');
  if (text === undefined) return misfit('/body/SAMLResponse', 'the answer of the provider, in base64');
  // Taken before anything is looked at: however often an answer comes, one goes on.
  const request = await take(requests, house, form.get('RelayState') ?? '');
  if (isLeft(request)) return request;
  const assertion = await saml.provider.receive(text)();
  if (isLeft(assertion)) {
    house.log.warn({ fault: assertion.left }, 'a sign-in was not proven');
    return fails('SignInNotProven');
  }
  const isOver = (assertion.right.sessionEnds ?? Infinity) <= house.now();
  const answer = isOver ? undefined : bound(saml, assertion.right, request.right);
  return answer === undefined ? fails('SignInNotProven') : right(answer);
};

// A sign-in that the provider began has no browser yet: it is the one that brings the answer.
const bind = async (
  response: Response,
  house: House,
  { attempt, assertionId }: SignInAnswer,
): Promise<void> => {
  if (assertionId === undefined) return;
  const until = house.now() + answerSeconds * 1_000;
  giveAttempt(response, house.origin, await sealed({ id: attempt, returnTo: '/', until }, house));
};

/** Judges what a provider asserts and parks it: this request crosses sites, so the browser finishes with one of its own. */
export const consumeAssertion =
  (house: House) =>
  async (request: Request, response: Response): Promise<void> => {
    const saml = await samlConnectionIn(request, house);
    if (isLeft(saml)) return sayWhyNot(response, saml.left, []);
    const again = [wayOfConnection(saml.right.connection)];
    const form = await readForm(request);
    if (isLeft(form)) return sayWhyNot(response, form.left, again);
    const answer = await judged(form.right, house, saml.right);
    if (isLeft(answer)) return sayWhyNot(response, answer.left, again);
    const ticket = house.core.parking.ticket();
    const parked = await park(answers, house, { ticket, value: answer.right });
    if (isLeft(parked)) return sayWhyNot(response, parked.left, again);
    await bind(response, house, answer.right);
    response.set('Cache-Control', 'no-store').redirect(303, `/sign-in/finish/${ticket}`);
    return undefined;
  };
