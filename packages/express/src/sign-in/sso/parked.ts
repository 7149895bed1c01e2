import type { Parked } from '@recount/core';
import { closed, ConnectionId } from '@recount/domain/vocabulary';
import { type Either, isLeft, right } from 'fp-ts/lib/Either.js';
import * as t from 'io-ts';
import type { Answer, Failure } from '../../answer/failure.js';
import type { House } from '../../house.js';
import { attemptSeconds } from '../attempt/cookies.js';

/** A request on its way to a provider: whose attempt it is, through which connection, and the id that the answer names. */
const SignInRequest = closed('SignInRequest', {
  attempt: t.string,
  connectionId: ConnectionId,
  requestId: t.string,
});
export type SignInRequest = t.TypeOf<typeof SignInRequest>;

/** Who was asserted, as far as it is needed to sign them in. */
const Asserted = closed(
  'Asserted',
  { issuer: t.string, subject: t.string },
  { email: t.string, name: t.string, sessionEnds: t.number },
);
export type Asserted = t.TypeOf<typeof Asserted>;

/**
 * An answer that was judged and waits for its browser: the attempt in that browser's cookie, and for a sign-in that the
 * provider began the assertion that names it.
 */
const SignInAnswer = closed(
  'SignInAnswer',
  { attempt: t.string, connectionId: ConnectionId, asserted: Asserted },
  { assertionId: t.string },
);
export type SignInAnswer = t.TypeOf<typeof SignInAnswer>;

const minutes = 60_000;

/** How long an answer waits for its browser, in seconds. */
export const answerSeconds = 120;

/** How what waits is kept: under which name, in which form, and for how many milliseconds. */
type Kind<A> = { readonly what: Parked; readonly codec: t.Type<A>; readonly lasts: number };

/** Requests, as long as a sign-in may be under way. */
export const requests: Kind<SignInRequest> = {
  what: 'sign-in-request',
  codec: SignInRequest,
  lasts: attemptSeconds * 1_000,
};

/** Answers, for as long as a redirect takes and a person hesitates. */
export const answers: Kind<SignInAnswer> = {
  what: 'sign-in-answer',
  codec: SignInAnswer,
  lasts: 2 * minutes,
};

const readAs =
  <A>({ codec }: Kind<A>) =>
  (content: Either<Failure, string | undefined>): Either<Failure, A | undefined> => {
    if (isLeft(content)) return content;
    const value: unknown = content.right === undefined ? undefined : JSON.parse(content.right);
    return right(codec.is(value) ? value : undefined);
  };

/** Puts something by under a ticket. */
export const park = <A>(
  { what, lasts }: Kind<A>,
  { core }: House,
  { ticket, value }: { readonly ticket: string; readonly value: A },
): Answer<void> => core.parking.park(what, { ticket, content: JSON.stringify(value), lasts });

/** What waits under a ticket, left there. */
export const look = async <A>(kind: Kind<A>, { core }: House, ticket: string): Answer<A | undefined> =>
  readAs(kind)(await core.parking.look(kind.what, ticket));

/** What waits under a ticket, for one. */
export const take = async <A>(kind: Kind<A>, { core }: House, ticket: string): Answer<A | undefined> =>
  readAs(kind)(await core.parking.take(kind.what, ticket));
