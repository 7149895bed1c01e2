import type { IncomingMessage } from 'node:http';
import type { Core, Who } from '@recount/core';
import type { Action } from '@recount/domain/authority';
import type { AccountId, Scope } from '@recount/domain/vocabulary';
import type { RequestHandler } from 'express';
import { isLeft, right } from 'fp-ts/lib/Either.js';
import { type Answer, fails } from '../answer/failure.js';
import { sendProblem } from '../answer/problem.js';
import { inHeaderOf } from '../door/credential.js';
import { statedAccount } from '../door/stated.js';

/** Who calls a service, under which account, and what they may do there. */
export type Caller = {
  readonly who: Who;
  readonly accountId: AccountId;
  readonly actions: ReadonlyArray<Action>;
};

/** What a handler behind `requireAccount` finds in `response.locals`. */
export type WithCaller = { recount: Caller };

type Needed = { readonly core: Core; readonly scope: Scope };

// What an API key may do; and what takes an ADMIN key, and a person who builds there may do by their session.
const needs: Readonly<Record<Scope, Action>> = { API: 'platform:use', ADMIN: 'apps:deploy' };

const accountOf = async (core: Core, who: Who, request: IncomingMessage): Answer<AccountId> => {
  const header = request.headers['recount-account'];
  const stated = await statedAccount(core, who, typeof header === 'string' ? header : undefined);
  if (isLeft(stated)) return stated;
  if (stated.right !== undefined) return right(stated.right);
  const context = await core.context(who)();
  return isLeft(context) ? context : right(context.right.account.accountId);
};

const callerOf = async ({ core, scope }: Needed, request: IncomingMessage): Answer<Caller> => {
  // Browsers' cookies belong to the service's own pages: here only the header counts.
  const presented = inHeaderOf(request);
  if (isLeft(presented)) return presented;
  if (presented.right === undefined) return fails('CredentialMissing');
  const who = await core.authenticate(presented.right.credential)();
  if (isLeft(who)) return who;
  const accountId = await accountOf(core, who.right, request);
  if (isLeft(accountId)) return accountId;
  const access = await core.access(who.right, accountId.right, needs[scope])();
  if (isLeft(access)) return access;
  return right({ who: who.right, accountId: accountId.right, actions: access.right.actions });
};

/**
 * Lets requests through that come with a key or a session token in the header Authorization, under the account that
 * Recount-Account names or the credential's own; `response.locals.recount` says whose. `API` takes a key of either scope
 * or the session of an admin or developer; `ADMIN` takes an ADMIN key or such a session. Answers others with a problem.
 */
export const requireAccount =
  (needed: Needed): RequestHandler<Record<string, string>, unknown, unknown, unknown, WithCaller> =>
  async (request, response, next) => {
    const caller = await callerOf(needed, request);
    if (isLeft(caller)) return sendProblem(response, caller.left);
    response.locals.recount = caller.right;
    response.setHeader('Recount-Account', caller.right.accountId);
    return next();
  };
