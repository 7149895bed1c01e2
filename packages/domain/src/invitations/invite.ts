import { chainFirstW, chainW, type Either, left, map, right } from 'fp-ts/lib/Either.js';
import { pipe } from 'fp-ts/lib/function.js';
import {
  actAs,
  type Acting,
  type ActingRefusal,
  type GrantNoMoreThanYouHold,
  grantNoMoreThanYouHold,
  peopleManagePeople,
  permitted,
  type Person,
  type PersonalAccountHasOnePerson,
  personalAccountHasOnePerson,
  personAsking,
  visible,
} from '../authority/index.js';
import type { Decide, Fact, States } from '../decision.js';
import { type IdsAreFresh, idsAreFresh, invitationStream, logStream } from '../facts/index.js';
import type { Team } from '../facts/account/index.js';
import type { Invitee } from '../facts/invitation/index.js';
import { type ClaimsUseLivingKeys, claimsUseLivingKeys } from '../facts/log/index.js';
import { namesOf } from '../vocabulary/index.js';
import type { Addressee, InviteMember, RevokeInvitation } from './commands.js';
import type { ClosedInvitationsStayClosed, InvitationIsUsedOnce, InvitationUnknown } from './rules.js';

/** Why nobody is invited. */
export type InviteRefusal =
  | ActingRefusal
  | PersonalAccountHasOnePerson
  | GrantNoMoreThanYouHold
  | ClaimsUseLivingKeys
  | IdsAreFresh;

/** Why an invitation is not taken back. */
export type RevokeRefusal =
  | ActingRefusal
  | InvitationUnknown
  | ClosedInvitationsStayClosed
  | InvitationIsUsedOnce;

const invitee = (addressee: Addressee): Invitee =>
  addressee.type === 'link' ? addressee : { type: 'address', addresses: namesOf(addressee.mailbox) };

const invited = (command: InviteMember, { identity }: Person, { removals }: Team): Fact => {
  const { accountId, invitationId, role, addressee, tokenHash, expires } = command;
  const fact: Fact = {
    stream: invitationStream(invitationId),
    event: {
      type: 'MemberInvited',
      invitationId,
      accountId,
      inviterId: identity.identityId,
      role,
      invitee: invitee(addressee),
      tokenHash,
      expires,
      ...(removals === 0 ? {} : { removals }),
    },
  };
  if (addressee.type === 'link') return fact;
  return { ...fact, personal: { subject: invitationId, fields: { email: addressee.email } } };
};

const mayInvite = (acting: Acting, { role }: InviteMember): Either<InviteRefusal, Team> =>
  pipe(
    peopleManagePeople(acting.standing, 'members:invite'),
    chainW((standing) => grantNoMoreThanYouHold(standing, role)),
    chainW(() => permitted('members:invite')(acting)),
    chainW(({ account }) => personalAccountHasOnePerson(account)),
  );

const namedUnderLivingKeys = (
  { addressee }: InviteMember,
  states: States,
): Either<ClaimsUseLivingKeys, unknown> =>
  addressee.type === 'link' ? right(true) : claimsUseLivingKeys(addressee.mailbox, states(logStream));

/** Inviting somebody: a person's act, for a role they hold themselves. */
export const inviteMember: Decide<InviteMember, InviteRefusal> = (command) => (states) =>
  pipe(
    visible(command, command.accountId)(states),
    chainW((acting) => mayInvite(acting, command)),
    chainFirstW(() => namedUnderLivingKeys(command, states)),
    chainFirstW(() => idsAreFresh(states(invitationStream(command.invitationId)))),
    chainW((team) =>
      pipe(
        personAsking(command, 'members:invite')(states),
        map((person) => [invited(command, person, team)]),
      ),
    ),
  );

/** Taking an invitation back; one that was revoked stays so. */
export const revokeInvitation: Decide<RevokeInvitation, RevokeRefusal> = (command) => (states) => {
  const { accountId, invitationId } = command;
  const stream = invitationStream(invitationId);
  return pipe(
    actAs(command, accountId, 'members:invite')(states),
    chainW((): Either<RevokeRefusal, ReadonlyArray<Fact>> => {
      const invitation = states(stream);
      if (invitation.in === 'unknown' || invitation.accountId !== accountId)
        return left({ type: 'InvitationUnknown' });
      if (invitation.in === 'revoked') return right([]);
      if (invitation.in === 'declined') return left({ type: 'ClosedInvitationsStayClosed', why: 'declined' });
      if (invitation.in === 'used') return left({ type: 'InvitationIsUsedOnce' });
      return right([{ stream, event: { type: 'InvitationRevoked', invitationId, accountId } }]);
    }),
  );
};
