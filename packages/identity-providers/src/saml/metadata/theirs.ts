import * as E from 'fp-ts/lib/Either.js';
import { pipe } from 'fp-ts/lib/function.js';
import type { SamlProviderDescription } from '../configuration/settings.js';
import { longestMessage } from '../xml/decode.js';
import { all, ds, type Element, everything, md, textOf } from '../xml/element.js';
import { readXml } from '../xml/read.js';

const redirect = 'urn:oasis:names:tc:SAML:2.0:bindings:HTTP-Redirect';
const protocol = 'urn:oasis:names:tc:SAML:2.0:protocol';

const byRedirect = (role: Element, name: string): ReadonlyMap<string, string> | undefined =>
  all(role, md(name))
    .map(({ attributes }) => attributes)
    .find((attributes) => attributes.get('Binding') === redirect);

const certificatesIn = (role: Element): ReadonlyArray<string> =>
  all(role, md('KeyDescriptor'))
    .filter(({ attributes }) => (attributes.get('use') ?? 'signing') === 'signing')
    .flatMap(everything)
    .filter(({ name }) => name === ds('X509Certificate'))
    .map((certificate) => (textOf(certificate) ?? '').replace(/\s/g, ''));

const roleIn = (root: Element): Element | undefined => {
  const roles = all(root, md('IDPSSODescriptor')).filter(({ attributes }) =>
    (attributes.get('protocolSupportEnumeration') ?? '').split(/\s+/).includes(protocol),
  );
  return roles.length === 1 ? roles[0] : undefined;
};

const logoutOf = (role: Element): string | undefined => {
  const logout = byRedirect(role, 'SingleLogoutService');
  return logout?.get('ResponseLocation') ?? logout?.get('Location');
};

const describedByRole = (
  entityId: string | undefined,
  role: Element,
): E.Either<string, SamlProviderDescription> => {
  const entryPoint = byRedirect(role, 'SingleSignOnService')?.get('Location');
  const certificates = [...new Set(certificatesIn(role))];
  if (entityId === undefined || entryPoint === undefined)
    return E.left('it has no entity id, or no address to sign in at by HTTP-Redirect');
  return certificates.length === 0
    ? E.left('it has no certificate to check signatures with')
    : E.right({ entityId, entryPoint, logoutUrl: logoutOf(role), certificates });
};

const describedBy = (root: Element): E.Either<string, SamlProviderDescription> => {
  if (root.name !== md('EntityDescriptor')) return E.left('it is not the metadata of one entity');
  const role = roleIn(root);
  return role === undefined
    ? E.left('it describes no identity provider of SAML 2.0')
    : describedByRole(root.attributes.get('entityID'), role);
};

const isOver = (root: Element, now: number): boolean => {
  const until = root.attributes.get('validUntil');
  return until !== undefined && !(now < Date.parse(until));
};

/** Reads the metadata that a provider gives out: text that somebody fetched and trusts; nothing is fetched here. */
export const providerIn = (metadata: string): E.Either<string, SamlProviderDescription> =>
  pipe(
    metadata.length > longestMessage ? E.left('it is longer than 256 KiB') : E.right(metadata),
    E.chain((text) =>
      pipe(
        readXml(text.replace(/^\uFEFF/, ''), 'file'),
        E.mapLeft(({ detail }) => detail),
      ),
    ),
    E.filterOrElse(
      (root) => !isOver(root, Date.now()),
      () => 'it is valid no longer',
    ),
    E.chain(describedBy),
  );
