import type { Code, Misfit } from '@recount/api';
import { type Either, left } from 'fp-ts/lib/Either.js';

/** Why a request is not carried out. Whatever core or domain answers is one; `hint` is for whoever asked. */
export type Failure = {
  readonly type: Code;
  readonly hint?: string;
  readonly errors?: ReadonlyArray<Misfit>;
  /** In how many seconds to try again. */
  readonly retryAfter?: number;
  readonly accountId?: string;
  readonly action?: string;
  readonly why?: string;
};

/** What a handler comes to. */
export type Answer<A> = Promise<Either<Failure, A>>;

/** A failure, with a hint for whoever asked if there is one. */
export const fails = (type: Code, hint?: string): Either<Failure, never> =>
  left(hint === undefined ? { type } : { type, hint });

/** A failure at one place of the request. */
export const misfit = (pointer: string, expected: string): Either<Failure, never> =>
  left({ type: 'Misfit', errors: [{ pointer, expected }] });
