import { type Either, isLeft, right } from 'fp-ts/lib/Either.js';
import { isSome } from 'fp-ts/lib/Option.js';
import type { Repeatable } from '../writing/asking/wish.js';
import type { Clock, Entropy, Unavailable, Vault } from '../ports/index.js';
import { derive, type SecretKey, shut, unshut } from './boxes.js';

/** Secrets that are told once, kept for a day for whoever repeats the very same request. */
export type OneTime = {
  /** Keeps a secret for a request, or answers the one that was kept for it before; durable before it answers. */
  readonly keep: (request: Repeatable, secret: string) => Promise<Either<Unavailable, string>>;
  /** The secret kept for a request; undefined when it is gone. */
  readonly recall: (request: Repeatable) => Promise<Either<Unavailable, string | undefined>>;
};

const kept = 86_400_000;

/** One-time secrets in a vault, sealed for one request under a key that takes the vault's, the Idempotency-Key and the commit. */
export const oneTime = (
  vault: Vault,
  own: SecretKey,
  { clock, entropy }: { readonly clock: Clock; readonly entropy: Entropy },
): OneTime => {
  const lock = ({ commitId, request, key }: Repeatable) => ({
    key: derive(own, `recount/one-time/${commitId}`, key),
    about: `recount/one-time/${commitId}/${request}`,
  });
  const recall: OneTime['recall'] = async (request) => {
    const found = await vault.get('one-time', [request.commitId])();
    if (isLeft(found)) return found;
    const record = found.right[0];
    if (record === undefined || !isSome(record)) return right(undefined);
    const secret = unshut(lock(request), record.value);
    return right(isSome(secret) ? secret.value.toString('utf8') : undefined);
  };
  return {
    recall,
    keep: async (request, secret) => {
      const wrapped = shut(lock(request), Buffer.from(secret), entropy);
      const expires = clock.now() + kept;
      const put = await vault.put([{ shelf: 'one-time', id: request.commitId, wrapped, expires }])();
      if (isLeft(put)) return put;
      if (put.right[0] === true) return right(secret);
      const earlier = await recall(request);
      return isLeft(earlier) ? earlier : right(earlier.right ?? secret);
    },
  };
};
