import type { Realm } from '@recount/domain/vocabulary';
import type { TaskEither } from 'fp-ts/lib/TaskEither.js';

/** Who came back from a provider, and what the provider vouches for; the issuer with the subject is the login, nothing else is. */
export type ProvenLogin = {
  readonly realm: Realm;
  readonly provider: string;
  readonly issuer: string;
  readonly subject: string;
  readonly address: { readonly email: string; readonly verified: boolean } | undefined;
  readonly name: string | undefined;
  /** The organization that the provider says the person is of (Google's `hd`); a fact, and never proof of anything. */
  readonly hostedDomain?: string;
};

/** What the browser keeps, sealed and for one use, between leaving for the provider and coming back. */
export type KeptForCallback = {
  readonly provider: string;
  readonly state: string;
  readonly nonce: string;
  readonly codeVerifier: string;
  readonly redirectUri: string;
};

/** A sign-in under way: where the browser goes, and what it keeps meanwhile. */
export type Started = { readonly redirectTo: string; readonly kept: KeptForCallback };

/** Why nobody can sign in through this provider right now; `detail` is for the log and holds nothing secret. */
export type ProviderFault = {
  /** Gone, slow or broken, answering against the protocol, or no longer knowing us (a wrong client secret). */
  readonly type: 'ProviderUnreachable' | 'ProviderAnswersBadly' | 'ProviderRefusesUs';
  readonly provider: string;
  readonly detail: string;
};

/** What did not hold in a sign-in that came back. */
export type NotProvenBy =
  | 'provider' // begun with another provider
  | 'redirect' // came back to another address than the one given
  | 'state' // not the sign-in that this browser began
  | 'issuer' // answered by somebody else (RFC 9207)
  | 'denied' // the person or the provider said no
  | 'code' // no code, or one that is used, expired or not ours
  | 'nonce' // a token made for another sign-in
  | 'token' // a token that is not valid, not theirs or not for us
  | 'assertion'; // an assertion that is not valid, not theirs or not for us

/** A sign-in that came back and proves nothing; `detail` is for the log and holds nothing secret. */
export type SignInNotProven = {
  readonly type: 'SignInNotProven';
  readonly provider: string;
  readonly why: NotProvenBy;
  readonly detail: string;
};

/** Turns a browser's round trip into a proven login; one value for each configured provider. */
export type IdentityProvider = {
  /** The configured name, as in `/sign-in/google`. */
  readonly name: string;
  /** The name for people, as in "Continue with Google". */
  readonly title: string;
  /** What its logins hang on. */
  readonly issuer: string;
  /** Sends the browser away; `redirectUri` is this provider's own callback address: origin and path, as `URL` spells them. */
  readonly start: (redirectUri: string) => TaskEither<ProviderFault, Started>;
  /** Judges the address that the browser came back to against what it kept. */
  readonly finish: (
    callback: URL,
    kept: KeptForCallback,
  ) => TaskEither<ProviderFault | SignInNotProven, ProvenLogin>;
};
