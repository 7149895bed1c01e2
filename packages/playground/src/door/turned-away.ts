import type { IncomingMessage } from 'node:http';

/** Why a request is not let in. */
export type TurnedAway = { readonly status: 403 | 421; readonly why: string };

const isForwarding = (header: string): boolean =>
  header === 'forwarded' || header === 'via' || header.startsWith('x-forwarded-');

/** Lets in only who came straight to this address: no name that was made to lead here, no proxy in between. */
export const turnedAway = (request: IncomingMessage, host: string): TurnedAway | undefined => {
  if (request.headers.host !== host) return { status: 421, why: `This is ${host} and nothing else.` };
  return Object.keys(request.headers).some(isForwarding)
    ? { status: 403, why: 'The playground is for this machine only; this request was passed on.' }
    : undefined;
};
