import { createServer } from 'node:http';
import type { Provider } from 'oidc-provider';
import { answering, closed, headersFor, listening, type Route, show } from './door/server.js';
import { turnedAway } from './door/turned-away.js';
import { githubRoute } from './github/route.js';
import { github } from './github/shape.js';
import { loadLibrary } from './protocol/library.js';
import { errorPage } from './pages.js';
import { inventedPeople, type Person } from './people.js';
import {
  type Client,
  type Known,
  openIdConnect,
  providerOf,
  secret,
  signInPath,
} from './protocol/provider.js';
import { signIn } from './protocol/sign-in.js';

/** What a playground needs to know: where its client waits for people, and, if not the usual, port and people. */
export type PlaygroundOptions = {
  readonly redirectUris: ReadonlyArray<string>;
  /** 0, the default, takes any free one. */
  readonly port?: number;
  readonly people?: ReadonlyArray<Person>;
  /** The provider that it stands for, as in "the invented GitHub". */
  readonly title?: string;
};

/** A running provider on loopback, and how its one client gets in. */
export type Playground = {
  /** What logins hang on, and where it is. */
  readonly issuer: string;
  readonly clientId: string;
  readonly clientSecret: string;
  readonly people: ReadonlyArray<Person>;
  readonly close: () => Promise<void>;
};

/** One kind of provider: what it is below its origin, and what it answers besides the choice of a person. */
type Kind = {
  readonly path: string;
  readonly dialect: Known['dialect'];
  readonly route: (provider: Provider, people: ReadonlyArray<Person>) => Route;
};

const guarded =
  (host: string, headers: Headers, routes: { readonly signIn: Route; readonly protocol: Route }): Route =>
  async (request, response) => {
    response.setHeaders(headers);
    const away = turnedAway(request, host);
    if (away !== undefined) return show(response, away.status, errorPage(away.why));
    return request.url?.startsWith(signInPath) === true
      ? routes.signIn(request, response)
      : routes.protocol(request, response);
  };

const starting =
  (kind: Kind) =>
  async (options: PlaygroundOptions): Promise<Playground> => {
    const { redirectUris, port = 0, people = inventedPeople } = options;
    const client: Client = { clientId: `playground-${secret()}`, clientSecret: secret(), redirectUris };
    const library = await loadLibrary();
    const server = createServer();
    const { origin, host } = await listening(server, port);
    const known = { issuer: `${origin}${kind.path}`, dialect: kind.dialect, client, people };
    const provider = providerOf(library, known);
    const routes = {
      signIn: signIn(provider, { ...options, people }),
      protocol: kind.route(provider, people),
    };
    server.on('request', answering(guarded(host, headersFor(redirectUris), routes)));
    const { clientId, clientSecret } = client;
    return { issuer: origin, clientId, clientSecret, people, close: () => closed(server) };
  };

/** Starts a real OpenID Connect provider with invented people, on this machine and for this machine only. */
export const startPlayground = starting({
  path: '',
  dialect: openIdConnect,
  route: (provider) => provider.callback(),
});

/** Starts a GitHub with the same people: its addresses and answers before a real OAuth 2.0 provider. */
export const startInventedGithub = starting({ ...github, route: githubRoute });
