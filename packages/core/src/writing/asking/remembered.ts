import type { Recorded } from '@recount/domain/facts';
import { type Either, isLeft, left, right } from 'fp-ts/lib/Either.js';
import { isNone } from 'fp-ts/lib/Option.js';
import type { IdempotencyMismatch } from '../../node/faults.js';
import type { LogReader, Receipt, Unavailable, Unreadable } from '../../ports/index.js';
import { readAllStored } from '../recording/index.js';
import type { Repeatable } from './wish.js';

/** A commit's own events, from the log. */
export const eventsOf = async (
  log: LogReader,
  { first, last, commitId }: Receipt,
): Promise<Either<Unavailable | Unreadable, ReadonlyArray<Recorded>>> => {
  const page = await log.readAll(first - 1, last - first + 1)();
  if (isLeft(page)) return page;
  const events = readAllStored(page.right.events);
  return isLeft(events) ? events : right(events.right.filter(({ commit }) => commit === commitId));
};

/** The commit that the same request made before, with its events; undefined when there is none. */
export const remembered = async (
  log: LogReader,
  { commitId, request }: Pick<Repeatable, 'commitId' | 'request'>,
): Promise<
  Either<
    IdempotencyMismatch | Unavailable | Unreadable,
    { readonly receipt: Receipt; readonly events: ReadonlyArray<Recorded> } | undefined
  >
> => {
  const found = await log.commit(commitId)();
  if (isLeft(found)) return found;
  if (isNone(found.right)) return right(undefined);
  const receipt = found.right.value;
  if (receipt.request !== request) return left({ type: 'IdempotencyMismatch' });
  const events = await eventsOf(log, receipt);
  return isLeft(events) ? events : right({ receipt, events: events.right });
};
