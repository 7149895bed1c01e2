import freeEmailDomains from 'free-email-domains';
import type { SamlSettings, SsoFile, WrittenConnection } from './file.js';

/** What is wrong with the file: where (a JSON Pointer), and what, in words. */
export type Mistake = { readonly pointer: string; readonly what: string };

const publicMail: ReadonlySet<string> = new Set(freeEmailDomains);

type Placed<A> = { readonly value: A; readonly pointer: string };

const placed = <A>(values: ReadonlyArray<A>, where: string): ReadonlyArray<Placed<A>> =>
  values.map((value, index) => ({ value, pointer: `${where}/${index}` }));

// Everything of a kind that was named before, at an earlier place.
const repeated = (all: ReadonlyArray<Placed<string>>, what: string): ReadonlyArray<Mistake> => {
  const first = new Map<string, string>();
  return all.flatMap(({ value, pointer }) => {
    const earlier = first.get(value);
    if (earlier === undefined) first.set(value, pointer);
    return earlier === undefined ? [] : [{ pointer, what: `${what} (it stands at ${earlier} too)` }];
  });
};

const domainsOf = ({ connections }: SsoFile): ReadonlyArray<Placed<string>> =>
  placed(connections, '/connections').flatMap(({ value, pointer }) =>
    placed(value.domains, `${pointer}/domains`),
  );

const oneOwner = (file: SsoFile): ReadonlyArray<Mistake> =>
  repeated(domainsOf(file), 'a domain belongs to one connection');

const oneId = ({ connections }: SsoFile): ReadonlyArray<Mistake> =>
  repeated(
    connections.map(({ id }, index) => ({ value: id, pointer: `/connections/${index}/id` })),
    'an id names one connection',
  );

const noPublicMail = (file: SsoFile): ReadonlyArray<Mistake> =>
  domainsOf(file)
    .filter(({ value }) => publicMail.has(value))
    .map(({ pointer }) => ({
      pointer,
      what: 'anybody can have an address there: it is nobody’s own domain',
    }));

const anyDomain = ({ connections }: SsoFile): ReadonlyArray<Mistake> =>
  placed(connections, '/connections')
    .filter(({ value }) => value.domains.length === 0)
    .map(({ pointer }) => ({
      pointer: `${pointer}/domains`,
      what: 'without a domain nobody can come through the connection',
    }));

const describedOnce = (saml: SamlSettings): string | undefined => {
  const { metadata, entityId, entryPoint, certificates, logoutUrl } = saml;
  const values = [entityId, entryPoint, certificates];
  if (metadata === undefined)
    return values.includes(undefined)
      ? 'saml needs metadata, or entityId, entryPoint and certificates'
      : undefined;
  return [...values, logoutUrl].every((value) => value === undefined)
    ? undefined
    : 'saml has metadata: entityId, entryPoint, logoutUrl and certificates are read from there';
};

const protocolMistake = ({ saml, openIdConnect }: WrittenConnection): string | undefined => {
  if ((saml === undefined) === (openIdConnect === undefined))
    return 'exactly one of saml and openIdConnect has to be there';
  return saml === undefined ? undefined : describedOnce(saml);
};

const oneProtocol = ({ connections }: SsoFile): ReadonlyArray<Mistake> =>
  placed(connections, '/connections').flatMap(({ value, pointer }) => {
    const what = protocolMistake(value);
    return what === undefined ? [] : [{ pointer, what }];
  });

const rules = [oneId, anyDomain, oneOwner, noPublicMail, oneProtocol];

/** All that is wrong between entries that are each well-formed. */
export const mistakesIn = (file: SsoFile): ReadonlyArray<Mistake> => rules.flatMap((rule) => rule(file));
