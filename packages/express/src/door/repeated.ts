import type { IncomingMessage } from 'node:http';
import type { Core, RequestLikeness, Terms } from '@recount/core';
import { type Either, right } from 'fp-ts/lib/Either.js';
import { type Answer, type Failure, fails } from '../answer/failure.js';

const form = /^[\x21-\x7e]{16,255}$/;

/** The Idempotency-Key of a request, if it has one. */
export const idempotencyKeyOf = (request: IncomingMessage): Either<Failure, string | undefined> => {
  const keys = request.headersDistinct['idempotency-key'] ?? [];
  const [key] = keys;
  if (keys.length > 1 || (key !== undefined && !form.test(key))) return fails('IdempotencyKeyMalformed');
  return right(key);
};

/** Carries a request out under the terms that make it the same however often it is sent; one at a time on this node. */
export type Repeating = <A>(
  likeness: Omit<RequestLikeness, 'key'> & { readonly key: string | undefined },
  correlation: string,
  carryOut: (terms: Terms) => Answer<A>,
) => Answer<A>;

/** Knows which requests of this node are under way. */
export const repeating = (core: Core): Repeating => {
  const inFlight = new Set<string>();
  return async ({ key, ...likeness }, correlation, carryOut) => {
    if (key === undefined) return carryOut({ correlation });
    const repeatable = core.repeatable({ ...likeness, key });
    if (inFlight.has(repeatable.commitId)) return fails('RequestInFlight');
    inFlight.add(repeatable.commitId);
    try {
      return await carryOut({ correlation, repeatable });
    } finally {
      inFlight.delete(repeatable.commitId);
    }
  };
};
