import * as E from 'fp-ts/lib/Either.js';
import * as O from 'fp-ts/lib/Option.js';
import type { IDToken } from 'openid-client';
import { notProven } from '../callback.js';
import type { ProvenLogin, SignInNotProven } from '@recount/core/ports';
import { canonicalMailbox } from '@recount/core';
import type { Checked } from './configuration.js';

const longestName = 200;

// OpenID Connect Core 2: at most 255 ASCII characters.
const isSubject = (subject: string): boolean => /^[\x20-\x7e]{1,255}$/.test(subject);

const isForUsAlone = ({ aud, azp }: IDToken, clientId: string): boolean =>
  (typeof aud === 'string' || aud.length === 1) && (azp === undefined || azp === clientId);

const addressIn = ({ email, email_verified }: IDToken): ProvenLogin['address'] => {
  const mailbox = typeof email === 'string' ? canonicalMailbox(email) : O.none;
  return O.isSome(mailbox) ? { email: mailbox.value, verified: email_verified === true } : undefined;
};

const nameIn = ({ name }: IDToken): string | undefined => {
  const trimmed = typeof name === 'string' ? name.trim() : '';
  return trimmed === '' || trimmed.length > longestName || /[\p{Cc}\p{Cs}]/u.test(trimmed)
    ? undefined
    : trimmed;
};

/** Reads a login out of a token whose signature, issuer, audience, time and nonce already hold. */
export const loginIn =
  ({ name: provider, issuer, clientId }: Checked) =>
  (token: IDToken): E.Either<SignInNotProven, ProvenLogin> => {
    if (!isForUsAlone(token, clientId))
      return E.left(notProven(provider)('token', 'the token is for others, too'));
    if (!isSubject(token.sub))
      return E.left(notProven(provider)('token', 'the subject is not one of OpenID Connect'));
    return E.right({
      realm: { type: 'social' },
      provider,
      issuer,
      subject: token.sub,
      address: addressIn(token),
      name: nameIn(token),
    });
  };
