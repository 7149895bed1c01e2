import { bindW, chainFirstW, chainW, type Either, left, map, match, right } from 'fp-ts/lib/Either.js';
import { pipe } from 'fp-ts/lib/function.js';
import {
  type Asking,
  type CredentialIsOver,
  type PeopleManagePeople,
  type Person,
  personAsking,
} from '../authority/index.js';
import type { States } from '../decision.js';
import type { Team } from '../facts/account/index.js';
import { accountStream, invitationStream } from '../facts/index.js';
import type { SentInvitation } from '../facts/invitation/index.js';
import type { Handle, InvitationId, SecretHash } from '../vocabulary/index.js';
import {
  closedInvitationsStayClosed,
  invitationAnswersToItsLink,
  type InvitationIsForThisPerson,
  invitationIsForThisPerson,
  invitationIsUsedOnce,
  type InvitationUnknown,
} from './rules.js';

/** Why somebody is not even shown an invitation. */
export type LookRefusal =
  | CredentialIsOver
  | PeopleManagePeople
  | InvitationUnknown
  | InvitationIsForThisPerson;

/** A person with the link of an invitation that is for them. */
export type Holding = Person & { readonly invitation: SentInvitation };

/** The secret of a link, as whoever asks presents it. */
export type WithLink = Asking & { readonly invitationId: InvitationId; readonly tokenHash: SecretHash };

/** The person who asks and the invitation whose link they hold, if it is for them; others learn nothing of it. */
export const holdingItsLink =
  (asking: WithLink) =>
  (states: States): Either<LookRefusal, Holding> =>
    pipe(
      personAsking(asking, 'invitations:answer')(states),
      bindW('invitation', () =>
        invitationAnswersToItsLink(states(invitationStream(asking.invitationId)), asking.tokenHash),
      ),
      chainFirstW(({ invitation, session }) => invitationIsForThisPerson(invitation, session)),
    );

/** What an invitation is to the one person who looks at it: open, or why it is so no more. */
export type StateForOne = 'open' | 'used' | 'declined' | 'revoked' | 'expired';

/** An invitation, what it is to whoever looks at it, and the team that it leads into. */
export type SeenInvitation = {
  readonly invitation: SentInvitation;
  readonly state: StateForOne;
  readonly team: { readonly name: Team['name']; readonly handle: Handle };
};

const stateFor = ({ invitation, identity }: Holding, { at }: WithLink): StateForOne =>
  pipe(
    invitationIsUsedOnce(invitation, identity.identityId),
    chainW(() => closedInvitationsStayClosed(invitation, at)),
    match(
      (closed): StateForOne => (closed.type === 'InvitationIsUsedOnce' ? 'used' : closed.why),
      () => 'open',
    ),
  );

const teamOf = (
  { accountId }: SentInvitation,
  states: States,
): Either<InvitationUnknown, SeenInvitation['team']> => {
  const account = states(accountStream(accountId));
  return account.in === 'unknown' || account.holder.kind === 'personal'
    ? left({ type: 'InvitationUnknown' })
    : right({ name: account.holder.name, handle: account.handle });
};

/** Looking at an invitation before one answers it: told to those who may answer it, by the same rules, and to nobody else. */
export const lookAtInvitation =
  (asking: WithLink) =>
  (states: States): Either<LookRefusal, SeenInvitation> =>
    pipe(
      holdingItsLink(asking)(states),
      bindW('team', ({ invitation }) => teamOf(invitation, states)),
      map((held) => ({ invitation: held.invitation, team: held.team, state: stateFor(held, asking) })),
    );
