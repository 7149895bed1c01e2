import type { Route } from '@recount/api';
import type { Who } from '@recount/core';
import type { Request, Response } from 'express';
import { type Either, isLeft, left, right } from 'fp-ts/lib/Either.js';
import { isNone } from 'fp-ts/lib/Option.js';
import { type Answer, type Failure, fails } from '../answer/failure.js';
import { requestIdOf } from '../answer/problem.js';
import type { Failures } from '../guard/failures.js';
import type { House } from '../house.js';
import type { Meter } from '../pages/metrics/meter.js';
import { readJson } from './reading/body.js';
import { presentedIn } from './credential.js';
import { ofThisSite } from './cross-site.js';
import { fit, queryOf } from './reading/fit.js';
import type { Repeating } from './repeated.js';

/** The house, and what it remembers of the requests on this node. */
export type Node = House & { readonly repeat: Repeating; readonly failed: Failures; readonly meter: Meter };

/** A request that was understood, and who asks. */
export type Asked<P, Q, B> = {
  readonly node: Node;
  readonly request: Request;
  readonly who: Who;
  readonly params: P;
  readonly query: Q;
  readonly body: B;
  /** The request's id: all that it causes is known by it. */
  readonly correlation: string;
};

const refusedTooOften = (node: Node, request: Request, failure: Failure): Either<Failure, never> => {
  if (failure.type !== 'CredentialRefused') return left(failure);
  const retryAfter = node.failed.count(request.ip);
  return left(retryAfter === undefined ? failure : { type: 'TooManyRequests', retryAfter });
};

// Whoever came through a connection is in as long as it is active: its company may have left.
const unlessDisconnected = async (who: Who, { connections }: House): Answer<Who> => {
  if (who.type === 'key' || who.assurance.realm.type === 'social') return right(who);
  const found = await connections.find(who.assurance.realm.connectionId)();
  if (isLeft(found)) return found;
  return isNone(found.right) ? fails('CredentialRefused', 'Its single sign-on is not active.') : right(who);
};

/** Who asks, by the one credential of the request; a browser's counts for this site's own pages only. */
export const whoAsks = async (node: Node, request: Request): Answer<Who> => {
  const presented = presentedIn(request, node.origin);
  if (isLeft(presented)) return refusedTooOften(node, request, presented.left);
  if (presented.right === undefined) return fails('CredentialMissing');
  const { by, credential } = presented.right;
  const ours = by === 'cookie' ? ofThisSite(request, node.origin) : right(true);
  if (isLeft(ours)) return ours;
  const who = await node.core.authenticate(credential)();
  return isLeft(who) ? refusedTooOften(node, request, who.left) : unlessDisconnected(who.right, node);
};

/** What a request says, by its route's codecs. */
export const saidBy =
  <P, Q, B, A>(route: Route<P, Q, B, A>) =>
  async (request: Request): Answer<Pick<Asked<P, Q, B>, 'params' | 'query' | 'body'>> => {
    const params = fit(route.params, { ...request.params });
    if (isLeft(params)) return params;
    const given = queryOf(request);
    if (isLeft(given)) return given;
    const query = fit(route.query, given.right, '/query');
    if (isLeft(query)) return query;
    const json = route.method === 'GET' ? right({}) : await readJson(request);
    if (isLeft(json)) return json;
    const body = fit(route.body, json.right);
    return isLeft(body) ? body : right({ params: params.right, query: query.right, body: body.right });
  };

/** Reads a request by its route's codecs: who asks first, what they ask for then. */
export const askedBy =
  <P, Q, B, A>(route: Route<P, Q, B, A>) =>
  async (node: Node, request: Request, response: Response): Answer<Asked<P, Q, B>> => {
    const who = await whoAsks(node, request);
    if (isLeft(who)) return who;
    const said = await saidBy(route)(request);
    if (isLeft(said)) return said;
    return right({ node, request, who: who.right, ...said.right, correlation: requestIdOf(response) });
  };
