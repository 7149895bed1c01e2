import { bindW, chainFirstW, chainW, type Either, left, map } from 'fp-ts/lib/Either.js';
import { pipe } from 'fp-ts/lib/function.js';
import {
  type AccountUnknown,
  type ArchivedAccountsAreQuiet,
  archivedAccountsAreQuiet,
  joins,
  standingOfPerson,
} from '../authority/index.js';
import type { Decide, Fact, States } from '../decision.js';
import type { ExistingAccount } from '../facts/account/index.js';
import { accountStream, invitationStream } from '../facts/index.js';
import type { AcceptInvitation, DeclineInvitation } from './commands.js';
import { type Holding, holdingItsLink, type LookRefusal } from './look.js';
import {
  type ClosedInvitationsStayClosed,
  closedInvitationsStayClosed,
  type InvitationIsUsedOnce,
  invitationIsUsedOnce,
  type InviterStillMayInvite,
  inviterStillMayInvite,
  type RemovedMembersNeedAFreshInvitation,
  removedMembersNeedAFreshInvitation,
} from './rules.js';

/** Why an invitation cannot be answered. */
export type AnswerRefusal = LookRefusal | InvitationIsUsedOnce | ClosedInvitationsStayClosed;

/** Why an invitation cannot be accepted. */
export type AcceptRefusal =
  | RemovedMembersNeedAFreshInvitation
  | AnswerRefusal
  | InviterStillMayInvite
  | ArchivedAccountsAreQuiet
  | AccountUnknown;

const answering = (
  command: AcceptInvitation | DeclineInvitation,
  states: States,
): Either<AnswerRefusal, Holding> =>
  pipe(
    holdingItsLink(command)(states),
    chainFirstW(({ invitation, identity }) => invitationIsUsedOnce(invitation, identity.identityId)),
    chainFirstW(({ invitation }) => closedInvitationsStayClosed(invitation, command.at)),
  );

const teamOf = (
  { invitation, identity }: Holding,
  states: States,
): Either<AcceptRefusal, ExistingAccount> => {
  const account = states(accountStream(invitation.accountId));
  if (account.in === 'unknown') return left({ type: 'AccountUnknown' });
  return pipe(
    inviterStillMayInvite(invitation, account),
    chainW(() => removedMembersNeedAFreshInvitation(invitation, account, identity.identityId)),
    chainW(() => archivedAccountsAreQuiet(account, 'members:invite')({ as: 'stranger' })),
    map(() => account),
  );
};

const accepted = ({ invitation, identity, session }: Holding): ReadonlyArray<Fact> => {
  const { invitationId, accountId, role } = invitation;
  const { identityId } = identity;
  return [
    {
      stream: invitationStream(invitationId),
      event: { type: 'InvitationAccepted', invitationId, accountId, identityId },
    },
    ...joins({ accountId, identityId }, role, {
      by: 'invitation',
      invitationId,
      through: session.assurance.login,
    }),
  ];
};

/** Accepting an invitation makes one a member, in one commit; a member stays what they are, and uses nothing up. */
export const acceptInvitation: Decide<AcceptInvitation, AcceptRefusal> = (command) => (states) =>
  pipe(
    answering(command, states),
    bindW('account', (holding) => teamOf(holding, states)),
    map((answer) =>
      standingOfPerson(answer.identity.identityId, answer.account).as === 'member' ? [] : accepted(answer),
    ),
  );

const declined = ({ invitation, identity: { identityId } }: Holding): Fact => {
  const { invitationId, accountId } = invitation;
  return {
    stream: invitationStream(invitationId),
    event: { type: 'InvitationDeclined', invitationId, accountId, identityId },
  };
};

/** Declining an invitation closes it; a link stays open for the others who have it, and is declined once by each. */
export const declineInvitation: Decide<DeclineInvitation, AnswerRefusal> = (command) => (states) =>
  pipe(
    answering(command, states),
    map((answer) =>
      answer.invitation.declinedBy.includes(answer.identity.identityId) ? [] : [declined(answer)],
    ),
  );
