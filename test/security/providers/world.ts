import { github, google, openIdConnect } from '@recount/identity-providers';
import {
  inventedPeople,
  type Person,
  type Playground,
  startInventedGithub,
  startPlayground,
} from '@recount/playground';
import { got } from '../../contracts/answers.js';
import type { Answered } from '../../express/asking.js';
import { cookieIn, running, type Running, type WantedService } from '../../express/running.js';
import {
  client,
  type HostileProvider,
  hostileProvider,
  type Tricks,
} from '../../identity-providers/hostile-provider.js';
import { choose } from '../../playground/browser.js';

/** The providers of these tests. */
export type Provider = 'github' | 'google';
export const bothProviders: ReadonlyArray<Provider> = ['github', 'google'];

/** A sign-in under way: where its browser was sent, and what it keeps. */
export type Begun = { readonly redirectTo: string; readonly cookie: string };

/** A service with a GitHub and a Google, in the words of a browser. */
export type World = {
  readonly house: Running;
  readonly begin: (provider: Provider, query?: string) => Promise<Begun>;
  /** Goes to the provider and comes back with an answer, about a person where the provider asks for one. */
  readonly visit: (provider: Provider, redirectTo: string, person?: string) => Promise<URL>;
  /** Opens the callback, wherever it leads, with these cookies. */
  readonly come: (callback: URL, cookie: string) => Promise<Answered>;
  /** All of it. */
  readonly signIn: (provider: Provider, person?: string) => Promise<Answered>;
  /** How many events there are. */
  readonly head: () => Promise<number>;
  readonly stop: () => Promise<void>;
};

type There = {
  readonly visit: World['visit'];
  readonly close: () => Promise<void>;
};

const worldOf = (house: Running, { visit, close }: There): World => {
  const begin: World['begin'] = async (provider, query = '') => {
    const headers = { 'sec-fetch-site': 'same-origin' };
    const started = await house.ask(`/sign-in/${provider}${query}`, { headers });
    const redirectTo = started.headers.get('location');
    if (redirectTo === null) throw new Error(`no sign-in began: ${started.status} ${started.text}`);
    return { redirectTo, cookie: `recount-attempt=${cookieIn(started.headers, 'recount-attempt') ?? ''}` };
  };
  const come: World['come'] = ({ pathname, search }, cookie) =>
    house.ask(`${pathname}${search}`, { headers: cookie === '' ? {} : { cookie } });
  return {
    house,
    begin,
    visit,
    come,
    signIn: async (provider, person) => {
      const { redirectTo, cookie } = await begin(provider);
      return come(await visit(provider, redirectTo, person), cookie);
    },
    head: async () => (await house.ask('/readyz')).body.head,
    stop: async () => {
      await house.stop();
      await close();
    },
  };
};

/** With certified providers, whose people are the playground's unless others are told. */
export const inventedWorld = async (
  wanted: WantedService = {},
  people: ReadonlyArray<Person> = inventedPeople,
): Promise<World> => {
  const at: { github?: Playground; google?: Playground } = {};
  const providers = async (origin: string) => {
    at.github = await startInventedGithub({ people, redirectUris: [`${origin}/sign-in/github/callback`] });
    at.google = await startPlayground({ people, redirectUris: [`${origin}/sign-in/google/callback`] });
    const us = ({ clientId, clientSecret }: Playground) => ({ clientId, clientSecret });
    return [
      got(github({ ...us(at.github), url: at.github.issuer })),
      got(openIdConnect(google({ ...us(at.google), issuer: at.google.issuer }))),
    ];
  };
  const house = await running({ ...wanted, providers });
  return worldOf(house, {
    visit: (provider, redirectTo, person = 'ada-example') => choose(at[provider]!)(redirectTo, { person }),
    close: async () => {
      await at.github?.close();
      await at.google?.close();
    },
  });
};

/** With providers that do what they are told, however bad; what is in `tricks` may be changed meanwhile. */
export const hostileWorld = async (
  tricks: Partial<Record<Provider, Tricks>>,
  wanted: WantedService = {},
): Promise<World & { readonly at: Readonly<Record<Provider, HostileProvider>> }> => {
  const at = {
    github: await hostileProvider(tricks.github),
    google: await hostileProvider(tricks.google),
  };
  const bound = { ...client, deadline: 1_500, maxAnswer: 16_384 };
  const providers = async () => [
    got(github({ ...bound, url: at.github.issuer })),
    got(openIdConnect(google({ ...bound, issuer: at.google.issuer }))),
  ];
  const house = await running({ ...wanted, providers });
  const world = worldOf(house, {
    visit: (provider, redirectTo) => at[provider].callback(redirectTo),
    close: async () => {
      await at.github.close();
      await at.google.close();
    },
  });
  return { ...world, at };
};

/** The session that an answer gives, if it gives one. */
export const sessionIn = ({ headers }: Answered): string | undefined => cookieIn(headers, 'recount');

/** Who a session is; a session that is none is a defect of the test. */
export const whoIs = async ({ house }: World, answer: Answered) => {
  const session = sessionIn(answer);
  if (session === undefined) throw new Error(`nobody is signed in: ${answer.status} ${answer.text}`);
  return (await house.as(session)('/v1/me')).body;
};
