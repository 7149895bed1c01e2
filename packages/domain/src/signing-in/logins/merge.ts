import { bindW, chainFirstW, chainW, type Either, left, map, right } from 'fp-ts/lib/Either.js';
import { pipe } from 'fp-ts/lib/function.js';
import type { Person } from '../../authority/index.js';
import type { Decide, Fact, States } from '../../decision.js';
import type { RegisteredIdentity } from '../../facts/identity/index.js';
import { identityStream, loginStream } from '../../facts/index.js';
import type { ClaimsUseLivingKeys } from '../../facts/log/index.js';
import { type IdentityId, namesOf } from '../../vocabulary/index.js';
import { namedUnderLivingKeys } from '../claims/claiming.js';
import {
  type LoginBelongsToOneIdentity,
  loginBelongsToOneIdentity,
  onlyVerifiedEmailsMerge,
  type SsoAndSocialStayApart,
  ssoAndSocialStayApart,
} from '../rules.js';
import { type AskerRefusal, freshPerson, type LoginUnknown, othersEnd } from './asker.js';
import type { MergeIdentities } from './commands.js';
import { accountsPass } from './moving/accounts-pass.js';
import type { Way } from './moving/claims.js';
import { waysPass } from './moving/ways-pass.js';
import { type SingleSignOnHasOneLogin, singleSignOnHasOneLogin } from './rules.js';

/** Why two identities do not become one. */
export type MergeRefusal =
  | AskerRefusal
  | ClaimsUseLivingKeys
  | SsoAndSocialStayApart
  | SingleSignOnHasOneLogin
  | LoginBelongsToOneIdentity
  | LoginUnknown;

const unknown: Either<LoginUnknown, never> = left({ type: 'LoginUnknown' });

// The other identity, of which all logins have to be told: none is left behind.
const otherOf = (
  holder: IdentityId | undefined,
  { moving }: MergeIdentities,
  states: States,
): Either<LoginUnknown, RegisteredIdentity> => {
  const other = holder === undefined ? undefined : states(identityStream(holder));
  if (other?.in !== 'registered') return unknown;
  const told = moving.map(({ linked }) => linked).toSorted();
  const there = other.logins.map(({ login }) => login).toSorted();
  return told.join() === there.join() ? right(other) : unknown;
};

type Two = { readonly person: Person; readonly other: RegisteredIdentity; readonly way: Way };

const oneNow = (
  command: MergeIdentities,
  { person, other, way }: Two,
  states: States,
): ReadonlyArray<Fact> => {
  const generation = other.generation + 1;
  const stream = identityStream(way.from);
  return [
    ...waysPass(
      {
        other,
        moving: command.moving,
        proven: {
          login: command.login,
          address: onlyVerifiedEmailsMerge(person.identity.realm, command.address),
        },
      },
      way,
      states,
    ),
    ...other.accounts.flatMap((accountId) =>
      accountsPass({ accountId, through: other.through.get(accountId) }, way, states),
    ),
    othersEnd(person, 'merged'),
    { stream, event: { type: 'SessionsInvalidated', identityId: way.from, generation, why: 'merged' } },
    { stream, event: { type: 'IdentitiesMerged', identityId: way.from, into: way.to } },
  ];
};

const merged = (
  command: MergeIdentities,
  person: Person,
  other: RegisteredIdentity,
): ((states: States) => ReadonlyArray<Fact>) => {
  const way = { from: other.identityId, to: person.identity.identityId };
  return (states) => oneNow(command, { person, other, way }, states);
};

const everyNameLives = (command: MergeIdentities, states: States): Either<ClaimsUseLivingKeys, unknown> =>
  command.moving.reduce(
    (so: Either<ClaimsUseLivingKeys, unknown>, { login }) =>
      pipe(
        so,
        chainW(() => namedUnderLivingKeys({ login }, states)),
      ),
    namedUnderLivingKeys(command, states),
  );

/** Merging two identities into the one that asks: ways in, accounts and roles are its own from now on, in one commit. */
export const mergeIdentities: Decide<MergeIdentities, MergeRefusal> = (command) => (states) =>
  pipe(
    freshPerson(command)(states),
    chainFirstW(({ identity }) => singleSignOnHasOneLogin(identity)),
    chainFirstW(() => everyNameLives(command, states)),
    bindW('holder', () =>
      loginBelongsToOneIdentity(namesOf(command.login).map((name) => states(loginStream(name)))),
    ),
    chainW(({ holder, ...person }) =>
      holder === person.identity.identityId
        ? right([])
        : pipe(
            otherOf(holder, command, states),
            chainFirstW((other) => ssoAndSocialStayApart(other, person.identity.realm)),
            map((other) => merged(command, person, other)(states)),
          ),
    ),
  );
