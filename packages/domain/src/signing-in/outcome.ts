import { chainW, type Either, map, right } from 'fp-ts/lib/Either.js';
import { pipe } from 'fp-ts/lib/function.js';
import type { States } from '../decision.js';
import { identityStream, loginStream } from '../facts/index.js';
import type { MailboxFate, RegisteredIdentity } from '../facts/identity/index.js';
import { type Claims, type IdentityId, namesOf } from '../vocabulary/index.js';
import { holderOf } from './claims/claiming.js';
import type { SignIn } from './commands.js';
import {
  type LoginBelongsToOneIdentity,
  loginBelongsToOneIdentity,
  onlyVerifiedEmailsMerge,
  type SsoAndSocialStayApart,
  ssoAndSocialStayApart,
} from './rules.js';

/** What a sign-in comes to, and the mailbox that it claims, if any. */
export type Outcome =
  | { readonly type: 'SignedIn'; readonly identity: RegisteredIdentity; readonly mailbox: Claims | undefined }
  | { readonly type: 'Merged'; readonly identity: RegisteredIdentity; readonly mailbox: Claims | undefined }
  | { readonly type: 'Registered'; readonly fate: MailboxFate; readonly mailbox: Claims | undefined };

/** Why a sign-in has no outcome. */
export type OutcomeRefusal = SsoAndSocialStayApart | LoginBelongsToOneIdentity;

const registered = (fate: MailboxFate, mailbox?: Claims): Outcome => ({ type: 'Registered', fate, mailbox });

const known = (command: SignIn, states: States, identity: RegisteredIdentity): Outcome => {
  const mailbox = onlyVerifiedEmailsMerge(command.realm, command.address);
  const holder = mailbox && holderOf(mailbox, states);
  const free = holder === undefined || holder === identity.identityId;
  return { type: 'SignedIn', identity, mailbox: free ? mailbox : undefined };
};

const barred = (command: SignIn, states: States, from: IdentityId): boolean =>
  namesOf(command.login).some((name) => states(loginStream(name)).barredFrom.includes(from));

const unknown = (command: SignIn, states: States): Either<OutcomeRefusal, Outcome> => {
  if (command.realm.type === 'connection') return right(registered('notLookedAt'));
  const mailbox = onlyVerifiedEmailsMerge(command.realm, command.address);
  if (mailbox === undefined) return right(registered('unverified'));
  const holder = holderOf(mailbox, states);
  if (holder === undefined) return right(registered('claimed', mailbox));
  const identity = states(identityStream(holder));
  const mayMerge =
    identity.in === 'registered' &&
    !identity.logins.some(({ issuer }) => issuer === command.issuer) &&
    !barred(command, states, holder);
  if (!mayMerge) return right(registered('heldByAnother'));
  return pipe(
    ssoAndSocialStayApart(identity, command.realm),
    map((joined): Outcome => ({ type: 'Merged', identity: joined, mailbox })),
  );
};

/** The table of signing in: who somebody is, by the login's claim, and only where there is none by the mailbox's. */
export const outcomeOf =
  (command: SignIn) =>
  (states: States): Either<OutcomeRefusal, Outcome> =>
    pipe(
      loginBelongsToOneIdentity(namesOf(command.login).map((name) => states(loginStream(name)))),
      chainW((holder) => {
        const identity = holder === undefined ? undefined : states(identityStream(holder));
        if (identity?.in !== 'registered') return unknown(command, states);
        return pipe(
          ssoAndSocialStayApart(identity, command.realm),
          map((same) => known(command, states, same)),
        );
      }),
    );
