import { setTimeout as pause } from 'node:timers/promises';
import * as E from 'fp-ts/lib/Either.js';

/** How long a database is waited for at the start that does not take connections yet, in milliseconds, and how often it is tried. */
const databaseWithin = 10_000;
const tryEvery = 250;

// What goes by itself when a database starts, or its name comes into the network.
const passing =
  /\b(?:ECONNREFUSED|ECONNRESET|ENOTFOUND|EAI_AGAIN|ETIMEDOUT|EHOSTUNREACH|ENETUNREACH|ENOENT|57P0[123])\b|did not answer within|Connection terminated/;

/** Whether what stands in the way may be gone in a moment. */
const mayPass = ({ detail }: { readonly detail: string }): boolean => passing.test(detail);

/** Opens what another process has to be there for; `wait` is told once, when it is not there at first. */
export const patiently = async <F extends { readonly detail: string }, A>(
  open: () => Promise<E.Either<F, A>>,
  wait: (fault: F) => void,
): Promise<E.Either<F, A>> => {
  const until = Date.now() + databaseWithin;
  const first = await open();
  if (E.isRight(first) || !mayPass(first.left)) return first;
  wait(first.left);
  for (;;) {
    await pause(tryEvery);
    const next = await open();
    if (E.isRight(next) || !mayPass(next.left) || Date.now() >= until) return next;
  }
};
