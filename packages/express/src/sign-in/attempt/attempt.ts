import type { IncomingMessage } from 'node:http';
import type { KeptForCallback } from '@recount/core/ports';
import { closed } from '@recount/domain/vocabulary';
import { type Either, right } from 'fp-ts/lib/Either.js';
import * as t from 'io-ts';
import { sealData, unsealData } from 'iron-session';
import { type Answer, type Failure, fails } from '../../answer/failure.js';
import { cookieValues } from '../../door/credential.js';
import type { House } from '../../house.js';
import { attemptCookie, attemptSeconds } from './cookies.js';

const Kept = closed('Kept', {
  provider: t.string,
  state: t.string,
  nonce: t.string,
  codeVerifier: t.string,
  redirectUri: t.string,
});

const Attempt = closed(
  'Attempt',
  { id: t.string, returnTo: t.string, until: t.number },
  { kept: Kept, linkFor: t.string },
);

/** A sign-in under way, as its browser keeps it: sealed, and for one use. */
export type Attempt = {
  readonly id: string;
  /** For the callback that the provider sends the browser to; nothing where the answer comes by another way. */
  readonly kept?: KeptForCallback;
  readonly returnTo: string;
  /** The session that the login is to be linked to; nothing where it signs in. */
  readonly linkFor?: string;
  /** Milliseconds since 1970. */
  readonly until: number;
};

/** Seals an attempt for its browser. */
export const sealed = (attempt: Attempt, { cookieSecret }: House): Promise<string> =>
  sealData(attempt, { password: cookieSecret, ttl: attemptSeconds });

const opened = async (seal: string, password: string): Promise<unknown> => {
  try {
    return await unsealData(decodeURIComponent(seal), { password, ttl: attemptSeconds });
  } catch {
    return undefined;
  }
};

const judged = (value: unknown, now: number): Either<Failure, Attempt> =>
  Attempt.is(value) && now < value.until ? right(value) : fails('SignInNotBegunHere');

/** The attempt that a browser brings back, if it is one of ours and not too old. */
export const attemptIn = async (request: IncomingMessage, house: House): Answer<Attempt> => {
  const [seal, ...more] = cookieValues(request, attemptCookie(house.origin));
  if (seal === undefined || more.length > 0) return fails('SignInNotBegunHere');
  return judged(await opened(seal, house.cookieSecret), house.now());
};
