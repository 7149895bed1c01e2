import { hkdfSync } from 'node:crypto';
import { type Core, openCore, type RebuildProgress } from '@recount/core';
import { createApp, defaultLimits, type Limits } from '@recount/express';
import * as E from 'fp-ts/lib/Either.js';
import type { Logger } from 'pino';
import type { Configuration } from './configuration/index.js';
import { dashboardFolder } from './http/dashboard-folder.js';
import { drain } from './http/drain.js';
import { closeWithin, drainWithin } from './http/limits.js';
import { type Listener, listen } from './http/listen.js';
import { playgroundDoor } from './playground/door.js';
import { playgroundRefused } from './playground/rules.js';
import { type Carrying, carryingFor } from './providers/mail.js';
import { type WaysIn, waysInto } from './providers/ways-in.js';
import { closedWithin, newScope, type Scope, type Stopped } from './scope.js';
import { placesOf, shownPlaces } from './storage/places.js';
import { sentenceOfOpen } from './storage/sentences.js';
import type { Stores } from './storage/opened.js';
import { openStores } from './storage/stores.js';
import type { Started } from './terminal/screen.js';

/** A service that answers, what is to be said of it, and how it stops: what is under way ends, then the stores close. */
export type Service = { readonly started: Started; readonly stop: () => Promise<Stopped> };

/** What the service is started with besides its configuration. */
export type Means = {
  readonly log: Logger;
  readonly version: string;
  /** Told how far the views are that are built before the service opens. */
  readonly onRebuild: (progress: RebuildProgress) => void;
};

const unlimited: Limits = { signIn: 'off', invitations: 'off', failures: 'off' };

const cookieSecretFrom = (secret: string): string =>
  Buffer.from(hkdfSync('sha256', secret, '', 'recount cookies 1', 32)).toString('base64url');

const coreOn = async (
  stores: Stores,
  { previousSecret, signIn, sessions }: Configuration,
  { scope, onRebuild, mail }: Pick<Means, 'onRebuild'> & Pick<Carrying, 'mail'> & { readonly scope: Scope },
): Promise<E.Either<string, Core>> => {
  const before = previousSecret === undefined ? {} : { previousSecret };
  const playground = signIn.type === 'playground';
  const written = mail === undefined ? {} : { mail };
  const options = { ...stores, ...before, ...written, playground, sessions, onRebuild };
  const opened = await openCore(options)();
  if (E.isLeft(opened)) return E.left(sentenceOfOpen(opened.left));
  scope.add(() => opened.right.close());
  return opened;
};

type Parts = {
  readonly configuration: Configuration;
  readonly means: Means;
  readonly listener: Listener;
  readonly origin: string;
  readonly ways: WaysIn;
  readonly mail: string;
  readonly stores: Stores;
  readonly core: Core;
};

const answerWith = (parts: Parts): void => {
  const { configuration, means, listener, origin, ways, stores, core } = parts;
  const app = createApp({
    core,
    providers: ways.providers,
    connections: ways.connections,
    origin,
    cookieSecret: cookieSecretFrom(stores.secret),
    log: means.log,
    limits: configuration.rateLimits ? defaultLimits : unlimited,
    trustedProxies: configuration.trustedProxies,
    metrics: configuration.metrics,
    dashboardDir: dashboardFolder(),
    version: means.version,
    now: Date.now,
  });
  listener.serve(ways.playground === undefined ? app : playgroundDoor(origin, app));
};

const tellOf = async ({ configuration, means, origin, ways, core, mail }: Parts): Promise<Started> => {
  const health = await core.health()();
  return {
    version: means.version,
    origin,
    providers: ways.providers.map(({ title }) => title),
    playground: ways.playground,
    company: ways.company,
    mail,
    data: shownPlaces(placesOf(configuration)),
    events: E.isRight(health) ? health.right.head : 0,
  };
};

// The invented providers have the ports between.
const outboxAfter = 9;

const gather = async (
  configuration: Configuration,
  means: Means,
  scope: Scope,
): Promise<E.Either<string, Parts>> => {
  const refused = playgroundRefused(configuration);
  if (refused !== undefined) return E.left(refused);
  const listening = await listen(configuration);
  if (E.isLeft(listening)) return listening;
  const listener = listening.right;
  scope.add(() => drain(listener.server, 0));
  const stores = await openStores(placesOf(configuration), configuration.secret, {
    scope,
    say: (words) => means.log.warn(words),
  });
  if (E.isLeft(stores)) return stores;
  const origin = configuration.origin ?? `http://localhost:${listener.port}`;
  const place = { origin, port: listener.port + outboxAfter, log: means.log };
  const carrying = await carryingFor(configuration, place, scope);
  if (E.isLeft(carrying)) return carrying;
  const { mail, shown } = carrying.right;
  const core = await coreOn(stores.right, configuration, { scope, onRebuild: means.onRebuild, mail });
  if (E.isLeft(core)) return core;
  const ways = await waysInto(configuration, { origin, port: listener.port + 1 }, scope);
  if (E.isLeft(ways)) return ways;
  const made = { listener, stores: stores.right, core: core.right, ways: ways.right };
  return E.right({ configuration, means, origin, mail: shown, ...made });
};

/** Starts the service, or says in a sentence why it does not start; then nothing stays open. */
export const serve = async (
  configuration: Configuration,
  means: Means,
): Promise<E.Either<string, Service>> => {
  const scope = newScope();
  const gathered = await gather(configuration, means, scope);
  if (E.isLeft(gathered)) {
    await scope.close();
    return gathered;
  }
  answerWith(gathered.right);
  const stop = async (): Promise<Stopped> => {
    await drain(gathered.right.listener.server, drainWithin);
    return closedWithin(scope, closeWithin);
  };
  return E.right({ started: await tellOf(gathered.right), stop });
};
