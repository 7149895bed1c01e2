import type { Cursor } from '@recount/api';
import type { Core, Done } from '@recount/core';
import type { AccountId } from '@recount/domain/vocabulary';
import type { Request, Response } from 'express';
import { positionText } from './position.js';

/** What a handler answers: the body, and what the headers say of it. */
export type Reply<A> = {
  readonly body: A;
  /** What was done, for a write. */
  readonly done?: Done;
  /** The revision of what the body shows or what was changed. */
  readonly revision?: number;
  /** Where the list goes on. */
  readonly next?: Cursor;
  /** The position that an answer about the past is as of. */
  readonly position?: number;
  /** Where what was made is found. */
  readonly location?: string;
  /** The account that is told of, where the address names none. */
  readonly about?: AccountId;
  /** Whether the browser's session is over with it. */
  readonly signsOut?: boolean;
};

const ofDone = (core: Core, done: Done | undefined): Readonly<Record<string, string>> =>
  done === undefined
    ? {}
    : {
        'Recount-Position': positionText(core, done.position),
        ...(done.replayed ? { 'Idempotent-Replayed': 'true' } : {}),
        ...(done.views === 'behind' ? { 'Recount-Views': 'behind' } : {}),
      };

const nextLink = (request: Request, next: Cursor): string => {
  const query = new URLSearchParams(request.originalUrl.split('?')[1] ?? '');
  query.set('after', next);
  return `<${request.path}?${query.toString()}>; rel="next"`;
};

/** The headers that an answer comes with. */
export const headersOf = (
  core: Core,
  reply: Reply<unknown>,
  request: Request,
): Readonly<Record<string, string>> => ({
  ...ofDone(core, reply.done),
  ...(reply.position === undefined ? {} : { 'Recount-Position': positionText(core, reply.position) }),
  ...(reply.revision === undefined ? {} : { ETag: `"${reply.revision}"` }),
  ...(reply.next === undefined ? {} : { Link: nextLink(request, reply.next) }),
  ...(reply.location === undefined ? {} : { Location: reply.location }),
});

/** Answers with a JSON body, or with none where there is nothing to tell. */
export const sendJson = (response: Response, status: number, body: unknown): void => {
  response.status(status);
  if (status === 204) response.end();
  else response.set('Content-Type', 'application/json; charset=utf-8').end(JSON.stringify(body));
};

/** Says which account an answer is about. */
export const sayAccount = (response: Response, accountId: AccountId | undefined): void => {
  if (accountId !== undefined) response.set('Recount-Account', accountId);
};
