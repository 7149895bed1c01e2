import { bindW, chainFirstW, map } from 'fp-ts/lib/Either.js';
import { pipe } from 'fp-ts/lib/function.js';
import type { Person } from '../../authority/index.js';
import type { Decide, Fact, States } from '../../decision.js';
import type { MailboxFate } from '../../facts/identity/index.js';
import { loginStream } from '../../facts/index.js';
import type { ClaimsUseLivingKeys } from '../../facts/log/index.js';
import { type Claims, namesOf } from '../../vocabulary/index.js';
import { claimsLogin, claimsMailbox, holderOf, links, namedUnderLivingKeys } from '../claims/claiming.js';
import {
  type LoginBelongsToOneIdentity,
  loginBelongsToOneIdentity,
  onlyVerifiedEmailsMerge,
  type SsoAndSocialStayApart,
  ssoAndSocialStayApart,
} from '../rules.js';
import { vouches } from '../claims/vouching.js';
import { type AskerRefusal, freshPerson } from './asker.js';
import type { LinkLogin } from './commands.js';
import { type SingleSignOnHasOneLogin, singleSignOnHasOneLogin } from './rules.js';

/** Why a login is not linked. */
export type LinkRefusal =
  | AskerRefusal
  | ClaimsUseLivingKeys
  | SsoAndSocialStayApart
  | SingleSignOnHasOneLogin
  | LoginBelongsToOneIdentity;

type Comes = { readonly mailbox: MailboxFate; readonly address: Claims | undefined };

const comesWith = (command: LinkLogin, { identity }: Person, states: States): Comes => {
  const address = onlyVerifiedEmailsMerge(command.realm, command.address);
  if (address === undefined) return { mailbox: 'unverified', address };
  const holder = holderOf(address, states);
  return holder === undefined || holder === identity.identityId
    ? { mailbox: 'claimed', address }
    : { mailbox: 'heldByAnother', address: undefined };
};

const linked = (command: LinkLogin, person: Person, states: States): ReadonlyArray<Fact> => {
  const { identityId } = person.identity;
  const comes = comesWith(command, person, states);
  return [
    ...claimsLogin(command.login, identityId, states),
    ...claimsMailbox(comes.address, identityId, states),
    links(command, identityId, { by: 'link', mailbox: comes.mailbox }),
    ...vouches(person.identity, { login: command.login.newest, mailbox: comes.address }, states),
  ];
};

/** Linking a login that nobody else has; one's own stays what it is. */
export const linkLogin: Decide<LinkLogin, LinkRefusal> = (command) => (states) =>
  pipe(
    freshPerson(command)(states),
    chainFirstW(() => namedUnderLivingKeys(command, states)),
    chainFirstW(({ identity }) => ssoAndSocialStayApart(identity, command.realm)),
    chainFirstW(({ identity }) => singleSignOnHasOneLogin(identity)),
    bindW('holder', ({ identity }) =>
      loginBelongsToOneIdentity(
        namesOf(command.login).map((name) => states(loginStream(name))),
        identity.identityId,
      ),
    ),
    map(({ holder, ...person }) => (holder === undefined ? linked(command, person, states) : [])),
  );
