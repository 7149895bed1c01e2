import { createHash } from 'node:crypto';
import { Last4 } from '@recount/domain/keys';
import {
  AccountId,
  ClaimDigest,
  ClaimKeyId,
  type Claims,
  ConnectionId,
  day,
  DisplayName,
  Handle,
  IdentityId,
  type Instant,
  InvitationId,
  type KeyActor,
  KeyId,
  type Realm,
  SecretHash,
  type SessionActor,
  SessionId,
} from '@recount/domain/vocabulary';
import type * as t from 'io-ts';

const of =
  <A>(codec: t.Type<A>) =>
  (text: string): A => {
    if (codec.is(text)) return text;
    throw new Error(`${text} is no ${codec.name}`);
  };

// A UUIDv7 in base32, with room for a number at its end.
const id =
  <A>(codec: t.Type<A>, prefix: string) =>
  (n: number): A =>
    of(codec)(`${prefix}_01h455vb4pex5vsknk084s${String(n).padStart(4, '0')}`);

export const identityId = id(IdentityId, 'idn');
export const accountId = id(AccountId, 'acc');
export const sessionId = id(SessionId, 'ses');
export const keyId = id(KeyId, 'key');
export const invitationId = id(InvitationId, 'inv');
export const connectionId = id(ConnectionId, 'con');
export const handle = of(Handle);
export const called = of(DisplayName);
export const last4 = of(Last4);

const hash = (text: string): string => createHash('sha256').update(text).digest('hex');

/** The hash of a secret. */
export const hashOf = (secret: string): SecretHash => of(SecretHash)(hash(secret));

/** The claim key that lives in every test, and one that is newer where a test has two. */
export const claimKey = of(ClaimKeyId);
export const firstKey = claimKey('firstkey');
export const secondKey = claimKey('2ndkey00');

/** A claim's name under one claim key. */
export const digest = (what: string, key: ClaimKeyId = firstKey): ClaimDigest =>
  of(ClaimDigest)(`${key}-${hash(key + what)}`);

/** A claim as it is named while one claim key lives. */
export const claims = (what: string): Claims => ({ newest: digest(what), older: [] });

/** A claim as it is named while two live. */
export const claimsUnderTwo = (what: string): Claims => ({
  newest: digest(what, secondKey),
  older: [digest(what)],
});

export const now: Instant = 1_700_000_000_000;
export const tomorrow: Instant = now + day;

export const github = 'https://github.com';
export const google = 'https://accounts.google.com';
export const social: Realm = { type: 'social' };
export const sso: Realm = { type: 'connection', connectionId: connectionId(1) };
export const otherSso: Realm = { type: 'connection', connectionId: connectionId(2) };

/** Somebody, with what is theirs: their identity, their own account and its handle, a session, an address. */
export type Person = {
  readonly identityId: IdentityId;
  readonly accountId: AccountId;
  readonly handle: Handle;
  readonly sessionId: SessionId;
  readonly email: string;
};

const person = (name: string, n: number): Person => ({
  identityId: identityId(n),
  accountId: accountId(n),
  handle: handle(`${name}-at-home`),
  sessionId: sessionId(n),
  email: `${name}@example.org`,
});

export const ada = person('ada', 1);
export const ben = person('ben', 2);
export const cleo = person('cleo', 3);
export const dora = person('dora', 4);

/** A workspace that people share. */
export type Workspace = {
  readonly accountId: AccountId;
  readonly handle: Handle;
  readonly name: DisplayName;
};

export const acme: Workspace = { accountId: accountId(51), handle: handle('acme'), name: called('Acme') };
export const globex: Workspace = {
  accountId: accountId(52),
  handle: handle('globex'),
  name: called('Globex'),
};

/** An account's key. */
export type Key = { readonly keyId: KeyId; readonly accountId: AccountId };

export const acmeKey: Key = { keyId: keyId(1), accountId: acme.accountId };
export const otherAcmeKey: Key = { keyId: keyId(2), accountId: acme.accountId };
export const globexKey: Key = { keyId: keyId(3), accountId: globex.accountId };

/** Who asks, and when. */
type By<A> = { readonly actor: A; readonly at: Instant };

/** A person asks, by their session. */
export const by = ({ sessionId: session, identityId: identity }: Person): By<SessionActor> => ({
  actor: { type: 'session', sessionId: session, identityId: identity },
  at: now,
});

/** An account asks, by one of its keys. */
export const byKey = ({ keyId: key, accountId: account }: Key): By<KeyActor> => ({
  actor: { type: 'key', keyId: key, accountId: account },
  at: now,
});
