import { isRight } from 'fp-ts/lib/Either.js';
import { contextNeedsMembership, standingOfPerson } from '../authority/index.js';
import type { Fact, States } from '../decision.js';
import { accountStream, sessionStream } from '../facts/index.js';
import { type AccountId, type IdentityId, namesOf } from '../vocabulary/index.js';
import type { SignIn } from './commands.js';

/** Whose session it is, in which generation it is born, and where it lands if nowhere else. */
export type Landing = {
  readonly identityId: IdentityId;
  readonly generation: number;
  readonly personalAccount: AccountId;
};

const mayWorkIn = (accountId: AccountId, identityId: IdentityId, states: States): boolean => {
  const account = states(accountStream(accountId));
  return account.in === 'open' && isRight(contextNeedsMembership(standingOfPerson(identityId, account)));
};

/** The session's start, in the last context if it may still be used there, else in the personal account, saying so. */
export const lands = (
  command: SignIn,
  { identityId, generation, personalAccount }: Landing,
  states: States,
): Fact => {
  const { lastContext, session, login, issuer, realm, origin, address } = command;
  const wanted = lastContext ?? personalAccount;
  const context =
    wanted === personalAccount || mayWorkIn(wanted, identityId, states) ? wanted : personalAccount;
  return {
    stream: sessionStream(session.sessionId),
    event: {
      type: 'SessionStarted',
      ...session,
      identityId,
      assurance: { login: login.newest, issuer, realm },
      generation,
      context,
      // A connection's lies in its verified domains, or nobody would have come this far.
      addresses: address?.verified === true ? namesOf(address.mailbox) : [],
      startedAt: command.at,
      ...(context === wanted ? {} : { lostContext: wanted }),
    },
    personal: { subject: identityId, fields: origin },
  };
};
