import type { Fact } from '../decision.js';
import { accountStream, identityStream } from '../facts/index.js';
import type { AccountId, ClaimDigest, IdentityId, InvitationId, Role } from '../vocabulary/index.js';

/** A person and a team. */
export type Membership = { readonly accountId: AccountId; readonly identityId: IdentityId };

/** How somebody joins; `through` is the login in whose session they were let in, which it stays when the member moves. */
export type Entrance =
  | { readonly by: 'creation' }
  | { readonly by: 'invitation'; readonly invitationId: InvitationId; readonly through: ClaimDigest }
  | { readonly by: 'merge' | 'unmerge'; readonly through?: ClaimDigest };

/** What is written when a person joins a team: the team knows its member, and the person their team. */
export const joins = (membership: Membership, role: Role, entrance: Entrance): ReadonlyArray<Fact> => {
  const { through, ...how } = { through: undefined, ...entrance };
  const carried = through === undefined ? {} : { through };
  return [
    {
      stream: accountStream(membership.accountId),
      event: { type: 'MemberJoined', ...membership, role, ...how },
    },
    {
      stream: identityStream(membership.identityId),
      event: { type: 'AccountJoined', ...membership, kind: 'team', role, ...carried },
    },
  ];
};

/** What is written when a person is out of a team, removed or by their own wish. */
export const goes = (membership: Membership, how: 'MemberRemoved' | 'MemberLeft'): ReadonlyArray<Fact> => [
  { stream: accountStream(membership.accountId), event: { type: how, ...membership } },
  { stream: identityStream(membership.identityId), event: { type: 'AccountLeft', ...membership } },
];
