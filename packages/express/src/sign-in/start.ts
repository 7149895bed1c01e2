import { randomUUID } from 'node:crypto';
import type { ProviderFault } from '@recount/core/ports';
import type { Request, Response } from 'express';
import { isLeft } from 'fp-ts/lib/Either.js';
import type { House } from '../house.js';
import { type Attempt, sealed } from './attempt/attempt.js';
import { attemptSeconds, giveAttempt } from './attempt/cookies.js';
import { asksToLink, linkingFor } from './linking.js';
import { askFirst, sayWhyNot } from './pages.js';
import { returnTo } from './attempt/return-to.js';
import type { CodeWay, Way } from './way.js';

/** The address that a provider sends the browser back to. */
export const callbackOf = (origin: string, { path }: CodeWay): string => `${origin}${path}/callback`;

const asked = new Set(['same-origin', 'none']);

/** Whether a person asked for this here: by a page of this site, or by typing the address. */
export const isAskedHere = (request: Request): boolean => asked.has(request.get('Sec-Fetch-Site') ?? '');

// An address that was sent to somebody links nothing: only a page of this site changes how one signs in.
const mayBegin = (request: Request): boolean =>
  asksToLink(request) ? request.get('Sec-Fetch-Site') === 'same-origin' : isAskedHere(request);

/** Where a sign-in is to lead, if it begins now; asks whoever was sent here from elsewhere first. */
export const goalOf = (request: Request, response: Response, way: Way): string | undefined => {
  const goal = returnTo(new URLSearchParams(request.originalUrl.split('?')[1] ?? '').get('return_to'));
  if (mayBegin(request)) return goal;
  askFirst(response, way, goal);
  return undefined;
};

/** An attempt that begins now. */
export const newAttempt = (house: House, returnTo: string): Attempt => ({
  id: randomUUID(),
  returnTo,
  until: house.now() + attemptSeconds * 1000,
});

/** Sends a browser away with what it is to bring back. */
export const sendAway = async (
  response: Response,
  house: House,
  { attempt, redirectTo }: { readonly attempt: Attempt; readonly redirectTo: string },
): Promise<void> => {
  giveAttempt(response, house.origin, await sealed(attempt, house));
  response.set('Cache-Control', 'no-store').redirect(303, redirectTo);
};

/** Says that a provider cannot be gone to now. */
export const notStarted = (
  response: Response,
  house: House,
  { fault, way }: { readonly fault: ProviderFault; readonly way: Way },
): void => {
  house.log.warn({ fault, request: response.getHeader('request-id') }, 'a sign-in did not start');
  sayWhyNot(response, { type: fault.type }, [way]);
};

/** Sends a browser to a provider, if its person asked for it here. */
export const start =
  (house: House, way: CodeWay) =>
  async (request: Request, response: Response): Promise<void> => {
    const goal = goalOf(request, response, way);
    if (goal === undefined) return undefined;
    const linkFor = await linkingFor(request, house);
    if (isLeft(linkFor)) return sayWhyNot(response, linkFor.left, [way]);
    const begun = await way.provider.start(callbackOf(house.origin, way))();
    if (isLeft(begun)) return notStarted(response, house, { fault: begun.left, way });
    const { kept, redirectTo } = begun.right;
    const forLink = linkFor.right === undefined ? {} : { linkFor: linkFor.right };
    const attempt = { ...newAttempt(house, goal), kept, ...forLink };
    return sendAway(response, house, { attempt, redirectTo });
  };
