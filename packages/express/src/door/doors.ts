import type { AccountName, AsOf, Route, RouteOutline } from '@recount/api';
import type { Access, SessionHolder, Terms, Who } from '@recount/core';
import type { Action } from '@recount/domain/authority';
import type { AccountId } from '@recount/domain/vocabulary';
import type { Request, Response } from 'express';
import { type Either, isLeft, map, right } from 'fp-ts/lib/Either.js';
import { type Eyes, eyesOn } from '../answer/eyes.js';
import { type Answer, type Failure, fails } from '../answer/failure.js';
import type { Reply } from '../answer/reply.js';
import { type Asked, askedBy, type Node } from './asked.js';
import { atLeast } from './at-least.js';
import { idempotencyKeyOf } from './repeated.js';
import { pathAccount, statedAccount } from './stated.js';

/** What a request comes to, and the account that it was about, if whoever asked may know. */
export type Outcome = { readonly result: Either<Failure, Reply<unknown>>; readonly accountId?: AccountId };

/** A route with all that happens behind it. */
export type Binding = {
  readonly route: RouteOutline;
  readonly carryOut: (node: Node, request: Request, response: Response) => Promise<Outcome>;
};

type Handled<A> = Answer<Reply<A>>;
type OfAccount = { readonly account: AccountName };

/** Somebody asks to see what is theirs; `stated` is the account that they name. */
export type Seeing<P, Q, B = unknown> = Asked<P, Q, B> & { readonly stated: AccountId | undefined };

/** A person asks for a change of what is theirs. */
export type Acting<P, Q, B> = Asked<P, Q, B> & { readonly person: SessionHolder; readonly terms: Terms };

/** Somebody asks to see what is an account's. */
export type Reading<P, Q> = Asked<P, Q, unknown> & {
  readonly accountId: AccountId;
  readonly access: Access;
  readonly eyes: Eyes;
};

/** Somebody asks for a change under an account. */
export type Writing<P, Q, B> = Asked<P, Q, B> & { readonly accountId: AccountId; readonly terms: Terms };

const headerOf = (request: Request): string | undefined => request.get('Recount-Account');

const alone = (result: Either<Failure, Reply<unknown>>): Outcome => ({ result });

/** A route that shows somebody what is theirs. */
export const seeing = <P, Q, B, A>(
  route: Route<P, Q, B, A>,
  handle: (asked: Seeing<P, Q, B>) => Handled<A>,
): Binding => ({
  route,
  carryOut: async (...given) => {
    const asked = await askedBy(route)(...given);
    if (isLeft(asked)) return alone(asked);
    const { node, request, who } = asked.right;
    const stated = await statedAccount(node.core, who, headerOf(request));
    if (isLeft(stated)) return alone(stated);
    const there = await atLeast(node.core, request.get('Recount-At-Least'));
    return alone(isLeft(there) ? there : await handle({ ...asked.right, stated: stated.right }));
  },
});

/** Carries a change out once, however often it is asked for under one Idempotency-Key. */
const once = async <P, Q, B, A>(
  { node, request, who, params, query, body, correlation }: Asked<P, Q, B>,
  route: RouteOutline,
  handle: (terms: Terms) => Handled<A>,
): Handled<A> => {
  const key = idempotencyKeyOf(request);
  if (isLeft(key)) return key;
  const content = { params, query, account: headerOf(request) ?? null, body };
  const likeness = { who, method: route.method, route: route.path, key: key.right, content };
  return node.repeat(likeness, correlation, handle);
};

const personIn = (who: Who): Either<Failure, SessionHolder> =>
  who.type === 'session' ? right(who) : fails('PeopleManagePeople');

/** A route by which a person changes what is theirs. */
export const acting = <P, Q, B, A>(
  route: Route<P, Q, B, A>,
  handle: (asked: Acting<P, Q, B>) => Handled<A>,
): Binding => ({
  route,
  carryOut: async (...given) => {
    const asked = await askedBy(route)(...given);
    if (isLeft(asked)) return alone(asked);
    const { node, request, who } = asked.right;
    const stated = await statedAccount(node.core, who, headerOf(request));
    if (isLeft(stated)) return alone(stated);
    const person = personIn(who);
    if (isLeft(person)) return alone(person);
    return alone(
      await once(asked.right, route, (terms) => handle({ ...asked.right, person: person.right, terms })),
    );
  },
});

const accountIn = ({ node, who, params, request }: Asked<OfAccount, unknown, unknown>): Answer<AccountId> =>
  pathAccount(node.core, who, { path: params.account, header: headerOf(request) });

const told = (accountId: AccountId, result: Either<Failure, Reply<unknown>>): Outcome =>
  isLeft(result) && result.left.type === 'AccountUnknown' ? { result } : { result, accountId };

/** A route that shows what is an account's to whoever may do this there. */
export const reading = <P extends OfAccount, Q extends { readonly asOf?: AsOf }, B, A>(
  route: Route<P, Q, B, A>,
  action: Action,
  handle: (asked: Reading<P, Q>) => Handled<A>,
): Binding => ({
  route,
  carryOut: async (...given) => {
    const asked = await askedBy(route)(...given);
    if (isLeft(asked)) return alone(asked);
    const { node, request, who, query } = asked.right;
    const found = await accountIn(asked.right);
    if (isLeft(found)) return alone(found);
    const accountId = found.right;
    const there = await atLeast(node.core, request.get('Recount-At-Least'));
    if (isLeft(there)) return alone(there);
    const access = await node.core.access(who, accountId, action)();
    if (isLeft(access)) return told(accountId, access);
    const eyes = await eyesOn(node, accountId, query.asOf);
    if (isLeft(eyes)) return told(accountId, eyes);
    const reply = await handle({ ...asked.right, accountId, access: access.right, eyes: eyes.right });
    const { position } = eyes.right;
    return told(
      accountId,
      position === undefined ? reply : map((of: Reply<A>) => ({ ...of, position }))(reply),
    );
  },
});

/** A route by which an account is changed; whether the asker may is decided with the change, on fresh states. */
export const writing = <P extends OfAccount, Q, B, A>(
  route: Route<P, Q, B, A>,
  handle: (asked: Writing<P, Q, B>) => Handled<A>,
): Binding => ({
  route,
  carryOut: async (...given) => {
    const asked = await askedBy(route)(...given);
    if (isLeft(asked)) return alone(asked);
    const found = await accountIn(asked.right);
    if (isLeft(found)) return alone(found);
    const accountId = found.right;
    const result = await once(asked.right, route, (terms) => handle({ ...asked.right, accountId, terms }));
    // A refusal tells the id only to whoever named the account by it: others may be strangers there.
    const known = !isLeft(result) || asked.right.params.account === String(accountId);
    return known ? told(accountId, result) : alone(result);
  },
});
