import type { Router } from 'express';
import { rate } from '../guard/rate.js';
import type { House } from '../house.js';
import { finish } from './finish.js';
import { openSingleSignOn } from './sso/routes.js';
import { start } from './start.js';
import { wayThrough } from './way.js';

/** Opens the addresses by which people sign in: those of single sign-on, and two for each provider. */
export const openSignIn = (router: Router, house: House): void => {
  // Starts and returns by themselves: a company's people may all come from one address.
  const kinds = { starts: rate(house.limits.signIn), returns: rate(house.limits.signIn) };
  openSingleSignOn(router, house, kinds);
  for (const way of house.providers.map(wayThrough)) {
    router.get(way.path, kinds.starts, start(house, way));
    router.get(`${way.path}/callback`, kinds.returns, finish(house, way));
  }
};
