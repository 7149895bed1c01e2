import type { Fact, States } from '../decision.js';
import type { LinkedBy, MailboxFate } from '../facts/identity/index.js';
import { identityStream, loginStream, mailboxStream } from '../facts/index.js';
import type { Claims, IdentityId } from '../vocabulary/index.js';
import type { SignIn } from './commands.js';

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

/** Links a login to an identity, with its provider's words about the person sealed. */
export const links = (
  command: SignIn,
  identityId: IdentityId,
  how: { readonly by: LinkedBy; readonly mailbox: MailboxFate },
): Fact => ({
  stream: identityStream(identityId),
  event: { type: 'LoginLinked', identityId, login: command.login.newest, issuer: command.issuer, ...how },
  personal: { subject: identityId, fields: command.profile },
});
