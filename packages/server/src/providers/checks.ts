import {
  checkGithub,
  checkOpenIdConnect,
  type Finding,
  type ProviderMisconfigured,
  saml,
} from '@recount/identity-providers';
import * as E from 'fp-ts/lib/Either.js';
import type { Configuration, Provider } from '../configuration/index.js';
import { inItsProtocol } from './by-protocol.js';
import { type Described, describedIn } from './single-sign-on/described.js';

/** A way in that can be tried without a person: by which name, what it is, what to register there, and what a look at it shows. */
export type Checkable = {
  readonly name: string;
  readonly is: string;
  /** Addresses of ours that the other side has to know, exactly. */
  readonly register: ReadonlyArray<string>;
  readonly look: () => Promise<ReadonlyArray<Finding>>;
};

const isMisconfigured = ({ detail }: ProviderMisconfigured): ReadonlyArray<Finding> => [
  { found: 'wrong', says: `It cannot be used at all: ${detail}.` },
];

const checkOf = inItsProtocol({ github: checkGithub, openIdConnect: checkOpenIdConnect });

const checkable = (provider: Provider, origin: string): Checkable => {
  const redirectUri = `${origin}/sign-in/${provider.name}/callback`;
  const check = checkOf(provider);
  return {
    name: provider.name,
    is: provider.type === 'github' ? provider.url : provider.issuer,
    register: [redirectUri],
    look: () => (E.isLeft(check) ? Promise.resolve(isMisconfigured(check.left)) : check.right(redirectUri)),
  };
};

const checkedCompany = (one: Described, origin: string): Checkable => {
  const { id, title } = one.written;
  if (one.type === 'openid-connect') {
    const redirectUri = `${origin}/sign-in/sso/${id}/callback`;
    const check = checkOpenIdConnect(one.openIdConnect);
    return {
      name: id,
      is: `${title}, ${one.openIdConnect.issuer}`,
      register: [redirectUri],
      look: () => (E.isLeft(check) ? Promise.resolve(isMisconfigured(check.left)) : check.right(redirectUri)),
    };
  }
  const { entityId, assertionConsumerService, singleLogoutService, provider } = one.saml;
  const usable = saml(one.saml);
  const findings: ReadonlyArray<Finding> = E.isLeft(usable)
    ? isMisconfigured(usable.left)
    : [
        { found: 'right', says: 'Its settings and certificates can be used.' },
        { found: 'unknown', says: 'Whether it knows this service shows when a person signs in.' },
      ];
  return {
    name: id,
    is: `${title}, ${provider.entityId}`,
    register: [entityId, assertionConsumerService, singleLogoutService],
    look: () => Promise.resolve(findings),
  };
};

/** Every way in that is configured and can be tried, companies' single sign-on among them; or why that is not known. */
export const checkablesIn = async ({
  signIn,
  ssoFile,
  origin,
  port,
}: Configuration): Promise<E.Either<string, ReadonlyArray<Checkable>>> => {
  const here = origin ?? `http://localhost:${port}`;
  const providers =
    signIn.type === 'providers' ? signIn.providers.map((provider) => checkable(provider, here)) : [];
  const companies = ssoFile === undefined ? E.right([]) : await describedIn(ssoFile, here);
  return E.isLeft(companies)
    ? companies
    : E.right([...providers, ...companies.right.map((one) => checkedCompany(one, here))]);
};
