import { chainW, type Either, map, orElse, right } from 'fp-ts/lib/Either.js';
import { pipe } from 'fp-ts/lib/function.js';
import type { Decide, Fact, States } from '../decision.js';
import { type HandleIsTakenOnce, handleIsTakenOnce } from '../facts/handle/index.js';
import {
  accountStream,
  handleStream,
  identityStream,
  type IdsAreFresh,
  idsAreFresh,
  logStream,
  sessionStream,
} from '../facts/index.js';
import { type ClaimsUseLivingKeys, claimsUseLivingKeys } from '../facts/log/index.js';
import type { RegisteredIdentity } from '../facts/identity/index.js';
import type { Handle } from '../vocabulary/index.js';
import { claimsLogin, claimsMailbox, links } from './claiming.js';
import type { SignIn } from './commands.js';
import { lands } from './landing.js';
import { type Outcome, outcomeOf, type OutcomeRefusal } from './outcome.js';
import { type SsoEmailIsWithinVerifiedDomains, ssoEmailIsWithinVerifiedDomains } from './rules.js';

/** Why a sign-in is refused. */
export type SignInRefusal =
  | OutcomeRefusal
  | SsoEmailIsWithinVerifiedDomains
  | ClaimsUseLivingKeys
  | IdsAreFresh
  | HandleIsTakenOnce;

const landingOf = (identity: RegisteredIdentity, command: SignIn) => ({
  identityId: identity.identityId,
  generation: identity.generation,
  personalAccount: identity.personalAccount ?? command.candidates.accountId,
});

const signsIn = (
  command: SignIn,
  { identity, mailbox }: Extract<Outcome, { type: 'SignedIn' }>,
  states: States,
): ReadonlyArray<Fact> => [
  ...claimsLogin(command.login, identity.identityId, states),
  ...claimsMailbox(mailbox, identity.identityId, states),
  lands(command, landingOf(identity, command), states),
];

const merges = (
  command: SignIn,
  { identity, mailbox }: Extract<Outcome, { type: 'Merged' }>,
  states: States,
): ReadonlyArray<Fact> => {
  const { identityId } = identity;
  const generation = identity.generation + 1;
  return [
    ...claimsLogin(command.login, identityId, states),
    ...claimsMailbox(mailbox, identityId, states),
    links(command, identityId, { by: 'merge', mailbox: 'claimed' }),
    {
      stream: identityStream(identityId),
      event: { type: 'SessionsInvalidated', identityId, generation, why: 'merged' },
    },
    lands(command, { ...landingOf(identity, command), generation }, states),
  ];
};

const freeHandle = (command: SignIn, states: States): Either<HandleIsTakenOnce, Handle> => {
  const { accountId, handles } = command.candidates;
  const take = (handle: Handle) =>
    handleIsTakenOnce(states(handleStream(handle)), { handle, accountId, at: command.at });
  return pipe(
    take(handles[0]),
    orElse(() => take(handles[1])),
    orElse(() => take(handles[2])),
  );
};

const registers = (
  command: SignIn,
  { fate, mailbox }: Extract<Outcome, { type: 'Registered' }>,
  states: States,
): Either<HandleIsTakenOnce | IdsAreFresh, ReadonlyArray<Fact>> => {
  const { identityId, accountId } = command.candidates;
  const identity = identityStream(identityId);
  return pipe(
    idsAreFresh(states(identity)),
    chainW(() => idsAreFresh(states(accountStream(accountId)))),
    chainW(() => freeHandle(command, states)),
    map((handle) => [
      { stream: identity, event: { type: 'IdentityRegistered', identityId, realm: command.realm } },
      links(command, identityId, { by: 'registration', mailbox: fate }),
      ...claimsLogin(command.login, identityId, states),
      ...claimsMailbox(mailbox, identityId, states),
      { stream: handleStream(handle), event: { type: 'HandleClaimed', handle, accountId } },
      {
        stream: accountStream(accountId),
        event: { type: 'PersonalAccountOpened', accountId, identityId, handle },
      },
      { stream: identity, event: { type: 'AccountJoined', identityId, accountId, kind: 'personal' } },
      lands(command, { identityId, generation: 0, personalAccount: accountId }, states),
    ]),
  );
};

const facts = (
  command: SignIn,
  outcome: Outcome,
  states: States,
): Either<HandleIsTakenOnce | IdsAreFresh, ReadonlyArray<Fact>> => {
  switch (outcome.type) {
    case 'SignedIn':
      return right(signsIn(command, outcome, states));
    case 'Merged':
      return right(merges(command, outcome, states));
    case 'Registered':
      return registers(command, outcome, states);
  }
};

const namedUnderLivingKeys = (
  { login, address }: SignIn,
  states: States,
): Either<ClaimsUseLivingKeys, unknown> =>
  pipe(
    claimsUseLivingKeys(login, states(logStream)),
    chainW(() =>
      address === undefined ? right(login) : claimsUseLivingKeys(address.mailbox, states(logStream)),
    ),
  );

/** Signing in: one pure decision over the claims on the login and on the mailbox. */
export const signIn: Decide<SignIn, SignInRefusal> = (command) => (states) =>
  pipe(
    ssoEmailIsWithinVerifiedDomains(command.realm, command.domains),
    chainW(() => namedUnderLivingKeys(command, states)),
    chainW(() => idsAreFresh(states(sessionStream(command.session.sessionId)))),
    chainW(() => outcomeOf(command)(states)),
    chainW((outcome) => facts(command, outcome, states)),
  );
