import { chainW, type Either, map, orElse } from 'fp-ts/lib/Either.js';
import { pipe } from 'fp-ts/lib/function.js';
import type { Fact, States } from '../decision.js';
import { type HandleIsTakenOnce, handleIsTakenOnce } from '../facts/handle/index.js';
import {
  accountStream,
  handleStream,
  identityStream,
  type IdsAreFresh,
  idsAreFresh,
} from '../facts/index.js';
import type { Handle, Instant } from '../vocabulary/index.js';
import type { Candidates } from './commands.js';

type Wish = { readonly candidates: Candidates; readonly at: Instant };

const freeHandle = ({ candidates, at }: Wish, states: States): Either<HandleIsTakenOnce, Handle> => {
  const { accountId, handles } = candidates;
  const take = (handle: Handle) => handleIsTakenOnce(states(handleStream(handle)), { handle, accountId, at });
  return pipe(
    take(handles[0]),
    orElse(() => take(handles[1])),
    orElse(() => take(handles[2])),
  );
};

const opened = ({ identityId, accountId }: Candidates, handle: Handle): ReadonlyArray<Fact> => [
  { stream: handleStream(handle), event: { type: 'HandleClaimed', handle, accountId } },
  {
    stream: accountStream(accountId),
    event: { type: 'PersonalAccountOpened', accountId, identityId, handle },
  },
  {
    stream: identityStream(identityId),
    event: { type: 'AccountJoined', identityId, accountId, kind: 'personal' },
  },
];

/** What a new identity begins with: ids that nothing had before, and an account of its own under a free handle. */
export const newcomer = (
  wish: Wish,
  states: States,
): Either<HandleIsTakenOnce | IdsAreFresh, { readonly opens: ReadonlyArray<Fact> }> =>
  pipe(
    idsAreFresh(states(identityStream(wish.candidates.identityId))),
    chainW(() => idsAreFresh(states(accountStream(wish.candidates.accountId)))),
    chainW(() => freeHandle(wish, states)),
    map((handle) => ({ opens: opened(wish.candidates, handle) })),
  );
