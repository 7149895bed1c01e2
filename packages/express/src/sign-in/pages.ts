import { problems, slugOf } from '@recount/api';
import type { Response } from 'express';
import type { Failure } from '../answer/failure.js';
import { requestIdOf } from '../answer/problem.js';
import { escaped, page, sendPage } from '../pages/html.js';
import type { Way } from './way.js';

const backTo = (returnTo: string): string =>
  returnTo === '/' ? '' : `?return_to=${encodeURIComponent(returnTo)}`;

/** A way in, as a button; it leads back to where one was. */
export const button = ({ title, path }: Way, returnTo: string): string =>
  `<p><a class="button" href="${escaped(`${path}${backTo(returnTo)}`)}">Continue with ${escaped(title)}</a></p>`;

/** Asks whoever was sent here from elsewhere whether they want to sign in: nobody is signed in unasked. */
export const askFirst = (response: Response, way: Way, returnTo: string): void =>
  sendPage(response, 200, page('Sign in', button(way, returnTo)));

/** Says why nobody is signed in, and how to begin again. */
export const sayWhyNot = (response: Response, failure: Failure, ways: ReadonlyArray<Way>): void => {
  const { status, title, explanation } = problems[failure.type];
  const again = ways.map((way) => button(way, '/')).join('\n');
  const about = `<p><a href="/problems/${slugOf(failure.type)}">About this</a> · request ${escaped(requestIdOf(response))}</p>`;
  const retry = failure.retryAfter ?? (status === 503 ? 10 : undefined);
  if (retry !== undefined) response.set('Retry-After', String(retry));
  sendPage(response, status, page(title, `<p>${escaped(explanation)}</p>\n${again}\n${about}`));
};
