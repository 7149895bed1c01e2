import type { Core, Done, OneTimeSecret, Who } from '@recount/core';
import type { Action } from '@recount/domain/authority';
import type { AccountId } from '@recount/domain/vocabulary';
import { isRight } from 'fp-ts/lib/Either.js';

type Asker = {
  readonly node: { readonly core: Core };
  readonly who: Who;
  readonly accountId: AccountId;
};

/** A one-time secret is told again only to whoever may still see what it belongs to: for others it is gone. */
export const toldAgain = async (
  { node: { core }, who, accountId }: Asker,
  action: Action,
  { replayed, secret }: Done & { readonly secret: OneTimeSecret },
): Promise<OneTimeSecret> =>
  !replayed || isRight(await core.access(who, accountId, action)()) ? secret : { type: 'gone' };
