import type { RequestHandler } from 'express';
import { sendProblem } from '../answer/problem.js';

const broken = /%(?![0-9a-f]{2})/i;
const secretNames = new Set([
  'key',
  'api_key',
  'apikey',
  'access_token',
  'token',
  'authorization',
  'secret',
  'invitation',
]);
const secretForm = /r[kis]_[0-9A-Za-z]{40}/;

const holdsSecret = (url: string): boolean => {
  if (secretForm.test(url)) return true;
  const query = url.indexOf('?');
  if (query < 0) return false;
  return [...new URLSearchParams(url.slice(query + 1)).keys()].some((name) =>
    secretNames.has(name.toLowerCase()),
  );
};

// A request may name a whole address, whose host and port a router passes over.
const isAddress = (url: string): boolean => URL.canParse(url, 'http://here.invalid');

const readable = (url: string): boolean => {
  try {
    decodeURIComponent(url);
    return !broken.test(url) && isAddress(url);
  } catch {
    return false;
  }
};

/** Refuses addresses that cannot be read, and secrets in addresses. */
export const plainAddress: RequestHandler = (request, response, next) => {
  if (!readable(request.originalUrl)) sendProblem(response, { type: 'AddressUnreadable' });
  else if (holdsSecret(request.originalUrl)) sendProblem(response, { type: 'CredentialInAddress' });
  else next();
};
