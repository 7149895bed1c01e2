import { KeyToVerify, momentOf, routes, type Verdict } from '@recount/api';
import type { CredentialRefused, Fault, KeyHolder, Who } from '@recount/core';
import { allowedActions } from '@recount/domain/authority';
import type { Scope } from '@recount/domain/vocabulary';
import type { Express, Request, RequestHandler, Response } from 'express';
import { type Either, isLeft, left, map, right } from 'fp-ts/lib/Either.js';
import { type Answer, type Failure, fails } from '../answer/failure.js';
import { sendProblem } from '../answer/problem.js';
import type { Node } from '../door/asked.js';
import { hasBody, jsonOf, readBytes, saysJson, textOf } from '../door/reading/body.js';
import { fit } from '../door/reading/fit.js';
import { atLast } from '../guard/last.js';

// What a key's verdict ends with is known before anybody asks.
const endOf = (scope: Scope): string =>
  `","scope":"${scope}","actions":${JSON.stringify(allowedActions({ as: 'key', scope }))}`;
const ends = { API: endOf('API'), ADMIN: endOf('ADMIN') };

const yes = ({ accountId, actor: { keyId }, scope, expires }: KeyHolder): string => {
  const until = expires === undefined ? '' : `,"expiresAt":"${momentOf(expires)}"`;
  return `{"valid":true,"accountId":"${accountId}","keyId":"${keyId}${ends[scope]}${until}}`;
};

const no = (reason: CredentialRefused['why']): string => {
  const verdict: Verdict = { valid: false, reason };
  return JSON.stringify(verdict);
};

// The one shape that clients send, all ASCII; any other is read the long way, to the same end.
const plain = /^\{"key":"([\x20\x21\x23-\x5b\x5d-\x7e]{1,512})"\}$/;

const keyIn = (bytes: Buffer): Either<Failure, string> => {
  const key = plain.exec(bytes.toString('latin1'))?.[1];
  if (key !== undefined) return right(key);
  const text = textOf(bytes);
  if (isLeft(text)) return text;
  const json = jsonOf(text.right);
  if (isLeft(json)) return json;
  return map((body: KeyToVerify) => body.key)(fit(KeyToVerify, json.right));
};

const bytesOf = (request: Request): Answer<Buffer> =>
  hasBody(request) && !saysJson(request) ? Promise.resolve(fails('BodyNeedsJson')) : readBytes(request);

type Judged = Either<Fault | CredentialRefused, KeyHolder>;

const malformed: Judged = left({ type: 'CredentialRefused', why: 'malformed' });

// A session's token is no key, and says nothing here.
const holderIn = (who: Either<Fault | CredentialRefused, Who>): Judged => {
  if (isLeft(who)) return who;
  return who.right.type === 'key' ? right(who.right) : malformed;
};

const send = (response: Response, verdict: string): void => {
  response.writeHead(200, {
    'Content-Type': 'application/json; charset=utf-8',
    'Content-Length': verdict.length,
    'Cache-Control': 'no-store',
    'X-Content-Type-Options': 'nosniff',
  });
  response.end(verdict);
};

const failed = (node: Node, request: Request): Failure | undefined => {
  const retryAfter = node.failed.count(request.ip);
  return retryAfter === undefined ? undefined : { type: 'TooManyRequests', retryAfter };
};

type Asking = { readonly request: Request; readonly response: Response };

const tell = (node: Node, who: Judged, { request, response }: Asking): void => {
  if (!isLeft(who)) {
    node.meter.verified('valid');
    return send(response, yes(who.right));
  }
  if (who.left.type !== 'CredentialRefused') return sendProblem(response, who.left);
  node.meter.verified(who.left.why);
  const tooMany = failed(node, request);
  return tooMany === undefined ? send(response, no(who.left.why)) : sendProblem(response, tooMany);
};

const answer = async (node: Node, request: Request, response: Response): Promise<void> => {
  // Whatever stands in an address stands in logs: this one takes nothing there.
  if (request.originalUrl.includes('?')) return sendProblem(response, { type: 'CredentialInAddress' });
  const bytes = await bytesOf(request);
  const key = isLeft(bytes) ? bytes : keyIn(bytes.right);
  if (isLeft(key)) return sendProblem(response, failed(node, request) ?? key.left);
  const isKey = key.right.startsWith('rk_');
  const who = isKey ? holderIn(await node.core.authenticate(key.right)()) : malformed;
  return tell(node, who, { request, response });
};

/** Opens the route by which services ask whose key they were shown: only the entrance stands before it, no router either. */
export const openVerify = (app: Express, node: Node, enter: RequestHandler): void => {
  app.post(routes.verifyKey.path, (request, response) =>
    enter(request, response, () => {
      answer(node, request, response).catch(atLast(request, response, node.log));
    }),
  );
};
