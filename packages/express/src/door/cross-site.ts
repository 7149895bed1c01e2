import type { IncomingMessage } from 'node:http';
import { type Either, right } from 'fp-ts/lib/Either.js';
import { type Failure, fails } from '../answer/failure.js';
import { hasBody, saysJson } from './reading/body.js';

const safe = new Set(['GET', 'HEAD', 'OPTIONS']);
const ours = new Set([undefined, 'same-origin', 'none']);

const site = ({ headers }: IncomingMessage): string | undefined => {
  const said = headers['sec-fetch-site'];
  return typeof said === 'string' ? said : undefined;
};

/** Lets a browser's session write only for this site's own pages: with JSON, from the configured origin. */
export const ofThisSite = (request: IncomingMessage, origin: string): Either<Failure, true> => {
  if (safe.has(request.method ?? '')) return right(true);
  const fromHere = request.headers.origin === origin && ours.has(site(request));
  return fromHere && (!hasBody(request) || saysJson(request)) ? right(true) : fails('CrossSiteRequest');
};
