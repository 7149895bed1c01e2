import * as t from 'io-ts';
import { command } from '../command.js';
import { AccountId, Claims, closed, Instant, InvitationId, Role, SecretHash } from '../vocabulary/index.js';

const uses = t.refinement(
  t.number,
  (n) => Number.isInteger(n) && n >= 1 && n <= 100,
  'a whole number from 1 to 100',
);

/** Whom to invite: an address, by its claim and (to be sealed) as it is written, or the first so many with the link. */
export const Addressee = t.union(
  [
    closed('ByAddress', { type: t.literal('address'), mailbox: Claims, email: t.string }),
    closed('ByLink', { type: t.literal('link'), uses }),
  ],
  'Addressee',
);
export type Addressee = t.TypeOf<typeof Addressee>;

/** Invites somebody into a team. The link's secret is shown once and comes here as a hash. */
export const InviteMember = command('InviteMember', {
  accountId: AccountId,
  invitationId: InvitationId,
  role: Role,
  addressee: Addressee,
  tokenHash: SecretHash,
  expires: Instant,
});
export type InviteMember = t.TypeOf<typeof InviteMember>;

/** Accepts an invitation that one holds the link of. */
export const AcceptInvitation = command('AcceptInvitation', {
  invitationId: InvitationId,
  tokenHash: SecretHash,
});
export type AcceptInvitation = t.TypeOf<typeof AcceptInvitation>;

/** Says no to an invitation that one holds the link of. */
export const DeclineInvitation = command('DeclineInvitation', {
  invitationId: InvitationId,
  tokenHash: SecretHash,
});
export type DeclineInvitation = t.TypeOf<typeof DeclineInvitation>;

/** Takes an invitation back. */
export const RevokeInvitation = command('RevokeInvitation', {
  accountId: AccountId,
  invitationId: InvitationId,
});
export type RevokeInvitation = t.TypeOf<typeof RevokeInvitation>;
