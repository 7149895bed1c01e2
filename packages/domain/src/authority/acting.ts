import { chainW, type Either, left, map, right } from 'fp-ts/lib/Either.js';
import { pipe } from 'fp-ts/lib/function.js';
import type { States } from '../decision.js';
import type { ExistingAccount } from '../facts/account/index.js';
import { accountStream } from '../facts/index.js';
import type { AccountId } from '../vocabulary/index.js';
import type { Standing } from './may-i.js';
import {
  type AccountUnknown,
  type ActionNeedsPermission,
  actionNeedsPermission,
  type ArchivedAccountsAreQuiet,
  archivedAccountsAreQuiet,
  peopleManagePeople,
} from './rules.js';
import { type Asking, type CredentialIsOver, type PeopleManagePeople, standingOf } from './standing.js';
import type { Action } from './table.js';

/** Somebody who may do what they ask, and the account they do it under. */
export type Acting = { readonly account: ExistingAccount; readonly standing: Standing };

/** Why somebody may not act. */
export type ActingRefusal =
  | CredentialIsOver
  | AccountUnknown
  | ActionNeedsPermission
  | PeopleManagePeople
  | ArchivedAccountsAreQuiet;

/** Finds the account for whoever asks. An account that one is a stranger to answers like one that does not exist. */
export const visible =
  (asking: Asking, accountId: AccountId) =>
  (states: States): Either<CredentialIsOver | AccountUnknown, Acting> => {
    const account = states(accountStream(accountId));
    return pipe(
      standingOf(asking, account)(states),
      chainW((standing) =>
        standing.as === 'stranger' || account.in === 'unknown'
          ? left({ type: 'AccountUnknown' as const })
          : right({ account, standing }),
      ),
    );
  };

/** Whether an acting person or key may do this under the account. */
export const permitted =
  (action: Action) =>
  (acting: Acting): Either<ActingRefusal, Acting> =>
    pipe(
      peopleManagePeople(acting.standing, action),
      chainW(actionNeedsPermission(acting.account, action)),
      chainW(archivedAccountsAreQuiet(acting.account, action)),
      map(() => acting),
    );

/** Lets whoever asks act under an account, or says why not. */
export const actAs =
  (asking: Asking, accountId: AccountId, action: Action) =>
  (states: States): Either<ActingRefusal, Acting> =>
    pipe(visible(asking, accountId)(states), chainW(permitted(action)));
