import { type Either, left } from 'fp-ts/lib/Either.js';
import type { TaskEither } from 'fp-ts/lib/TaskEither.js';
import { inTime } from '../log/in-time.js';
import type { Pace } from '../log/index.js';
import { type Unavailable, unavailable, type Vault } from '../ports/index.js';

/** How long a vault may take for an answer, in milliseconds. */
const patience = 1_000;

/** A vault that answers in time, if only that it did not: what waits for it is not kept waiting. */
export const promptly = (vault: Vault, pace: Pace): Vault => {
  const within = inTime(pace, patience);
  const timed =
    <E, A>(task: TaskEither<E, A>): TaskEither<E | Unavailable, A> =>
    () =>
      within<Either<E | Unavailable, A>>(task(), left(unavailable('the vault did not answer in time')));
  return {
    ...vault,
    put: (records) => timed(vault.put(records)),
    get: (shelf, ids) => timed(vault.get(shelf, ids)),
    list: (shelf, page) => timed(vault.list(shelf, page)),
    take: (shelf, id) => timed(vault.take(shelf, id)),
    rewrap: (shelf, id, change) => timed(vault.rewrap(shelf, id, change)),
    destroy: (shelf, ids) => timed(vault.destroy(shelf, ids)),
  };
};
