import { allRoutes, Problem, type RouteOutline } from '@recount/api';
import type * as t from 'io-ts';

/** What a test asks for. */
export type Wanted = {
  readonly method?: string;
  readonly body?: unknown;
  /** The body's bytes as they are. */
  readonly raw?: string | Uint8Array;
  readonly headers?: Readonly<Record<string, string>>;
};

/** What was answered, its JSON read. */
export type Answered = {
  readonly status: number;
  readonly headers: Headers;
  readonly body: ReturnType<typeof JSON.parse>;
  readonly text: string;
};

/** Asks for a path. */
export type Ask = (path: string, wanted?: Wanted) => Promise<Answered>;

const routeFor = (method: string, path: string) =>
  allRoutes.find(
    (route) =>
      route.method === method && new RegExp(`^${route.path.replaceAll(/:[a-z]+/g, '[^/]+')}$`).test(path),
  );

const hasIs = (codec: unknown): codec is t.Type<unknown> =>
  typeof codec === 'object' && codec !== null && 'is' in codec;

const asProblem = (what: string, { body, status, text }: Answered): void => {
  if (!Problem.is(body) || body.status !== status) throw new Error(`${what} is no problem: ${text}`);
};

const inShape = (what: string, route: RouteOutline, { status, body, text }: Answered): void => {
  if (status !== route.status) throw new Error(`${what}, which its route does not promise`);
  if (status !== 204 && hasIs(route.answer) && !route.answer.is(body))
    throw new Error(`${what} in another shape: ${text}`);
};

// Every answer that a test sees is what its route promises, whatever the test is about.
const asPromised = (method: string, path: string, answer: Answered): void => {
  const what = `${method} ${path} answers ${answer.status}`;
  if (answer.status >= 400) return path.startsWith('/v1') ? asProblem(what, answer) : undefined;
  const route = routeFor(method, path);
  return route === undefined || answer.status >= 300 ? undefined : inShape(what, route, answer);
};

const bodyOf = ({ body, raw }: Wanted): string | Uint8Array | undefined =>
  raw ?? (body === undefined ? undefined : JSON.stringify(body));

const parsed = (text: string): unknown => {
  try {
    return JSON.parse(text);
  } catch {
    return undefined;
  }
};

/** A way to ask a service, with these headers each time. */
export const asking =
  (origin: string, always: Readonly<Record<string, string>> = {}): Ask =>
  async (path, wanted = {}) => {
    const { method = 'GET', headers = {} } = wanted;
    const body = bodyOf(wanted);
    const json: Record<string, string> = body === undefined ? {} : { 'content-type': 'application/json' };
    const response = await fetch(`${origin}${path}`, {
      method,
      headers: { ...json, ...always, ...headers },
      redirect: 'manual',
      ...(body === undefined ? {} : { body }),
    });
    const text = await response.text();
    const answer = { status: response.status, headers: response.headers, text, body: parsed(text) };
    asPromised(method, path.split('?')[0] ?? path, answer);
    return answer;
  };
