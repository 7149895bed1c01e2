import type { Fact, States } from '../../../decision.js';
import type { LinkedBy, MailboxFate, RegisteredIdentity } from '../../../facts/identity/index.js';
import { identityStream, loginStream, mailboxStream } from '../../../facts/index.js';
import type { ClaimDigest, IdentityId } from '../../../vocabulary/index.js';
import { claimedNames } from '../../claims/claiming.js';
import type { KnownLogin } from '../commands.js';

/** Out of which identity something moves, and into which. */
export type Way = { readonly from: IdentityId; readonly to: IdentityId };

/** Moves the claims on a login. */
export const loginMoves = (
  moving: Pick<KnownLogin, 'linked' | 'login'>,
  { from, to }: Way,
  states: States,
): ReadonlyArray<Fact> => [
  ...claimedNames(moving, from, states).map(
    (login): Fact => ({
      stream: loginStream(login),
      event: { type: 'LoginReleased', login, barredFrom: from },
    }),
  ),
  {
    stream: loginStream(moving.login.newest),
    event: { type: 'LoginClaimed', login: moving.login.newest, identityId: to },
  },
];

/** Moves the claims on mailboxes, of those that the identity holds. */
export const mailboxesMove = (
  mailboxes: ReadonlyArray<ClaimDigest>,
  { from, to }: Way,
  states: States,
): ReadonlyArray<Fact> =>
  [...new Set(mailboxes)].flatMap((mailbox): ReadonlyArray<Fact> => {
    const stream = mailboxStream(mailbox);
    const claim = states(stream);
    if (claim.in !== 'claimed' || claim.identityId !== from) return [];
    return [
      { stream, event: { type: 'MailboxReleased', mailbox, identityId: from } },
      { stream, event: { type: 'MailboxClaimed', mailbox, identityId: to } },
    ];
  });

type Arrival = { readonly by: LinkedBy; readonly issuer: string; readonly mailbox: MailboxFate };

/** Links a moved login where it comes to; its provider's words are sealed anew. */
export const loginArrives = (
  { login: { newest }, profile }: KnownLogin,
  identityId: IdentityId,
  arrival: Arrival,
): Fact => ({
  stream: identityStream(identityId),
  event: { type: 'LoginLinked', identityId, login: newest, ...arrival },
  personal: { subject: identityId, fields: profile },
});

/** What moved logins vouch for where they come to, in the order in which they did before. */
export const wordsArrive = (
  words: RegisteredIdentity['vouched'],
  identityId: IdentityId,
): ReadonlyArray<Fact> =>
  words.map((word) => ({
    stream: identityStream(identityId),
    event: { type: 'AddressVouched', identityId, ...word },
  }));
