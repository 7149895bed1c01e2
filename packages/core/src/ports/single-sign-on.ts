import type { ConnectionId } from '@recount/domain/vocabulary';
import type { Option } from 'fp-ts/lib/Option.js';
import type { TaskEither } from 'fp-ts/lib/TaskEither.js';
import type { Unavailable } from './faults.js';
import type { IdentityProvider, ProvenLogin, ProviderFault, SignInNotProven } from './identity-provider.js';

/** A sign-in on its way to a SAML provider: where the browser goes, and the request's id that the answer has to name. */
export type SamlRequest = { readonly redirectTo: string; readonly requestId: string };

/** What a SAML provider asserted, and everything that was looked at held, but for whose browser it is. */
export type SamlAssertion = {
  readonly login: ProvenLogin;
  /** The assertion's own id: unique at its provider, and with the connection the name of a sign-in that the provider began. */
  readonly assertionId: string;
  /** The request that it answers; nothing for a sign-in that the provider began. */
  readonly inResponseTo: string | undefined;
  /** Milliseconds since 1970 after which the provider no longer vouches for the session, where it says so. */
  readonly sessionEnds: number | undefined;
};

/**
 * A request to end the sessions of somebody whom the provider has signed out, by its own id at the provider, and where
 * the browser goes with our answer.
 */
export type SamlLogout = {
  readonly requestId: string;
  readonly subject: string;
  readonly redirectTo: string;
};

/** One SAML 2.0 provider, from the service provider's side; it keeps nothing: what has to be remembered is its caller's. */
export type SamlProvider = {
  /** The service provider's metadata: XML, for whoever sets up the other side. */
  readonly metadata: () => string;
  /** An AuthnRequest by HTTP-Redirect; `relayState` is opaque and comes back with the answer. */
  readonly start: (relayState: string) => TaskEither<ProviderFault, SamlRequest>;
  /** Judges the `SAMLResponse` of a form that was posted to the assertion consumer service, still in base64. */
  readonly receive: (samlResponse: string) => TaskEither<SignInNotProven, SamlAssertion>;
  /** Judges a signed LogoutRequest by HTTP-Redirect (the query as it came, without `?`) or HTTP-POST, and makes the LogoutResponse to it. */
  readonly logout: (
    request:
      | { readonly binding: 'redirect'; readonly query: string }
      | { readonly binding: 'post'; readonly samlRequest: string; readonly relayState: string | undefined },
  ) => TaskEither<SignInNotProven, SamlLogout>;
};

/** How a connection's provider is spoken to. */
export type ConnectionProtocol =
  | {
      readonly type: 'saml';
      readonly provider: SamlProvider;
      /** Whether a sign-in may begin at the provider. */
      readonly providerStarted: boolean;
    }
  | { readonly type: 'openid-connect'; readonly provider: IdentityProvider };

/** An organization's way in. Whoever comes through it is of its own realm, and their address lies in its verified domains. */
export type Connection = {
  readonly connectionId: ConnectionId;
  /** The name for people, as in "Continue with Example Corp". */
  readonly title: string;
  /** DNS names in lower-case ASCII that its organization has proven to own. */
  readonly domains: ReadonlyArray<string>;
  readonly protocol: ConnectionProtocol;
};

/** The connections that are active now: from a file today, from organizations later. */
export interface Connections {
  /** A connection by its id. */
  find(connectionId: ConnectionId): TaskEither<Unavailable, Option<Connection>>;
  /** The connection that a domain's people sign in through; `domain` in lower-case ASCII. */
  forDomain(domain: string): TaskEither<Unavailable, Option<Connection>>;
}
