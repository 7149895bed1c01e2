import { randomUUID } from 'node:crypto';
import { type Problem, problems, slugOf } from '@recount/api';
import type { Response } from 'express';
import type { Failure } from './failure.js';

const retrySeconds = 1;

const hintOf = ({ hint, action, why }: Failure): string | undefined => {
  if (hint !== undefined) return hint;
  if (action !== undefined) return `It needs: ${action}.`;
  return why === undefined ? undefined : `It is ${why}.`;
};

/** A failure as RFC 9457 has it; it holds nothing of a store's, a stack's or a secret's. */
export const problemOf = (failure: Failure, instance: string): Problem => {
  const { status, title, explanation } = problems[failure.type];
  const hint = hintOf(failure);
  return {
    type: `/problems/${slugOf(failure.type)}`,
    title,
    status,
    detail: hint === undefined ? explanation : `${hint} ${explanation}`,
    code: failure.type,
    instance,
    ...(failure.errors === undefined ? {} : { errors: failure.errors }),
    ...(failure.accountId === undefined ? {} : { accountId: failure.accountId }),
  };
};

/** The headers that a problem comes with: how to prove oneself, when to try again. */
const headersOf = ({ retryAfter }: Failure, status: number): Readonly<Record<string, string>> => ({
  ...(status === 401 ? { 'WWW-Authenticate': 'Key realm="recount", Bearer realm="recount"' } : {}),
  ...(status === 503 || retryAfter !== undefined
    ? { 'Retry-After': String(retryAfter ?? retrySeconds) }
    : {}),
});

/** The id that a request is known by, in its answer and in the log. */
export const requestIdOf = (response: Response): string => {
  const given = response.getHeader('Request-Id');
  if (typeof given === 'string') return given;
  const fresh = randomUUID();
  response.setHeader('Request-Id', fresh);
  return fresh;
};

/** Answers a failure. */
export const sendProblem = (response: Response, failure: Failure): void => {
  const problem = problemOf(failure, requestIdOf(response));
  response
    .status(problem.status)
    .set(headersOf(failure, problem.status))
    .set('Content-Type', 'application/problem+json; charset=utf-8')
    .end(JSON.stringify(problem));
};
