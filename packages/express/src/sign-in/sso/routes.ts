import type { RequestHandler, Router } from 'express';
import { rate } from '../../guard/rate.js';
import type { House } from '../../house.js';
import { consumeAssertion } from './acs.js';
import { finishParked } from './finish.js';
import { providerSignsOut } from './logout.js';
import { callbackOfSingleSignOn, metadata, startSingleSignOn } from './start.js';

/** What counts how often an address on the network begins to sign in, and how often it comes back. */
type Counted = { readonly starts: RequestHandler; readonly returns: RequestHandler };

/** Opens the addresses of single sign-on; the two that are posted to are the only ones that take another site's form. */
export const openSingleSignOn = (router: Router, house: House, { starts, returns }: Counted): void => {
  const [finishes, others] = [rate(house.limits.signIn), rate(house.limits.signIn)];
  router.get('/sign-in/sso/:connection', starts, startSingleSignOn(house));
  router.get('/sign-in/sso/:connection/callback', returns, callbackOfSingleSignOn(house));
  router.post('/sign-in/saml/:connection/acs', returns, consumeAssertion(house));
  router.get('/sign-in/finish/:id', finishes, finishParked(house));
  router.get('/sign-in/saml/:connection/metadata', others, metadata(house));
  router.get('/sign-in/saml/:connection/slo', others, providerSignsOut(house));
  router.post('/sign-in/saml/:connection/slo', others, providerSignsOut(house));
};
