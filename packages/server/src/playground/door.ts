import type { IncomingMessage, RequestListener } from 'node:http';

const isForwarding = (header: string): boolean =>
  header === 'forwarded' || header === 'via' || header === 'x-real-ip' || header.startsWith('x-forwarded-');

type TurnedAway = { readonly status: 403 | 421; readonly title: string; readonly detail: string };

const turnedAway = ({ headers }: IncomingMessage, host: string): TurnedAway | undefined => {
  if (headers.host !== host)
    return { status: 421, title: 'Misdirected', detail: `This is http://${host} and nothing else.` };
  return Object.keys(headers).some(isForwarding)
    ? {
        status: 403,
        title: 'Passed on',
        detail: 'The playground is for this machine only; no proxy may lead to it.',
      }
    : undefined;
};

/** Lets in only who came straight to this origin: no name that was made to lead here, no proxy in between. */
export const playgroundDoor =
  (origin: string, inside: RequestListener): RequestListener =>
  (request, response) => {
    const away = turnedAway(request, new URL(origin).host);
    if (away === undefined) return inside(request, response);
    response.writeHead(away.status, { 'Content-Type': 'application/problem+json', Connection: 'close' });
    response.end(`${JSON.stringify({ type: 'about:blank', ...away })}\n`);
  };
