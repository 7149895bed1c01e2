import * as E from 'fp-ts/lib/Either.js';
import type { KeptForCallback, NotProvenBy, SignInNotProven } from '@recount/core/ports';

type Verdict = E.Either<SignInNotProven, URL>;

const onlyValue = (callback: URL, parameter: string): string | undefined => {
  const [value, ...more] = callback.searchParams.getAll(parameter);
  return more.length === 0 && value !== '' ? value : undefined;
};

// An address without what a provider adds to it when it sends the browser back.
const withoutAnswer = (address: URL): string => `${address.origin}${address.pathname}`;

/** A sign-in that came back and proves nothing, named for the provider that it was begun with. */
export const notProven =
  (provider: string) =>
  (why: NotProvenBy, detail: string): SignInNotProven => ({
    type: 'SignInNotProven',
    provider,
    why,
    detail,
  });

/** Lets a callback through only to the provider, the address and the browser that began it. */
export const callbackIsOfThisSignIn =
  (provider: string) =>
  (callback: URL, kept: KeptForCallback): Verdict => {
    const refuse = (why: NotProvenBy, detail: string): Verdict => E.left(notProven(provider)(why, detail));
    if (kept.provider !== provider) return refuse('provider', 'begun with another provider');
    if (withoutAnswer(callback) !== kept.redirectUri)
      return refuse('redirect', 'came back to another address');
    return onlyValue(callback, 'state') === kept.state
      ? E.right(callback)
      : refuse('state', 'not the sign-in that this browser began');
  };

/** Lets an answer through only from its issuer, named (RFC 9207) where it says that it always names itself, and with a code or an error. */
export const answerHolds =
  (provider: string) =>
  (callback: URL, issuer: { readonly name: string; readonly alwaysNamed: boolean }): Verdict => {
    const refuse = (why: NotProvenBy, detail: string): Verdict => E.left(notProven(provider)(why, detail));
    const named = callback.searchParams.has('iss');
    if (!named && issuer.alwaysNamed) return refuse('issuer', 'does not say who answers');
    if (named && onlyValue(callback, 'iss') !== issuer.name)
      return refuse('issuer', 'answered by another issuer');
    const said = onlyValue(callback, 'code') ?? onlyValue(callback, 'error');
    return said === undefined ? refuse('code', 'holds neither a code nor an error') : E.right(callback);
  };
