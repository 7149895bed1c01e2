import type { RouteOutline } from '@recount/api';
import type { Request, Response, Router } from 'express';
import { isLeft } from 'fp-ts/lib/Either.js';
import { sendProblem } from '../answer/problem.js';
import { headersOf, sayAccount, sendJson } from '../answer/reply.js';
import { takeSession } from '../sign-in/attempt/cookies.js';
import type { Node } from './asked.js';
import type { Binding } from './doors.js';

const answering =
  ({ route, carryOut }: Binding, node: Node) =>
  async (request: Request, response: Response): Promise<void> => {
    const { result, accountId } = await carryOut(node, request, response);
    sayAccount(response, accountId);
    if (isLeft(result)) {
      if (result.left.type === 'Unavailable' || result.left.type === 'Unreadable')
        node.log.warn(
          { fault: result.left, request: response.getHeader('request-id') },
          'a fault was answered',
        );
      sendProblem(response, result.left);
      return;
    }
    sayAccount(response, result.right.about);
    response.set(headersOf(node.core, result.right, request));
    if (result.right.signsOut === true) takeSession(response, node.origin);
    sendJson(response, route.status, result.right.body);
  };

const verbs = { GET: 'get', POST: 'post', PUT: 'put', PATCH: 'patch', DELETE: 'delete' } as const;

const otherMethods =
  (allow: string) =>
  (request: Request, response: Response): void => {
    response.set('Allow', allow);
    if (request.method === 'OPTIONS') response.status(204).end();
    else sendProblem(response, { type: 'MethodNotAllowed' });
  };

const methodsOf = (routes: ReadonlyArray<RouteOutline>): ReadonlyArray<string> => {
  const methods = routes.map(({ method }) => method);
  return [...methods, ...(methods.includes('GET') ? ['HEAD'] : []), 'OPTIONS'];
};

/** Opens every path to the methods that it has, and tells the others which those are. */
export const open = (router: Router, bindings: ReadonlyArray<Binding>, node: Node): void => {
  for (const binding of bindings)
    router[verbs[binding.route.method]](binding.route.path, answering(binding, node));
};

/** Answers OPTIONS and every method that a path has not. */
export const closeOthers = (router: Router, routes: ReadonlyArray<RouteOutline>): void => {
  for (const path of new Set(routes.map((route) => route.path)))
    router.all(path, otherMethods(methodsOf(routes.filter((route) => route.path === path)).join(', ')));
};
