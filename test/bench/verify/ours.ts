import type { Core } from '@recount/core';
import { createApp, serve } from '@recount/express';
import type { AccountId } from '@recount/domain/vocabulary';
import { issueKeys, type Key, openOn, postgresIn, secret, signUp } from '../stage/engine.js';
import { serveForParent } from './child.js';
import { countingLog, countingViews, type Written } from './counting.js';

/** What was issued before anything is measured. */
export type Issued = { readonly accountId: AccountId; readonly keys: ReadonlyArray<Key> };

const silent = () => undefined;

const appOn = (core: Core) =>
  createApp({
    core,
    providers: [],
    origin: 'http://localhost:3000',
    cookieSecret: secret,
    log: { info: silent, warn: silent, error: silent },
    limits: { signIn: 'off', invitations: 'off', failures: 'off' },
    trustedProxies: [],
    version: '0.0.0',
  });

/** Serves our own service, on a database, after so many keys were issued there. */
export const serveOurs = async (url: string, count: number): Promise<void> => {
  const written: Written = { events: 0, rows: 0, uses: 0 };
  const core = await openOn(await postgresIn(url), {
    log: (log) => countingLog(log, written),
    views: (views) => countingViews(views, written),
  });
  const person = await signUp(core, `verifying-${Date.now()}`);
  const keys = await issueKeys(core, person, count);
  const issued: Issued = { accountId: person.accountId, keys };
  serveForParent(serve(appOn(core)), issued, () => ({ ...written }));
};
