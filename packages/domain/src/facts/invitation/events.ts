import * as t from 'io-ts';
import {
  AccountId,
  ClaimDigest,
  closed,
  IdentityId,
  Instant,
  InvitationId,
  Role,
  SecretHash,
  Count,
} from '../../vocabulary/index.js';
import { fact } from '../fact.js';

/** Whom an invitation is for: the holder of an address (as digests), or the first so many who have the link. */
export const Invitee = t.union(
  [
    closed('AddressInvitee', { type: t.literal('address'), addresses: t.readonlyArray(ClaimDigest) }),
    closed('LinkInvitee', { type: t.literal('link'), uses: Count }),
  ],
  'Invitee',
);
export type Invitee = t.TypeOf<typeof Invitee>;

/**
 * A team invited somebody. The address is sealed under the invitation's own key. `removals` is how many members had been
 * removed from the team by then, absent for none: whoever is removed later does not come back by it.
 */
export const MemberInvited = fact(
  'MemberInvited',
  {
    invitationId: InvitationId,
    accountId: AccountId,
    inviterId: IdentityId,
    role: Role,
    invitee: Invitee,
    tokenHash: SecretHash,
    expires: Instant,
  },
  { removals: Count },
);
export type MemberInvited = t.TypeOf<typeof MemberInvited>;

/** Somebody accepted and joined. */
export const InvitationAccepted = fact('InvitationAccepted', {
  invitationId: InvitationId,
  accountId: AccountId,
  identityId: IdentityId,
});
export type InvitationAccepted = t.TypeOf<typeof InvitationAccepted>;

/** The invited person said no. */
export const InvitationDeclined = fact('InvitationDeclined', {
  invitationId: InvitationId,
  accountId: AccountId,
  identityId: IdentityId,
});
export type InvitationDeclined = t.TypeOf<typeof InvitationDeclined>;

/** The team took the invitation back. */
export const InvitationRevoked = fact('InvitationRevoked', {
  invitationId: InvitationId,
  accountId: AccountId,
});
export type InvitationRevoked = t.TypeOf<typeof InvitationRevoked>;

/** The address that was invited; sealed beside MemberInvited. */
export const InvitedAddress = closed('InvitedAddress', { email: t.string });
export type InvitedAddress = t.TypeOf<typeof InvitedAddress>;

/** What happens to an invitation. */
export const InvitationEvent = t.union([
  MemberInvited,
  InvitationAccepted,
  InvitationDeclined,
  InvitationRevoked,
]);
export type InvitationEvent = t.TypeOf<typeof InvitationEvent>;
