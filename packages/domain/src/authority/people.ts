import { type Either, left, right } from 'fp-ts/lib/Either.js';
import type { ExistingAccount, Team } from '../facts/account/index.js';
import type { AccountId, Role } from '../vocabulary/index.js';
import { holdsAllOf, type Standing } from './may-i.js';

/** Whoever asks would give a role with rights that they do not hold. */
export type GrantNoMoreThanYouHold = { readonly type: 'GrantNoMoreThanYouHold'; readonly role: Role };

/** The account is personal. */
export type PersonalAccountHasOnePerson = {
  readonly type: 'PersonalAccountHasOnePerson';
  readonly accountId: AccountId;
};

/** Nobody gives a role with rights that they do not hold themselves. */
export const grantNoMoreThanYouHold = (
  standing: Standing,
  role: Role,
): Either<GrantNoMoreThanYouHold, Standing> =>
  holdsAllOf(standing, role) ? right(standing) : left({ type: 'GrantNoMoreThanYouHold', role });

/** A personal account has exactly one person, for ever: nobody joins it, is changed in it, or leaves it. */
export const personalAccountHasOnePerson = ({
  accountId,
  holder,
}: ExistingAccount): Either<PersonalAccountHasOnePerson, Team> =>
  holder.kind === 'team' ? right(holder) : left({ type: 'PersonalAccountHasOnePerson', accountId });
