import type { Router } from 'express';
import { rate } from '../guard/rate.js';
import type { House } from '../house.js';
import { finish } from './finish.js';
import { start } from './start.js';

/** Opens the addresses by which people sign in, two for each provider. */
export const openSignIn = (router: Router, house: House): void => {
  const limit = rate(house.limits.signIn);
  for (const provider of house.providers) {
    const path = `/sign-in/${provider.name}`;
    router.get(path, limit, start(house, provider));
    router.get(`${path}/callback`, limit, finish(house, provider));
  }
};
