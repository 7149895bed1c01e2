import type { Request, Response } from 'express';
import type { Failure } from '../answer/failure.js';
import { sendProblem } from '../answer/problem.js';
import type { Log } from '../house.js';

const failureOf = (error: unknown): Failure => {
  if (error instanceof URIError) return { type: 'AddressUnreadable' };
  const status = typeof error === 'object' && error !== null && 'status' in error ? error.status : undefined;
  return { type: status === 400 ? 'AddressUnreadable' : 'Unexpected' };
};

const wentWrong = (error: unknown, response: Response, log: Log): void => {
  const failure = failureOf(error);
  if (failure.type === 'Unexpected') {
    const what = error instanceof Error ? { name: error.name, stack: error.stack } : {};
    log.error({ ...what, request: response.getHeader('Request-Id') }, 'a request went wrong');
  }
  if (response.headersSent) response.destroy();
  else sendProblem(response, failure);
};

/** Answers what nothing else answered, and what went wrong where nothing should: the log says what, the answer does not. */
export const atLast =
  (request: Request, response: Response, log: Log) =>
  (error?: unknown): void => {
    if (error !== undefined && error !== null) wentWrong(error, response, log);
    else sendProblem(response, { type: request.method === 'TRACE' ? 'MethodNotAllowed' : 'RouteUnknown' });
  };
