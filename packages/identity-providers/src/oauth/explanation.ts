import {
  AuthorizationResponseError,
  ClientError,
  ResponseBodyError,
  WWWAuthenticateChallengeError,
} from 'openid-client';
import { notProven } from '../callback.js';
import type { NotProvenBy, ProviderFault, SignInNotProven } from '@recount/core/ports';

type Explained = ProviderFault | SignInNotProven;

// Words of the protocol may go to the log; free text that a provider adds may not.
const protocolWord = (word: string): string => (/^[a-z_]{1,64}$/.test(word) ? word : 'an unknown error');

/** What a library's error says in its own fixed words, which hold nothing of the request or the answer. */
export const messageOf = (cause: unknown): string => {
  if (!(cause instanceof Error)) return 'something unknown went wrong';
  return cause.cause instanceof Error ? `${cause.message}: ${cause.cause.message}` : cause.message;
};

const claimOf = (cause: ClientError): unknown => {
  const inner = cause.cause instanceof Error ? cause.cause.cause : undefined;
  return typeof inner === 'object' && inner !== null && 'claim' in inner ? inner.claim : undefined;
};

const brokenToken: ReadonlySet<string> = new Set([
  'OAUTH_INVALID_RESPONSE',
  'OAUTH_UNSUPPORTED_OPERATION',
  'OAUTH_JWT_TIMESTAMP_CHECK_FAILED',
  'OAUTH_JWT_CLAIM_COMPARISON_FAILED',
  'OAUTH_KEY_SELECTION_FAILED',
]);

const tokenFailure = (cause: ClientError): NotProvenBy | undefined => {
  if (claimOf(cause) === 'nonce') return 'nonce';
  return brokenToken.has(cause.code ?? '') ? 'token' : undefined;
};

const passing: ReadonlySet<string> = new Set(['server_error', 'temporarily_unavailable']);

/** Says in our words why the exchange of an answer for a login failed. */
export const explained = (provider: string) => {
  const refusal = notProven(provider);
  const fault = (type: ProviderFault['type'], detail: string): ProviderFault => ({ type, provider, detail });
  const otherwise = (cause: unknown): ProviderFault => fault('ProviderAnswersBadly', messageOf(cause));

  const fromToken = (cause: ClientError): Explained => {
    const why = tokenFailure(cause);
    return why === undefined ? otherwise(cause) : refusal(why, messageOf(cause));
  };
  const fromBrowser = (said: string): Explained =>
    passing.has(said) ? fault('ProviderUnreachable', `it answered ${said}`) : refusal('denied', said);
  const fromTokenEndpoint = (said: string): Explained =>
    said === 'invalid_grant'
      ? refusal('code', 'the provider does not take the code')
      : fault('ProviderRefusesUs', said);

  return (cause: unknown): Explained => {
    if (cause instanceof AuthorizationResponseError) return fromBrowser(protocolWord(cause.error));
    if (cause instanceof ResponseBodyError) return fromTokenEndpoint(protocolWord(cause.error));
    if (cause instanceof WWWAuthenticateChallengeError)
      return fault('ProviderRefusesUs', 'it does not take our client secret');
    return cause instanceof ClientError ? fromToken(cause) : otherwise(cause);
  };
};
