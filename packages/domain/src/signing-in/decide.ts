import { chainW, type Either, map, right } from 'fp-ts/lib/Either.js';
import { pipe } from 'fp-ts/lib/function.js';
import type { Decide, Fact, States } from '../decision.js';
import type { HandleIsTakenOnce } from '../facts/handle/index.js';
import { identityStream, type IdsAreFresh, idsAreFresh, sessionStream } from '../facts/index.js';
import type { ClaimsUseLivingKeys } from '../facts/log/index.js';
import type { RegisteredIdentity } from '../facts/identity/index.js';
import { claimsLogin, claimsMailbox, links, namedUnderLivingKeys } from './claims/claiming.js';
import type { SignIn } from './commands.js';
import { lands } from './landing.js';
import { type Outcome, outcomeOf, type OutcomeRefusal } from './outcome.js';
import { newcomer } from './newcomer.js';
import { linkedNameOf, vouches } from './claims/vouching.js';
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
  ...vouches(
    identity,
    { login: linkedNameOf(command.login, identity) ?? command.login.newest, mailbox },
    states,
  ),
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
    ...vouches(identity, { login: command.login.newest, mailbox }, states),
    {
      stream: identityStream(identityId),
      event: { type: 'SessionsInvalidated', identityId, generation, why: 'merged' },
    },
    lands(command, { ...landingOf(identity, command), generation }, states),
  ];
};

const registers = (
  command: SignIn,
  { fate, mailbox }: Extract<Outcome, { type: 'Registered' }>,
  states: States,
): Either<HandleIsTakenOnce | IdsAreFresh, ReadonlyArray<Fact>> => {
  const { identityId, accountId } = command.candidates;
  return pipe(
    newcomer(command, states),
    map(({ opens }) => [
      {
        stream: identityStream(identityId),
        event: { type: 'IdentityRegistered', identityId, realm: command.realm },
      },
      links(command, identityId, { by: 'registration', mailbox: fate }),
      ...claimsLogin(command.login, identityId, states),
      ...claimsMailbox(mailbox, identityId, states),
      ...vouches({ identityId, vouched: [] }, { login: command.login.newest, mailbox }, states),
      ...opens,
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

/** Signing in: one pure decision over the claims on the login and on the mailbox. */
export const signIn: Decide<SignIn, SignInRefusal> = (command) => (states) =>
  pipe(
    ssoEmailIsWithinVerifiedDomains(command.realm, command.domains),
    chainW(() => namedUnderLivingKeys(command, states)),
    chainW(() => idsAreFresh(states(sessionStream(command.session.sessionId)))),
    chainW(() => outcomeOf(command)(states)),
    chainW((outcome) => facts(command, outcome, states)),
  );
