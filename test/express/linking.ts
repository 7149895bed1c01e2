import type { Answered } from './asking.js';
import { cookieIn, type Person, type Running } from './running.js';

/** Which provider somebody goes to, and as whom they come back. */
export type Trip = { readonly provider?: string; readonly as: string };

/** Begins to link a login in somebody's browser: the state that the provider was given, and the attempt's cookie. */
export const beginLink = async (house: Running, { cookie }: Person, provider = 'other') => {
  const headers = { 'sec-fetch-site': 'same-origin', cookie };
  const started = await house.ask(`/sign-in/${provider}?link=1`, { headers });
  const state = new URL(started.headers.get('location') ?? 'http://nowhere').searchParams.get('state') ?? '';
  return { started, state, cookie: `recount-attempt=${cookieIn(started.headers, 'recount-attempt') ?? ''}` };
};

/** Links a login as somebody's browser would: away to the provider, and back with their session. */
export const link = async (
  house: Running,
  person: Person,
  { provider = 'other', as }: Trip,
): Promise<Answered> => {
  const { state, cookie } = await beginLink(house, person, provider);
  return house.ask(`/sign-in/${provider}/callback?state=${state}&code=${as}`, {
    headers: { cookie: `${cookie}; ${person.cookie}` },
  });
};

/** The proof that a browser came back with, where the login is another identity's. */
export const proofIn = ({ headers }: Answered): string =>
  /^\/#\/me\/merge\/([\w-]{43})$/.exec(headers.get('location') ?? '')?.[1] ?? '';

/** Somebody's ways in, by issuer. */
export const waysOf = async ({ ask }: Person): Promise<Readonly<Record<string, string>>> => {
  const { body } = await ask('/v1/me/logins');
  return Object.fromEntries(
    body.logins.map((login: { issuer: string; loginId: string }) => [login.issuer, login.loginId]),
  );
};
