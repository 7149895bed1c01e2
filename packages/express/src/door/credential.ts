import type { IncomingMessage } from 'node:http';
import { type Either, right } from 'fp-ts/lib/Either.js';
import { type Failure, fails } from '../answer/failure.js';

/** A credential as it came: in the header, or with the browser's cookie. */
export type Presented = { readonly by: 'header' | 'cookie'; readonly credential: string };

const scheme = /^(?:key|bearer) +([\x21-\x7e]+) *$/i;

/** The name of the cookie that holds a browser's session; only a page on this computer does without the prefix. */
export const sessionCookie = (origin: string): string =>
  origin.startsWith('https:') ? '__Host-recount' : 'recount';

/** The values of a cookie, every time that it was sent. */
export const cookieValues = ({ headers: { cookie } }: IncomingMessage, name: string): ReadonlyArray<string> =>
  (cookie ?? '')
    .split(';')
    .map((pair) => pair.trim())
    .filter((pair) => pair.startsWith(`${name}=`))
    .map((pair) => pair.slice(name.length + 1))
    .filter((value) => value !== '');

const inHeader = (value: string): Either<Failure, Presented> => {
  const credential = scheme.exec(value)?.[1];
  return credential === undefined
    ? fails('CredentialRefused', 'Write: Authorization: Key …')
    : right({ by: 'header', credential });
};

/** The one credential in the header Authorization, if there is one; which of several was meant is not guessed. */
export const inHeaderOf = (request: IncomingMessage): Either<Failure, Presented | undefined> => {
  const [header, ...more] = request.headersDistinct['authorization'] ?? [];
  if (more.length > 0) return fails('AmbiguousCredentials');
  return header === undefined ? right(undefined) : inHeader(header);
};

/** The one credential of a request, if it has one: in the header, or with the cookie of this origin's browsers. */
export const presentedIn = (
  request: IncomingMessage,
  origin: string,
): Either<Failure, Presented | undefined> => {
  const cookies = cookieValues(request, sessionCookie(origin));
  const [credential] = cookies;
  const named = request.headersDistinct['authorization'] ?? [];
  if (named.length > 0 && credential !== undefined) return fails('AmbiguousCredentials');
  if (cookies.length > 1) return fails('CredentialRefused', 'The cookie came more than once.');
  return credential === undefined ? inHeaderOf(request) : right({ by: 'cookie', credential });
};
