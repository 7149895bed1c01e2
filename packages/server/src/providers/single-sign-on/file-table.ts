import type * as t from 'io-ts';
import type { OpenIdConnectSettings, SamlSettings, WrittenConnection } from './file.js';

/** What a person needs to know of a field: what it is, its form, and what holds where it is left out. */
export type AboutField = { readonly says: string; readonly form: string; readonly unless: string };

type FieldsOf<C extends { readonly required: t.Props; readonly optional: t.Props }> = Readonly<
  Record<keyof C['required'] | keyof C['optional'], AboutField>
>;

const needed = 'it has to be there';
const orMetadata = 'it is read from the metadata';

/** Each connection. */
const connection: FieldsOf<typeof WrittenConnection> = {
  id: {
    says: 'Its name for ever: logins hang on it. A connection whose provider is replaced keeps its id; one that is taken out of the file lets nobody in, and refuses the sessions that came through it.',
    form: 'con_ and 26 characters of base32',
    unless: needed,
  },
  title: {
    says: 'What people read, after Continue with.',
    form: 'text of at most 80 characters',
    unless: needed,
  },
  domains: {
    says: 'The domains that the company has proven to own, each exactly: a domain below one is another. Whoever has an address there is sent to this connection, and whoever comes through it needs one.',
    form: 'a list of domains in lower-case ASCII; each stands once in the file, and none where anybody can have an address',
    unless: needed,
  },
  saml: {
    says: 'Its provider, if it speaks SAML 2.0.',
    form: 'an object, as below',
    unless: 'openIdConnect is there',
  },
  openIdConnect: {
    says: 'Its provider, if it speaks OpenID Connect.',
    form: 'an object, as below',
    unless: 'saml is there',
  },
};

const saml: FieldsOf<typeof SamlSettings> = {
  metadata: {
    says: 'The metadata that the provider gives out. It is a file that somebody fetched and trusts: nothing is fetched here.',
    form: 'path of an XML file, as seen from this file',
    unless: 'entityId, entryPoint and certificates are there',
  },
  entityId: { says: 'The provider, exactly as it spells itself.', form: 'text', unless: orMetadata },
  entryPoint: {
    says: 'Where browsers go to sign in, by HTTP-Redirect.',
    form: 'https://<host>[/path]',
    unless: orMetadata,
  },
  logoutUrl: {
    says: 'Where browsers go with our answer to a sign-out, by HTTP-Redirect.',
    form: 'https://<host>[/path]',
    unless: `${orMetadata}; else the provider signs nobody out here`,
  },
  certificates: {
    says: 'What the provider signs with: several while it changes from one to the next.',
    form: 'a list of PEM texts, or of paths of files that hold them',
    unless: orMetadata,
  },
  signed: {
    says: 'What the provider signs. A signed answer around an unsigned assertion is never enough.',
    form: 'answer-and-assertion or assertion',
    unless: 'answer-and-assertion',
  },
  providerStarted: {
    says: 'Whether a sign-in may begin at the provider, from its list of applications. The person is asked once more here.',
    form: 'true or false',
    unless: 'false',
  },
  subjectAttribute: {
    says: 'The attribute that names the person, for good and for nobody else ever.',
    form: 'the name of an attribute',
    unless: 'the NameID: persistent, emailAddress or unspecified',
  },
  emailAttribute: {
    says: 'The attribute that holds the e-mail address.',
    form: 'the name of an attribute',
    unless: 'the usual names are tried',
  },
  signing: {
    says: 'What requests are signed with: `privateKey` and `certificate`.',
    form: 'two PEM texts, or paths of files that hold them',
    unless: 'requests are not signed',
  },
};

const openIdConnect: FieldsOf<typeof OpenIdConnectSettings> = {
  issuer: {
    says: 'The provider, exactly as it spells itself.',
    form: 'https://<host>[/path]',
    unless: needed,
  },
  clientId: { says: 'The client that it knows this service as.', form: 'text', unless: needed },
  clientSecret: { says: "That client's secret.", form: 'text', unless: needed },
  addressesAreVerified: {
    says: 'Whether an address counts of which the provider does not say whether it is verified, as Entra ID never does. Only for the provider of one company, which gives its people their addresses: never for an issuer at which anybody may have an account; the known ones are refused. Who somebody is never hangs on the address, and email_verified: false stays a no.',
    form: 'true or false',
    unless: 'false: the provider has to say email_verified: true of the address',
  },
};

/** Every field of the file in words, for the reference page. */
export const ssoFileTable = { connection, saml, openIdConnect };
