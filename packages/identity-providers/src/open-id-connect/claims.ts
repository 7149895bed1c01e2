import * as E from 'fp-ts/lib/Either.js';
import type { IDToken } from 'openid-client';
import { notProven } from '../callback.js';
import type { ProvenLogin, SignInNotProven } from '@recount/core/ports';
import { soundAddress, soundName } from '../oauth/person.js';
import type { Checked } from './configuration.js';

// OpenID Connect Core 2: at most 255 ASCII characters.
const isSubject = (subject: string): boolean => /^[\x20-\x7e]{1,255}$/.test(subject);

const isForUsAlone = ({ aud, azp }: IDToken, clientId: string): boolean =>
  (typeof aud === 'string' || aud.length === 1) && (azp === undefined || azp === clientId);

const isDomain = (domain: unknown): domain is string =>
  typeof domain === 'string' && domain.length <= 253 && /^[a-z0-9-]+(?:\.[a-z0-9-]+)+$/.test(domain);

const hostedIn = (token: IDToken, claim: string | undefined): Pick<ProvenLogin, 'hostedDomain'> => {
  const domain = claim === undefined ? undefined : token[claim];
  return isDomain(domain) ? { hostedDomain: domain } : {};
};

const addressIn = (
  { email, email_verified: verified }: IDToken,
  { addressesAreVerified = false }: Checked,
): ProvenLogin['address'] => soundAddress(email, verified === undefined ? addressesAreVerified : verified);

/** Reads a login out of a token whose signature, issuer, audience, time and nonce already hold. */
export const loginIn =
  (configuration: Checked) =>
  (token: IDToken): E.Either<SignInNotProven, ProvenLogin> => {
    const { name: provider, issuer, clientId, hostedDomainClaim } = configuration;
    if (!isForUsAlone(token, clientId))
      return E.left(notProven(provider)('token', 'the token is for others, too'));
    if (!isSubject(token.sub))
      return E.left(notProven(provider)('token', 'the subject is not one of OpenID Connect'));
    return E.right({
      realm: { type: 'social' },
      provider,
      issuer,
      subject: token.sub,
      address: addressIn(token, configuration),
      name: soundName(token.name),
      ...hostedIn(token, hostedDomainClaim),
    });
  };
