import type { IdentityProvider, KeptForCallback, ProviderFault, SignInNotProven } from '@recount/core/ports';
import * as E from 'fp-ts/lib/Either.js';
import { type Finding, right, unknown, wrong } from './finding.js';

/** A sign-in that nobody began, come back from this issuer with a code that nobody was given. */
export const inventedReturn = (
  { provider, issuer }: { readonly provider: string; readonly issuer: string },
  redirectUri: string,
): { readonly callback: URL; readonly kept: KeptForCallback } => {
  const state = 'recount-check-provider';
  const callback = new URL(redirectUri);
  callback.search = new URLSearchParams({ code: 'recount-check-provider', state, iss: issuer }).toString();
  const codeVerifier = 'recount-check-provider-verifier-'.repeat(2);
  return { callback, kept: { provider, state, nonce: state, codeVerifier, redirectUri } };
};

/** What the answer to an invented code says about the client: who refuses the code, has taken the client. */
export const clientIsKnown = (outcome: E.Either<ProviderFault | SignInNotProven, unknown>): Finding => {
  const told = E.isLeft(outcome) ? outcome.left : undefined;
  if (told?.type === 'SignInNotProven' && told.why === 'code')
    return right('It knows the client and takes its secret.');
  if (told?.type === 'ProviderRefusesUs')
    return wrong(`It does not take the client id or the client secret (${told.detail}).`);
  return unknown(
    `Whether it knows the client could not be found out${told === undefined ? '' : ` (${told.detail})`}.`,
  );
};

const mayWait: ReadonlySet<string> = new Set([
  'login_required',
  'interaction_required',
  'consent_required',
  'account_selection_required',
]);

const cannotTell = (redirectUri: string): Finding =>
  unknown(
    `Whether people may come back to ${redirectUri} cannot be found out from here: register exactly it.`,
  );

// Words of the protocol may be shown; free text that a provider adds may not.
const reasonIn = (back: URL): string => {
  const error = back.searchParams.get('error') ?? '';
  return /^[a-z_]{1,64}$/.test(error) ? error : 'no reason';
};

const ledTo = (location: string | null, redirectUri: string): Finding => {
  const back = location !== null && URL.canParse(location) ? new URL(location) : undefined;
  if (back === undefined || `${back.origin}${back.pathname}` !== redirectUri) return cannotTell(redirectUri);
  const reason = reasonIn(back);
  return mayWait.has(reason)
    ? right(`It lets people come back to ${redirectUri}.`)
    : wrong(`It does not begin a sign-in of ours (${reason}).`);
};

/** Begins a sign-in that must not ask anybody, and looks where the provider leads. */
export const mayComeBack = async (
  { start }: Pick<IdentityProvider, 'start'>,
  redirectUri: string,
  deadline: number,
): Promise<Finding> => {
  const started = await start(redirectUri)();
  if (E.isLeft(started)) return wrong(`No sign-in can begin: ${started.left.detail}.`);
  const address = new URL(started.right.redirectTo);
  address.searchParams.set('prompt', 'none');
  try {
    const signal = AbortSignal.timeout(deadline);
    const { status, headers, body } = await fetch(address, { redirect: 'manual', signal });
    await body?.cancel();
    if (status >= 300 && status < 400) return ledTo(headers.get('location'), redirectUri);
    return status >= 400 && status < 500
      ? wrong(
          `It does not let people come back to ${redirectUri}, or does not know the client: register exactly it.`,
        )
      : cannotTell(redirectUri);
  } catch {
    return wrong('Where people sign in, nobody answers.');
  }
};
