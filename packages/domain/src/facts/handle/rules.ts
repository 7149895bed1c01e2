import { type Either, left, right } from 'fp-ts/lib/Either.js';
import type { AccountId, Handle, Instant } from '../../vocabulary/index.js';
import type { HandleState } from './state.js';

/** The handle names another account, or rests after one gave it up. */
export type HandleIsTakenOnce = { readonly type: 'HandleIsTakenOnce'; readonly handle: Handle };

/** A handle names one account at a time, and rests for 90 days before another account may take it. */
export const handleIsTakenOnce = (
  state: HandleState,
  wish: { readonly handle: Handle; readonly accountId: AccountId; readonly at: Instant },
): Either<HandleIsTakenOnce, Handle> => {
  const mayTake =
    state.in === 'free' ||
    state.accountId === wish.accountId ||
    (state.in === 'resting' && wish.at >= state.until);
  return mayTake ? right(wish.handle) : left({ type: 'HandleIsTakenOnce', handle: wish.handle });
};
