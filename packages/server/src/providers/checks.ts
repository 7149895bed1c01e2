import {
  checkGithub,
  checkOpenIdConnect,
  type Finding,
  type ProviderMisconfigured,
} from '@recount/identity-providers';
import * as E from 'fp-ts/lib/Either.js';
import type { Configuration, Provider } from '../configuration/index.js';
import { inItsProtocol } from './by-protocol.js';

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

/** Every way in that is configured and can be tried. */
export const checkablesIn = ({ signIn, origin, port }: Configuration): ReadonlyArray<Checkable> => {
  const here = origin ?? `http://localhost:${port}`;
  return signIn.type === 'providers' ? signIn.providers.map((provider) => checkable(provider, here)) : [];
};
