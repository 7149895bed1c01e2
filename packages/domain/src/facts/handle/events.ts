import * as t from 'io-ts';
import { AccountId, Handle, Instant } from '../../vocabulary/index.js';
import { fact } from '../fact.js';

/** A handle names this account from now on. */
export const HandleClaimed = fact('HandleClaimed', { handle: Handle, accountId: AccountId });
export type HandleClaimed = t.TypeOf<typeof HandleClaimed>;

/** An account gave its handle up; until `restsUntil` nobody else may take it. */
export const HandleReleased = fact('HandleReleased', {
  handle: Handle,
  accountId: AccountId,
  restsUntil: Instant,
});
export type HandleReleased = t.TypeOf<typeof HandleReleased>;

/** What happens to a handle. */
export const HandleEvent = t.union([HandleClaimed, HandleReleased]);
export type HandleEvent = t.TypeOf<typeof HandleEvent>;
