import * as t from 'io-ts';
import { signedWith, trustedAlgorithms } from '../open-id-connect/discovery.js';
import { type Finding, right, wrong } from './finding.js';

/** What an OpenID Connect provider has to say of itself, as far as we look at it. */
export const Description = t.intersection([
  t.type({
    issuer: t.string,
    authorization_endpoint: t.string,
    token_endpoint: t.string,
    jwks_uri: t.string,
  }),
  t.partial({
    id_token_signing_alg_values_supported: t.array(t.string),
    token_endpoint_auth_methods_supported: t.array(t.string),
    code_challenge_methods_supported: t.array(t.string),
    scopes_supported: t.array(t.string),
  }),
]);
export type Description = t.TypeOf<typeof Description>;

const all = (words: ReadonlyArray<string>): string => words.join(', ');

const algorithms = ({ id_token_signing_alg_values_supported: announced }: Description): Finding => {
  const taken = trustedAlgorithms(announced);
  return taken.length > 0
    ? right(`It signs with ${all(taken)}.`)
    : wrong(`It signs with ${all(announced ?? [])}; we take ${all(signedWith)}. Choose one of ours there.`);
};

const challenge = ({ code_challenge_methods_supported: announced }: Description): Finding =>
  announced === undefined || announced.includes('S256')
    ? right(`${announced === undefined ? 'It does not say whether it takes' : 'It takes'} PKCE with S256.`)
    : wrong(`It takes PKCE with ${all(announced)} only; we send S256.`);

const methods = ['client_secret_basic', 'client_secret_post'];

const authentication = ({ token_endpoint_auth_methods_supported: announced }: Description): Finding =>
  announced === undefined || announced.some((method) => methods.includes(method))
    ? right('It lets us show the client secret as we do.')
    : wrong(`It wants the client to show itself by ${all(announced)}; we do it by ${methods.join(' or ')}.`);

const scopes = ({ scopes_supported: announced }: Description): ReadonlyArray<Finding> => {
  const missing = ['email', 'profile'].filter((scope) => announced?.includes(scope) === false);
  return missing.length === 0
    ? []
    : [wrong(`It does not have the scope ${all(missing)}: no address or no name will come.`)];
};

/** Judges what a provider says of itself. */
export const judged = (description: Description): ReadonlyArray<Finding> => [
  algorithms(description),
  challenge(description),
  authentication(description),
  ...scopes(description),
];
