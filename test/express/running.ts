import type { AddressInfo } from 'node:net';
import type { RequestListener } from 'node:http';
import { type Core, type MailOptions, openCore } from '@recount/core';
import { groupCommit } from '@recount/core/log';
import type { EventStore, IdentityProvider, Vault, ViewStore } from '@recount/core/ports';
import { createApp, type Limits, serve, type Settings } from '@recount/express';
import { memoryLog, memoryVault, memoryViews } from '@recount/store-memory';
import { answered } from '../contracts/answers.js';
import { type Ask, asking } from './asking.js';
import { type Invented, invented, scripted } from './scripted.js';

/** Somebody who is signed in: by the browser's cookie, and by the same token in a header. */
export type Person = {
  readonly token: string;
  readonly cookie: string;
  /** Asks as a program does, with the session's token. */
  readonly ask: Ask;
  /** Asks as this site's own page does, with the cookie. */
  readonly browse: Ask;
  readonly identityId: string;
  readonly personal: string;
};

/** A service on an ephemeral port, with an engine of its own. */
export type Running = {
  readonly origin: string;
  readonly core: Core;
  /** Asks as nobody. */
  readonly ask: Ask;
  /** Asks with this key or token. */
  readonly as: (credential: string) => Ask;
  readonly signIn: (name: string, provider?: string) => Promise<Person>;
  /** Lets the clock run ahead, in milliseconds, until the engine has heard from its log again. */
  readonly wait: (milliseconds: number) => Promise<void>;
  /** All that was logged, as text. */
  readonly logged: () => string;
  readonly stop: () => Promise<void>;
};

type Stores = { readonly log: EventStore; readonly views: ViewStore; readonly vault: Vault };

/** How a test wants its service. */
export type WantedService = {
  readonly limits?: Partial<Limits>;
  /** Who carries its mail, once it is known where the service is. */
  readonly mail?: (origin: string) => MailOptions;
  /** Those that it is to have, or how they are made once it is known where the service is. */
  readonly providers?:
    | ReadonlyArray<IdentityProvider>
    | ((origin: string) => Promise<ReadonlyArray<IdentityProvider>>);
  readonly settings?: Partial<Settings>;
  readonly core?: (core: Core) => Core;
  /** The stores as the engine is to have them. */
  readonly tamper?: (stores: Stores) => Partial<Stores>;
};

/** The people that the scripted providers know. */
export const people: ReadonlyMap<string, Invented> = new Map(
  ['Ada', 'Ben', 'Cleo', 'Dan', 'Eve'].map((name) => [name, invented(name)]),
);

const off: Limits = { signIn: 'off', invitations: 'off', failures: 'off' };

const listening = async (): Promise<{
  port: number;
  answer: (by: RequestListener) => void;
  close: () => Promise<void>;
}> => {
  let listener: RequestListener = (_request, response) => response.end();
  const server = serve((request, response) => listener(request, response));
  await new Promise<void>((resolve) => server.listen(0, '127.0.0.1', resolve));
  return {
    port: (server.address() as AddressInfo).port,
    answer: (by) => {
      listener = by;
    },
    close: () =>
      new Promise((resolve) => {
        server.close(() => resolve());
        server.closeAllConnections();
      }),
  };
};

const providersOf = async (
  { providers = [scripted('scripted', people), scripted('other', people)] }: WantedService,
  origin: string,
): Promise<ReadonlyArray<IdentityProvider>> =>
  typeof providers === 'function' ? providers(origin) : providers;

/** The value of a cookie that an answer sets. */
export const cookieIn = (headers: Headers, name: string): string | undefined =>
  headers
    .getSetCookie()
    .filter((line) => line.startsWith(`${name}=`))
    .map((line) => line.slice(name.length + 1, line.indexOf(';')))
    .at(-1);

/** Begins a sign-in: the state that the provider was given, and the cookie that the browser keeps. */
export const begin = async (ask: Ask, provider = 'scripted', query = '') => {
  const started = await ask(`/sign-in/${provider}${query}`, { headers: { 'sec-fetch-site': 'none' } });
  const state = new URL(started.headers.get('location') ?? 'http://nowhere').searchParams.get('state') ?? '';
  return { started, state, cookie: `recount-attempt=${cookieIn(started.headers, 'recount-attempt') ?? ''}` };
};

const personOf = async (origin: string, token: string): Promise<Person> => {
  const ask = asking(origin, { authorization: `Bearer ${token}` });
  const cookie = `recount=${token}`;
  const browse = asking(origin, { cookie, origin, 'sec-fetch-site': 'same-origin' });
  const { body: me } = await ask('/v1/me');
  const personal = me.accounts.find((account: { kind: string }) => account.kind === 'personal').accountId;
  return { token, cookie, ask, browse, identityId: me.identityId, personal };
};

/** Starts a service for a test. */
export const running = async (wanted: WantedService = {}): Promise<Running> => {
  let ahead = 0;
  const lines: string[] = [];
  const clock = { now: () => Date.now() + ahead };
  const write = (...said: ReadonlyArray<unknown>): void => {
    lines.push(JSON.stringify(said));
  };
  const plain: Stores = {
    log: groupCommit(memoryLog({ clock })),
    views: memoryViews({ clock }),
    vault: memoryVault({ clock }),
  };
  const stores = { ...plain, ...wanted.tamper?.(plain) };
  const door = await listening();
  const origin = `http://127.0.0.1:${door.port}`;
  const mail = wanted.mail === undefined ? {} : { mail: wanted.mail(origin) };
  const opened = await answered(
    openCore({ ...stores, ...mail, secret: 'a secret of the tests '.repeat(2), clock }),
  );
  const core = wanted.core?.(opened) ?? opened;
  door.answer(
    createApp({
      core,
      providers: await providersOf(wanted, origin),
      origin,
      cookieSecret: 'another secret of the tests '.repeat(2),
      log: { info: write, warn: write, error: write },
      limits: { ...off, ...wanted.limits },
      trustedProxies: [],
      version: '0.0.0',
      now: clock.now,
      ...wanted.settings,
    }),
  );
  const ask = asking(origin);
  return {
    origin,
    core,
    ask,
    as: (credential) => asking(origin, { authorization: `Key ${credential}` }),
    signIn: async (name, provider = 'scripted') => {
      const { state, cookie } = await begin(ask, provider);
      const back = await ask(`/sign-in/${provider}/callback?state=${state}&code=${name}`, {
        headers: { cookie },
      });
      const token = cookieIn(back.headers, 'recount');
      if (token === undefined) throw new Error(`${name} is not signed in: ${back.status} ${back.text}`);
      return personOf(origin, token);
    },
    wait: async (milliseconds) => {
      ahead += milliseconds;
      for (let tries = 0; tries < 300; tries += 1) {
        if ((await answered(core.health())).confirmedAgo < 10_000) return;
        await new Promise((resolve) => setTimeout(resolve, 10));
      }
    },
    logged: () => lines.join('\n'),
    stop: async () => {
      await door.close();
      await opened.close();
    },
  };
};
