import type { ErrorRequestHandler, RequestHandler } from 'express';
import type { Failure } from '../answer/failure.js';
import { sendProblem } from '../answer/problem.js';
import type { Log } from '../house.js';

/** Answers what nothing else answered. */
export const nothingHere: RequestHandler = (request, response) =>
  sendProblem(response, { type: request.method === 'TRACE' ? 'MethodNotAllowed' : 'RouteUnknown' });

const failureOf = (error: unknown): Failure => {
  if (error instanceof URIError) return { type: 'AddressUnreadable' };
  const status = typeof error === 'object' && error !== null && 'status' in error ? error.status : undefined;
  return { type: status === 400 ? 'AddressUnreadable' : 'Unexpected' };
};

/** Answers what went wrong where nothing should: the log says what, the answer does not. */
export const wentWrong =
  (log: Log): ErrorRequestHandler =>
  (error: unknown, _request, response, next) => {
    const failure = failureOf(error);
    if (failure.type === 'Unexpected') {
      const what = error instanceof Error ? { name: error.name, stack: error.stack } : {};
      log.error({ ...what, request: response.getHeader('request-id') }, 'a request went wrong');
    }
    if (response.headersSent) next(error);
    else sendProblem(response, failure);
  };
