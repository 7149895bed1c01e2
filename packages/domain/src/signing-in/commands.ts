import * as t from 'io-ts';
import { command } from '../command.js';
import { LoginProfile } from '../facts/identity/index.js';
import { Origin } from '../facts/session/index.js';
import {
  AccountId,
  Claims,
  closed,
  Handle,
  IdentityId,
  Instant,
  Realm,
  SecretHash,
  SessionId,
} from '../vocabulary/index.js';

/** A provider's word about an address: its claim, and whether the provider verified it. */
export const ProvidedAddress = closed('ProvidedAddress', {
  verified: t.boolean,
  mailbox: Claims,
});
export type ProvidedAddress = t.TypeOf<typeof ProvidedAddress>;

/** The domains that a connection has verified, and the one that the asserted address lies in, if there is one. */
export const ConnectionDomains = closed(
  'ConnectionDomains',
  { verified: t.readonlyArray(t.string) },
  { ofAddress: t.string },
);
export type ConnectionDomains = t.TypeOf<typeof ConnectionDomains>;

/** A login that was proven just now: its claims, its issuer's words, and the address it comes with. */
export const provenLogin = { login: Claims, issuer: t.string, realm: Realm, profile: LoginProfile };

/** The session to start: its id, the hash of its token, its end. */
export const NewSession = closed('NewSession', {
  sessionId: SessionId,
  tokenHash: SecretHash,
  expires: Instant,
});
export type NewSession = t.TypeOf<typeof NewSession>;

/** What a new identity would be called, should there have to be one. */
export const Candidates = closed('Candidates', {
  identityId: IdentityId,
  accountId: AccountId,
  handles: t.tuple([Handle, Handle, Handle]),
});
export type Candidates = t.TypeOf<typeof Candidates>;

/**
 * Signs in with a proven login. `lastContext` is where the person was working last, as far as is known; `domains` are
 * those of the connection, for single sign-on.
 */
export const SignIn = command(
  'SignIn',
  { ...provenLogin, session: NewSession, candidates: Candidates, origin: Origin },
  { address: ProvidedAddress, lastContext: AccountId, domains: ConnectionDomains },
);
export type SignIn = t.TypeOf<typeof SignIn>;
