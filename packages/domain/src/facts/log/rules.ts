import { type Either, left, right } from 'fp-ts/lib/Either.js';
import { claimKeyOf, type Claims, namesOf } from '../../vocabulary/index.js';
import type { LogState } from './state.js';

/** Claims were named under other keys than the log's living ones; name them anew and ask again. */
export type ClaimsUseLivingKeys = { readonly type: 'ClaimsUseLivingKeys' };

/** Claims are named under the claim keys that live, the newest first, and under no other. */
export const claimsUseLivingKeys = (claims: Claims, log: LogState): Either<ClaimsUseLivingKeys, Claims> =>
  log.in === 'open' && namesOf(claims).map(claimKeyOf).join() === log.claimKeys.join()
    ? right(claims)
    : left({ type: 'ClaimsUseLivingKeys' });
