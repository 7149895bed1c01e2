import { map } from 'fp-ts/lib/Either.js';
import { pipe } from 'fp-ts/lib/function.js';
import type { Decide, Fact, States } from '../../decision.js';
import type { RegisteredIdentity } from '../../facts/identity/index.js';
import { identityStream, loginStream, mailboxStream } from '../../facts/index.js';
import type { ClaimDigest } from '../../vocabulary/index.js';
import { claimedNames } from '../claims/claiming.js';
import { everyName, type LeavingRefusal, othersEnd, whoLetsGo } from './asker.js';
import type { UnlinkLogin } from './commands.js';

// An address stays as long as another login of the identity vouches for it.
const addressesLost = (
  { identityId, vouched }: RegisteredIdentity,
  linked: ClaimDigest,
  states: States,
): ReadonlyArray<ClaimDigest> => {
  const kept = new Set(vouched.filter(({ login }) => login !== linked).map(({ mailbox }) => mailbox));
  return vouched.flatMap(({ login, mailbox }) => {
    const claim = states(mailboxStream(mailbox));
    const own = claim.in === 'claimed' && claim.identityId === identityId;
    return login === linked && own && !kept.has(mailbox) ? [mailbox] : [];
  });
};

const released = (
  command: UnlinkLogin,
  identity: RegisteredIdentity,
  states: States,
): ReadonlyArray<Fact> => {
  const { identityId } = identity;
  const { linked } = command;
  return [
    { stream: identityStream(identityId), event: { type: 'LoginUnlinked', identityId, login: linked } },
    ...claimedNames(command, identityId, states).map(
      (login): Fact => ({
        stream: loginStream(login),
        event: { type: 'LoginReleased', login, barredFrom: identityId },
      }),
    ),
    ...addressesLost(identity, linked, states).map(
      (mailbox): Fact => ({
        stream: mailboxStream(mailbox),
        event: { type: 'MailboxReleased', mailbox, identityId },
      }),
    ),
  ];
};

/** Unlinking a login bars it, frees the address that nothing else vouches for, and ends all sessions but the one that asks. */
export const unlinkLogin: Decide<UnlinkLogin, LeavingRefusal> = (command) => (states) =>
  pipe(
    whoLetsGo(command, command)(states),
    map((person) => [
      ...released(command, person.identity, states),
      othersEnd(person, 'unlinked', everyName(command)),
    ]),
  );
