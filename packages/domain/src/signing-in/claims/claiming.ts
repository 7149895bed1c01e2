import { chainW, type Either, right } from 'fp-ts/lib/Either.js';
import { pipe } from 'fp-ts/lib/function.js';
import type { Fact, States } from '../../decision.js';
import type { LinkedBy, LoginProfile, MailboxFate } from '../../facts/identity/index.js';
import { identityStream, loginStream, logStream, mailboxStream } from '../../facts/index.js';
import { type ClaimsUseLivingKeys, claimsUseLivingKeys } from '../../facts/log/index.js';
import { type ClaimDigest, type Claims, type IdentityId, namesOf } from '../../vocabulary/index.js';
import type { ProvidedAddress } from '../commands.js';

/** Whether what was proven is named under the claim keys that live. */
export const namedUnderLivingKeys = (
  { login, address }: { readonly login: Claims; readonly address?: ProvidedAddress },
  states: States,
): Either<ClaimsUseLivingKeys, unknown> =>
  pipe(
    claimsUseLivingKeys(login, states(logStream)),
    chainW(() =>
      address === undefined ? right(login) : claimsUseLivingKeys(address.mailbox, states(logStream)),
    ),
  );

/** Who holds a mailbox, under whichever key it is claimed. */
export const holderOf = (mailbox: Claims, states: States): IdentityId | undefined =>
  namesOf(mailbox).flatMap((name) => {
    const claim = states(mailboxStream(name));
    return claim.in === 'claimed' ? [claim.identityId] : [];
  })[0];

/** Claims a login under the newest key, unless it is claimed there: what is met under an older one moves. */
export const claimsLogin = (
  { newest }: Claims,
  identityId: IdentityId,
  states: States,
): ReadonlyArray<Fact> => {
  const stream = loginStream(newest);
  if (states(stream).in === 'claimed') return [];
  return [{ stream, event: { type: 'LoginClaimed', login: newest, identityId } }];
};

/** Claims a mailbox under the newest key, unless it is claimed there or left alone. */
export const claimsMailbox = (
  mailbox: Claims | undefined,
  identityId: IdentityId,
  states: States,
): ReadonlyArray<Fact> => {
  if (mailbox === undefined) return [];
  const stream = mailboxStream(mailbox.newest);
  if (states(stream).in === 'claimed') return [];
  return [{ stream, event: { type: 'MailboxClaimed', mailbox: mailbox.newest, identityId } }];
};

type Linking = { readonly login: Claims; readonly issuer: string; readonly profile: LoginProfile };
type How = { readonly by: LinkedBy; readonly mailbox: MailboxFate };

/** Links a login to an identity, with its provider's words about the person sealed. */
export const links = (
  { login, issuer, profile }: Linking,
  identityId: IdentityId,
  { by, mailbox }: How,
): Fact => ({
  stream: identityStream(identityId),
  event: { type: 'LoginLinked', identityId, login: login.newest, issuer, by, mailbox },
  personal: { subject: identityId, fields: profile },
});

/** The streams under which a login is claimed by an identity: its names under living keys, and the one it was linked by. */
export const claimedNames = (
  { linked, login }: { readonly linked: ClaimDigest; readonly login: Claims },
  identityId: IdentityId,
  states: States,
): ReadonlyArray<ClaimDigest> =>
  [...new Set([...namesOf(login), linked])].filter((name) => {
    const claim = states(loginStream(name));
    return claim.in === 'claimed' && claim.identityId === identityId;
  });
