import type { SamlProvider } from '@recount/core/ports';
import type { Request, Response } from 'express';
import { isLeft, right } from 'fp-ts/lib/Either.js';
import { type Answer, fails, misfit } from '../../answer/failure.js';
import { readForm } from '../../door/reading/form.js';
import type { House } from '../../house.js';
import { sayWhyNot } from '../pages.js';
import { type SamlConnection, samlConnectionIn } from './connection.js';

type LogoutRequest = Parameters<SamlProvider['logout']>[0];

const requestIn = async (request: Request): Answer<LogoutRequest> => {
  if (request.method !== 'POST')
    return right({ binding: 'redirect', query: request.originalUrl.replace(/^[^?]*\??/, '') });
  const form = await readForm(request);
  if (isLeft(form)) return form;
  const samlRequest = form.right.get('SAMLRequest');
  if (samlRequest === undefined) return misfit('/body/SAMLRequest', 'the request of the provider, in base64');
  return right({ binding: 'post', samlRequest, relayState: form.right.get('RelayState') });
};

const signedOut = async (request: Request, house: House, saml: SamlConnection): Answer<string> => {
  const asked = await requestIn(request);
  if (isLeft(asked)) return asked;
  const judged = await saml.provider.logout(asked.right)();
  if (isLeft(judged)) {
    house.log.warn({ fault: judged.left }, 'a request to sign somebody out was not proven');
    return fails('SignInNotProven');
  }
  const { redirectTo, ...whose } = judged.right;
  const { connectionId } = saml.connection;
  const done = await house.core.endSessionsOfLogin({ ...whose, connectionId })();
  return isLeft(done) ? done : right(redirectTo);
};

/** Ends the sessions of whoever signed out at their company's provider, and brings the browser back there. */
export const providerSignsOut =
  (house: House) =>
  async (request: Request, response: Response): Promise<void> => {
    const saml = await samlConnectionIn(request, house);
    if (isLeft(saml)) return sayWhyNot(response, saml.left, []);
    const back = await signedOut(request, house, saml.right);
    if (isLeft(back)) return sayWhyNot(response, back.left, []);
    response.set('Cache-Control', 'no-store').redirect(303, back.right);
    return undefined;
  };
