import type { CommandOf } from '@recount/domain';
import type { Event } from '@recount/domain/facts';
import { type ClaimDigest, minute } from '@recount/domain/vocabulary';
import { loginText, started } from './history.js';
import { ada, ben, by, claims, digest, google, now, type Person, social } from './people.js';
import { fresh, loginOf } from './sign-in-wish.js';

/** What Google says of Ada. */
export const profile = { subject: 'ada at google', email: 'ada@elsewhere.example', name: 'Ada' };

/** Ada links a login at Google, whose address is another one. */
export const link = (more: Partial<CommandOf<'LinkLogin'>> = {}): CommandOf<'LinkLogin'> => ({
  type: 'LinkLogin',
  ...by(ada),
  login: claims(loginText(ada, google)),
  issuer: google,
  realm: social,
  profile,
  address: { verified: true, mailbox: claims('ada@elsewhere.example') },
  ...more,
});

/** A login as its identity knows it. */
export const knownAs = (person: Person, issuer?: string) => ({
  linked: loginOf(person, issuer),
  login: claims(loginText(person, issuer)),
});

/** Ada takes a login of hers away. */
export const unlink = (issuer?: string): CommandOf<'UnlinkLogin'> => ({
  type: 'UnlinkLogin',
  ...by(ada),
  ...knownAs(ada, issuer),
});

/** Ada takes a login of hers out. */
export const unmerge = (issuer?: string): CommandOf<'UnmergeLogin'> => ({
  type: 'UnmergeLogin',
  ...by(ada),
  moving: { ...knownAs(ada, issuer), profile },
  candidates: { ...fresh, handles: [...fresh.handles] },
});

/** Ada proves to be Ben too. */
export const merge = (more: Partial<CommandOf<'MergeIdentities'>> = {}): CommandOf<'MergeIdentities'> => ({
  type: 'MergeIdentities',
  ...by(ada),
  login: claims(loginText(ben)),
  moving: [{ ...knownAs(ben), profile }],
  ...more,
});

/** Who Ada is. */
export const { identityId: adaIs } = ada;
/** The address that Ada has at Google. */
export const elsewhere = digest('ada@elsewhere.example');

/** A login vouches for an address. */
export const vouched = (login: ClaimDigest, mailbox: ClaimDigest, to = adaIs): Event => ({
  type: 'AddressVouched',
  identityId: to,
  login,
  mailbox,
});

/** Ada’s login at Google is linked. */
export const linkedGoogle = (
  by: 'link' | 'merge',
  mailbox: 'claimed' | 'unverified' | 'heldByAnother',
): Event => ({
  type: 'LoginLinked',
  identityId: adaIs,
  login: loginOf(ada, google),
  issuer: google,
  by,
  mailbox,
});

/** Ada has a login at Google too, which came by itself and vouches for the address that she had. */
export const withGoogle: ReadonlyArray<Event> = [
  { type: 'LoginClaimed', login: loginOf(ada, google), identityId: adaIs },
  linkedGoogle('merge', 'claimed'),
  vouched(loginOf(ada, google), digest(ada.email)),
];

/** Ada linked a login at Google, which vouches for an address of its own. */
export const withElsewhere: ReadonlyArray<Event> = [
  { type: 'LoginClaimed', login: loginOf(ada, google), identityId: adaIs },
  { type: 'MailboxClaimed', mailbox: elsewhere, identityId: adaIs },
  linkedGoogle('link', 'claimed'),
  vouched(loginOf(ada, google), elsewhere),
];

/** Ada’s sessions are over but for the one that asks. */
export const ended = (why: 'unlinked' | 'unmerged' | 'merged', spared = true): Event => ({
  type: 'SessionsInvalidated',
  identityId: adaIs,
  generation: 1,
  why,
  ...(spared ? { except: ada.sessionId } : {}),
});

/** Ada’s session, older than five minutes. */
export const stale: Event = started(ada, { startedAt: now - 5 * minute - 1 });
