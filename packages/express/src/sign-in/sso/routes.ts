import type { RequestHandler, Router } from 'express';
import type { House } from '../../house.js';
import { consumeAssertion } from './acs.js';
import { finishParked } from './finish.js';
import { providerSignsOut } from './logout.js';
import { callbackOfSingleSignOn, metadata, startSingleSignOn } from './start.js';

/** Opens the addresses of single sign-on; the two that are posted to are the only ones that take another site's form. */
export const openSingleSignOn = (router: Router, house: House, limit: RequestHandler): void => {
  router.get('/sign-in/sso/:connection', limit, startSingleSignOn(house));
  router.get('/sign-in/sso/:connection/callback', limit, callbackOfSingleSignOn(house));
  router.post('/sign-in/saml/:connection/acs', limit, consumeAssertion(house));
  router.get('/sign-in/finish/:id', limit, finishParked(house));
  router.get('/sign-in/saml/:connection/metadata', limit, metadata(house));
  router.get('/sign-in/saml/:connection/slo', limit, providerSignsOut(house));
  router.post('/sign-in/saml/:connection/slo', limit, providerSignsOut(house));
};
