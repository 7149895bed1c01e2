import { dirname, resolve } from 'node:path';
import {
  type OpenIdConnectConfiguration,
  providerIn,
  type SamlConfiguration,
  type SamlProviderDescription,
} from '@recount/identity-providers';
import * as E from 'fp-ts/lib/Either.js';
import type { OpenIdConnectSettings, SamlSettings, SsoFile, WrittenConnection } from './file.js';
import { readSsoFile, textIn } from './reading.js';

/** A connection as it is written, and its provider in the words of its protocol. */
export type Described = { readonly written: WrittenConnection } & (
  | { readonly type: 'saml'; readonly saml: SamlConfiguration; readonly providerStarted: boolean }
  | { readonly type: 'openid-connect'; readonly openIdConnect: OpenIdConnectConfiguration }
);

/** Where things are: the folder of the file, and where browsers find the service. */
type Place = { readonly folder: string; readonly origin: string };

const isInline = (pem: string): boolean => pem.includes('-----BEGIN ');

// What is not PEM itself is the path of a file that is, as seen from the file of connections.
const pemOf = async (given: string, { folder }: Place): Promise<E.Either<string, string>> =>
  isInline(given) ? E.right(given) : textIn(resolve(folder, given));

const pemsOf = async (
  all: ReadonlyArray<string>,
  place: Place,
): Promise<E.Either<string, ReadonlyArray<string>>> => {
  const read: string[] = [];
  for (const one of all) {
    const pem = await pemOf(one, place);
    if (E.isLeft(pem)) return pem;
    read.push(pem.right);
  }
  return E.right(read);
};

const fromMetadata = async (
  path: string,
  { folder }: Place,
): Promise<E.Either<string, SamlProviderDescription>> => {
  const text = await textIn(resolve(folder, path));
  if (E.isLeft(text)) return text;
  const described = providerIn(text.right);
  return E.isLeft(described)
    ? E.left(`the metadata in ${path} cannot be used: ${described.left}`)
    : described;
};

const providerOf = async (
  { metadata, entityId, entryPoint, logoutUrl, certificates = [] }: SamlSettings,
  place: Place,
): Promise<E.Either<string, SamlProviderDescription>> => {
  if (metadata !== undefined) return fromMetadata(metadata, place);
  const pems = await pemsOf(certificates, place);
  return E.isLeft(pems)
    ? pems
    : E.right({
        entityId: entityId ?? '',
        entryPoint: entryPoint ?? '',
        logoutUrl,
        certificates: pems.right,
      });
};

const signingOf = async (
  { signing }: SamlSettings,
  place: Place,
): Promise<E.Either<string, SamlConfiguration['signing']>> => {
  if (signing === undefined) return E.right(undefined);
  const pems = await pemsOf([signing.privateKey, signing.certificate], place);
  if (E.isLeft(pems)) return pems;
  const [privateKey = '', certificate = ''] = pems.right;
  return E.right({ privateKey, certificate });
};

/** The addresses at which a connection's provider finds this service. */
export const addressesOf = (
  id: string,
  origin: string,
): Pick<SamlConfiguration, 'entityId' | 'assertionConsumerService' | 'singleLogoutService'> => {
  const below = `${origin}/sign-in/saml/${id}`;
  return {
    entityId: `${below}/metadata`,
    assertionConsumerService: `${below}/acs`,
    singleLogoutService: `${below}/slo`,
  };
};

const samlOf = async (
  written: WrittenConnection,
  settings: SamlSettings,
  place: Place,
): Promise<E.Either<string, Described>> => {
  const provider = await providerOf(settings, place);
  if (E.isLeft(provider)) return provider;
  const signing = await signingOf(settings, place);
  if (E.isLeft(signing)) return signing;
  const { id } = written;
  const { signed, subjectAttribute, emailAttribute, providerStarted = false } = settings;
  const saml: SamlConfiguration = {
    name: id,
    connectionId: id,
    ...addressesOf(id, place.origin),
    provider: provider.right,
    ...(signed === undefined ? {} : { signed }),
    subjectAttribute,
    emailAttribute,
    signing: signing.right,
  };
  return E.right({ written, type: 'saml', saml, providerStarted });
};

// A provider's name is part of addresses elsewhere, where no underscore is.
const openIdConnectOf = (written: WrittenConnection, settings: OpenIdConnectSettings): Described => ({
  written,
  type: 'openid-connect',
  openIdConnect: { ...settings, name: written.id.replace('_', '-'), title: written.title },
});

const described = async (
  written: WrittenConnection,
  place: Place,
): Promise<E.Either<string, ReadonlyArray<Described>>> => {
  const { saml, openIdConnect } = written;
  if (openIdConnect !== undefined) return E.right([openIdConnectOf(written, openIdConnect)]);
  if (saml === undefined) return E.right([]);
  const one = await samlOf(written, saml, place);
  return E.isLeft(one) ? E.left(`${written.id}: ${one.left}`) : E.right([one.right]);
};

/** The connections of a file with everything that it names, or the id of the first that cannot be used, and why. */
export const describedBy = async (
  { connections }: SsoFile,
  place: Place,
): Promise<E.Either<string, ReadonlyArray<Described>>> => {
  const all: Described[] = [];
  for (const written of connections) {
    const one = await described(written, place);
    if (E.isLeft(one)) return one;
    all.push(...one.right);
  }
  return E.right(all);
};

/** Reads the file of connections and everything that it names, or says what is wrong. */
export const describedIn = async (
  path: string,
  origin: string,
): Promise<E.Either<string, ReadonlyArray<Described>>> => {
  const file = await readSsoFile(path);
  if (E.isLeft(file)) return file;
  const all = await describedBy(file.right, { folder: dirname(path), origin });
  return E.isLeft(all) ? E.left(`RECOUNT_SSO_FILE: ${path} cannot be used. ${all.left}.`) : all;
};
