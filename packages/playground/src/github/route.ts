import type { IncomingMessage, ServerResponse } from 'node:http';
import type { Provider } from 'oidc-provider';
import type { Person } from '../people.js';
import { accountOf } from './account.js';
import { github } from './shape.js';

const api = '/api/v3';

const json = (response: ServerResponse, status: number, body: unknown): void => {
  response.writeHead(status, {
    'Content-Type': 'application/json; charset=utf-8',
    'Cache-Control': 'no-store',
  });
  response.end(JSON.stringify(body));
};

const bearer = /^(?:Bearer|token) (\S+)$/i;

const tokenOf = async (provider: Provider, { headers }: IncomingMessage) => {
  const given = bearer.exec(headers.authorization ?? '')?.[1];
  return given === undefined ? undefined : provider.AccessToken.find(given);
};

const askApi =
  (provider: Provider, people: ReadonlyArray<Person>) =>
  async (request: IncomingMessage, response: ServerResponse, path: string): Promise<void> => {
    const token = await tokenOf(provider, request);
    const person = people.find(({ subject }) => subject === token?.accountId);
    if (token === undefined || person === undefined)
      return json(response, 401, { message: 'Requires authentication' });
    const { user, emails } = accountOf(person);
    if (path === '/user') return json(response, 200, user);
    return path === '/user/emails' && token.scopes.has('user:email')
      ? json(response, 200, emails)
      : json(response, 404, { message: 'Not Found' });
  };

const words: ReadonlyMap<unknown, string> = new Map([
  ['invalid_grant', 'bad_verification_code'],
  ['invalid_client', 'incorrect_client_credentials'],
]);

const errorIn = (body: unknown): unknown =>
  typeof body === 'object' && body !== null && 'error' in body ? body.error : undefined;

// GitHub says no with a 200 and in words of its own.
const sayNoAsGithub = (provider: Provider): void => {
  provider.use(async (ctx, next) => {
    await next();
    const error = errorIn(ctx.body);
    if (ctx.path !== github.dialect.routes?.token || error === undefined) return;
    ctx.status = 200;
    ctx.body = { error: words.get(error) ?? error };
  });
};

// A library that is not at the root of its origin finds where it is by comparing the two.
const below = (request: IncomingMessage, path: string): IncomingMessage => {
  const original = request.url ?? '';
  return Object.assign(request, { originalUrl: original, url: original.slice(path.length) });
};

/** Answers as GitHub does: OAuth 2.0 below its path, the REST API below the one of an Enterprise. */
export const githubRoute = (provider: Provider, people: ReadonlyArray<Person>) => {
  sayNoAsGithub(provider);
  const protocol = provider.callback();
  const ask = askApi(provider, people);
  return async (request: IncomingMessage, response: ServerResponse): Promise<void> => {
    const [path = ''] = (request.url ?? '').split('?');
    if (path.startsWith(`${github.path}/`)) return protocol(below(request, github.path), response);
    return path.startsWith(`${api}/`)
      ? ask(request, response, path.slice(api.length))
      : json(response, 404, { message: 'Not Found' });
  };
};
