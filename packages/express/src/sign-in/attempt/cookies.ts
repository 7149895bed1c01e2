import type { CookieOptions, Response } from 'express';
import { sessionCookie } from '../../door/credential.js';

/** How long a sign-in may be under way, in seconds. */
export const attemptSeconds = 600;

const options = (origin: string): CookieOptions => ({
  httpOnly: true,
  secure: origin.startsWith('https:'),
  sameSite: 'lax',
  path: '/',
});

/** The name of the cookie that a browser keeps while it is at a provider. */
export const attemptCookie = (origin: string): string => `${sessionCookie(origin)}-attempt`;

/** Gives a browser its session. */
export const giveSession = (
  response: Response,
  origin: string,
  session: { readonly token: string; readonly expires: number },
): void => {
  response.cookie(sessionCookie(origin), session.token, {
    ...options(origin),
    expires: new Date(session.expires),
  });
};

/** Takes a browser's session from it. */
export const takeSession = (response: Response, origin: string): void => {
  response.clearCookie(sessionCookie(origin), options(origin));
};

/** Gives a browser what it brings back from a provider. */
export const giveAttempt = (response: Response, origin: string, sealed: string): void => {
  response.cookie(attemptCookie(origin), sealed, { ...options(origin), maxAge: attemptSeconds * 1000 });
};

/** Takes it back: it is for one use. */
export const takeAttempt = (response: Response, origin: string): void => {
  response.clearCookie(attemptCookie(origin), options(origin));
};
