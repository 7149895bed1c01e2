import type { AccountId, Instant } from '../../vocabulary/index.js';
import type { HandleEvent } from './events.js';

/** A handle: free, naming an account, or resting after one gave it up. */
export type HandleState =
  | { readonly in: 'free' }
  | { readonly in: 'claimed'; readonly accountId: AccountId }
  | { readonly in: 'resting'; readonly accountId: AccountId; readonly until: Instant };

/** A handle that nobody ever had. */
export const freeHandle: HandleState = { in: 'free' };

/** Folds one event into a handle's state. */
export const evolveHandle = (_: HandleState, event: HandleEvent): HandleState =>
  event.type === 'HandleClaimed'
    ? { in: 'claimed', accountId: event.accountId }
    : { in: 'resting', accountId: event.accountId, until: event.restsUntil };
