import type * as t from 'io-ts';
import type { Code } from './problems/codes.js';
import { Nothing } from './words.js';

/** The methods that routes answer to; GET never writes. */
export type Method = 'GET' | 'POST' | 'PUT' | 'PATCH' | 'DELETE';

/** A route without its codecs' types: enough to document it. */
export type RouteOutline = {
  /** Its name in clients and documents. */
  readonly name: string;
  readonly method: Method;
  /** The path, with `:name` for parameters. */
  readonly path: string;
  readonly summary: string;
  readonly area: string;
  /** Whether it answers without a credential. */
  readonly open: boolean;
  readonly status: 200 | 201 | 204;
  /** The codes of problems that are its own, besides those that every route may answer. */
  readonly problems: ReadonlyArray<Code>;
  readonly params: unknown;
  readonly query: unknown;
  readonly body: unknown;
  readonly answer: unknown;
};

/** A route: what may be asked and what is answered. Its codecs are its parser, its types and its schema. */
export type Route<P, Q, B, A> = Omit<RouteOutline, 'params' | 'query' | 'body' | 'answer'> & {
  readonly params: t.Type<P>;
  readonly query: t.Type<Q>;
  readonly body: t.Type<B>;
  readonly answer: t.Type<A>;
};

type Told = Pick<RouteOutline, 'name' | 'method' | 'path' | 'area' | 'summary'> &
  Partial<Pick<RouteOutline, 'open' | 'status' | 'problems'>>;

type Codecs<P, Q, B, A> = Pick<Route<P, Q, B, A>, 'params' | 'query' | 'body' | 'answer'>;

/** The codecs of a route that has no parameters, no query, no body and nothing to tell. */
export const plain = { params: Nothing, query: Nothing, body: Nothing, answer: Nothing };

/** A route; it answers 200 to whoever has a credential, unless it says otherwise. */
export const route = <P, Q, B, A>(told: Told, codecs: Codecs<P, Q, B, A>): Route<P, Q, B, A> => ({
  open: false,
  status: 200,
  problems: [],
  ...told,
  ...codecs,
});
