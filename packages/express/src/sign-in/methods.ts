import { routes, type SignInMethod, type SignInMethods } from '@recount/api';
import { domainOf } from '@recount/core';
import type { Connection, IdentityProvider } from '@recount/core/ports';
import type { Router } from 'express';
import { isLeft, right } from 'fp-ts/lib/Either.js';
import { toUndefined } from 'fp-ts/lib/Option.js';
import type { Answer } from '../answer/failure.js';
import { sendProblem } from '../answer/problem.js';
import { sendJson } from '../answer/reply.js';
import { saidBy } from '../door/asked.js';
import { rate } from '../guard/rate.js';
import type { House } from '../house.js';
import { wayOfConnection, wayThrough } from './way.js';

const methodOf = (provider: IdentityProvider): SignInMethod => {
  const { title, path: url } = wayThrough(provider);
  return { type: 'provider', name: provider.name, title, url };
};

const methodThrough = (connection: Connection): SignInMethod => {
  const { title, path: url } = wayOfConnection(connection);
  return { type: 'single-sign-on', name: connection.connectionId, title, url };
};

/** The single sign-on of the company that an address belongs to, if it has one. */
export const singleSignOnFor = async (
  email: string | undefined,
  { connections }: Pick<House, 'connections'>,
): Answer<SignInMethod | undefined> => {
  const domain = email === undefined ? undefined : domainOf(email);
  if (domain === undefined) return right(undefined);
  const connection = await connections.forDomain(domain)();
  if (isLeft(connection)) return connection;
  const found = toUndefined(connection.right);
  return right(found && methodThrough(found));
};

/** Opens the route that tells how one signs in: by an address's domain and nothing else, whoever is known here. */
export const openSignInMethods = (router: Router, house: House): void => {
  const { core, providers, limits } = house;
  const route = routes.signInMethods;
  const { playground } = core;
  const offered: SignInMethods = { methods: providers.map(methodOf), goesByItself: false, playground };
  const answerTo = async (email: string | undefined): Answer<SignInMethods> => {
    const only = await singleSignOnFor(email, house);
    if (isLeft(only)) return only;
    return right(
      only.right === undefined ? offered : { methods: [only.right], goesByItself: true, playground },
    );
  };
  router.post(route.path, rate(limits.signIn), async (request, response) => {
    const said = await saidBy(route)(request);
    const answer = isLeft(said) ? said : await answerTo(said.right.body.email);
    if (isLeft(answer)) sendProblem(response, answer.left);
    else sendJson(response, route.status, answer.right);
  });
};
