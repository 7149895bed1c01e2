import { randomUUID } from 'node:crypto';
import type { IdentityProvider } from '@recount/core/ports';
import type { Request, Response } from 'express';
import { isLeft } from 'fp-ts/lib/Either.js';
import type { House } from '../house.js';
import { sealed } from './attempt.js';
import { attemptSeconds, giveAttempt } from './cookies.js';
import { askFirst, sayWhyNot } from './pages.js';
import { returnTo } from './return-to.js';

/** The address that a provider sends the browser back to. */
export const callbackOf = (origin: string, provider: IdentityProvider): string =>
  `${origin}/sign-in/${encodeURIComponent(provider.name)}/callback`;

const asked = new Set(['same-origin', 'none']);

/** Sends a browser to a provider, if its person asked for it here. */
export const start =
  (house: House, provider: IdentityProvider) =>
  async (request: Request, response: Response): Promise<void> => {
    const goal = returnTo(new URLSearchParams(request.originalUrl.split('?')[1] ?? '').get('return_to'));
    if (!asked.has(request.get('Sec-Fetch-Site') ?? '')) return askFirst(response, provider, goal);
    const begun = await provider.start(callbackOf(house.origin, provider))();
    if (isLeft(begun)) {
      house.log.warn(
        { fault: begun.left, request: response.getHeader('request-id') },
        'a sign-in did not start',
      );
      return sayWhyNot(response, { type: begun.left.type }, house);
    }
    const { kept, redirectTo } = begun.right;
    const attempt = { id: randomUUID(), kept, returnTo: goal, until: house.now() + attemptSeconds * 1000 };
    giveAttempt(response, house.origin, await sealed(attempt, house));
    response.set('Cache-Control', 'no-store').redirect(303, redirectTo);
    return undefined;
  };
