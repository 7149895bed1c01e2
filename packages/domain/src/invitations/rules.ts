import { type Either, left, right } from 'fp-ts/lib/Either.js';
import { grantNoMoreThanYouHold, mayI, standingOfPerson } from '../authority/index.js';
import type { ExistingAccount } from '../facts/account/index.js';
import type { InvitationState, SentInvitation } from '../facts/invitation/index.js';
import type { ClaimDigest, IdentityId, Instant, SecretHash } from '../vocabulary/index.js';

/** There is no such invitation, or it is not this link's. */
export type InvitationUnknown = { readonly type: 'InvitationUnknown' };

/** The invitation is for somebody else. */
export type InvitationIsForThisPerson = { readonly type: 'InvitationIsForThisPerson' };

/** The invitation was used up, or by this person before. */
export type InvitationIsUsedOnce = { readonly type: 'InvitationIsUsedOnce' };

/** The invitation was declined, revoked, or has expired. */
export type ClosedInvitationsStayClosed = {
  readonly type: 'ClosedInvitationsStayClosed';
  readonly why: 'declined' | 'revoked' | 'expired';
};

/** Whoever answers was removed from the team after the invitation was sent. */
export type RemovedMembersNeedAFreshInvitation = { readonly type: 'RemovedMembersNeedAFreshInvitation' };

/** Whoever invited may not give this role any more. */
export type InviterStillMayInvite = { readonly type: 'InviterStillMayInvite' };

/** An invitation answers to the secret in its link, and to nothing else. */
export const invitationAnswersToItsLink = (
  invitation: InvitationState,
  tokenHash: SecretHash,
): Either<InvitationUnknown, SentInvitation> =>
  invitation.in !== 'unknown' && invitation.tokenHash === tokenHash
    ? right(invitation)
    : left({ type: 'InvitationUnknown' });

/** An address invitation is for whoever signed in with that address verified; a link's is for whoever has it. */
export const invitationIsForThisPerson = (
  { invitee }: SentInvitation,
  session: { readonly addresses: ReadonlyArray<ClaimDigest> },
): Either<InvitationIsForThisPerson, true> =>
  invitee.type === 'link' || invitee.addresses.some((address) => session.addresses.includes(address))
    ? right(true)
    : left({ type: 'InvitationIsForThisPerson' });

/** An invitation is accepted as often as it says, and once by one person. */
export const invitationIsUsedOnce = (
  invitation: SentInvitation,
  identityId: IdentityId,
): Either<InvitationIsUsedOnce, true> =>
  invitation.in === 'used' || invitation.acceptedBy.includes(identityId)
    ? left({ type: 'InvitationIsUsedOnce' })
    : right(true);

/** What was declined, revoked or has expired cannot be accepted or declined any more. */
export const closedInvitationsStayClosed = (
  invitation: SentInvitation,
  at: Instant,
): Either<ClosedInvitationsStayClosed, true> => {
  if (invitation.in === 'declined' || invitation.in === 'revoked')
    return left({ type: 'ClosedInvitationsStayClosed', why: invitation.in });
  return at >= invitation.expires
    ? left({ type: 'ClosedInvitationsStayClosed', why: 'expired' })
    : right(true);
};

/** An invitation holds as long as whoever sent it may still invite and still holds what it gives. */
export const inviterStillMayInvite = (
  { inviterId, role }: SentInvitation,
  account: ExistingAccount,
): Either<InviterStillMayInvite, true> => {
  const standing = standingOfPerson(inviterId, account);
  return mayI(standing, 'members:invite') && grantNoMoreThanYouHold(standing, role)._tag === 'Right'
    ? right(true)
    : left({ type: 'InviterStillMayInvite' });
};

/** Whoever was removed comes back by an invitation that was sent after that, and by no older one. */
export const removedMembersNeedAFreshInvitation = (
  { removals = 0 }: SentInvitation,
  account: ExistingAccount,
  identityId: IdentityId,
): Either<RemovedMembersNeedAFreshInvitation, true> => {
  const removal = account.holder.kind === 'team' ? account.holder.removed.get(identityId) : undefined;
  return removal !== undefined && removals < removal
    ? left({ type: 'RemovedMembersNeedAFreshInvitation' })
    : right(true);
};
