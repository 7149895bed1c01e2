import { closed, ConnectionId, text } from '@recount/domain/vocabulary';
import * as t from 'io-ts';

const Said = text('Said', {
  pattern: /^[^\p{Cc}\p{Cs}]{1,1024}$/u,
  expected: 'a text of 1 to 1024 characters in one line',
});

const DomainName = text('DomainName', {
  pattern: /^(?=.{1,253}$)(?:[a-z0-9](?:[a-z0-9-]{0,61}[a-z0-9])?\.)+[a-z](?:[a-z0-9-]{0,61}[a-z0-9])$/,
  expected: 'a domain such as corp.example, in lower case and in the ASCII form that DNS knows it by',
});

const Title = text('Title', {
  pattern: /^(?=\S)[^\p{Cc}\p{Cs}]{1,80}$/u,
  expected: 'a name for people, of 1 to 80 characters in one line',
});

const Pem = text('Pem', { pattern: /\S/, expected: 'PEM text, or the path of a file that holds it' });

/** What requests are signed with: a private key and its certificate. */
const Signing = closed('Signing', { privateKey: Pem, certificate: Pem });

/** A provider that speaks SAML 2.0: described by its metadata, or by the values themselves. */
export const SamlSettings = closed(
  'SamlSettings',
  {},
  {
    metadata: Said,
    entityId: Said,
    entryPoint: Said,
    logoutUrl: Said,
    certificates: t.readonlyArray(Pem, 'a list of certificates'),
    signed: t.keyof({ 'answer-and-assertion': null, assertion: null }),
    providerStarted: t.boolean,
    subjectAttribute: Said,
    emailAttribute: Said,
    signing: Signing,
  },
);
export type SamlSettings = t.TypeOf<typeof SamlSettings>;

/** A provider that speaks OpenID Connect, and the client that it knows us as. */
export const OpenIdConnectSettings = closed(
  'OpenIdConnectSettings',
  { issuer: Said, clientId: Said, clientSecret: Said },
  { addressesAreVerified: t.boolean },
);
export type OpenIdConnectSettings = t.TypeOf<typeof OpenIdConnectSettings>;

/** A company's single sign-on, as it is written down: its id for ever, its name, its domains, and one protocol. */
export const WrittenConnection = closed(
  'WrittenConnection',
  { id: ConnectionId, title: Title, domains: t.readonlyArray(DomainName, 'a list of domains') },
  { saml: SamlSettings, openIdConnect: OpenIdConnectSettings },
);
export type WrittenConnection = t.TypeOf<typeof WrittenConnection>;

/** The file that `RECOUNT_SSO_FILE` names. */
export const SsoFile = closed('SsoFile', {
  connections: t.readonlyArray(WrittenConnection, 'a list of connections'),
});
export type SsoFile = t.TypeOf<typeof SsoFile>;
