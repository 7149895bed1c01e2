import { routes, type SignInMethod, type SignInMethods } from '@recount/api';
import type { IdentityProvider } from '@recount/core/ports';
import type { Router } from 'express';
import { isLeft } from 'fp-ts/lib/Either.js';
import { sendProblem } from '../answer/problem.js';
import { sendJson } from '../answer/reply.js';
import { saidBy } from '../door/asked.js';
import { rate } from '../guard/rate.js';
import type { House } from '../house.js';
import { wayTo } from './pages.js';

const methodOf = (provider: IdentityProvider): SignInMethod => ({
  type: 'provider',
  name: provider.name,
  title: provider.title,
  url: wayTo(provider),
});

/** Opens the route that tells how one signs in: the same for everybody, whoever is known here. */
export const openSignInMethods = (router: Router, { core, providers, limits }: House): void => {
  const route = routes.signInMethods;
  const answer: SignInMethods = { methods: providers.map(methodOf), playground: core.playground };
  router.post(route.path, rate(limits.signIn), async (request, response) => {
    const said = await saidBy(route)(request);
    if (isLeft(said)) sendProblem(response, said.left);
    else sendJson(response, route.status, answer);
  });
};
