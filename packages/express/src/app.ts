import { allRoutes, routes } from '@recount/api';
import express, { type Express, Router } from 'express';
import { Registry } from 'prom-client';
import type { Node } from './door/asked.js';
import type { Binding } from './door/doors.js';
import { closeOthers, open } from './door/opening.js';
import { repeating } from './door/repeated.js';
import { plainAddress } from './guard/address.js';
import { failures } from './guard/failures.js';
import { guardedPages, numbered, unkept } from './guard/headers.js';
import { atLast } from './guard/last.js';
import { entrance } from './guard/load/entrance.js';
import { loadLimits } from './guard/load/limits.js';
import { type Places, placesFor } from './guard/load/places.js';
import { logged } from './guard/log.js';
import { rate } from './guard/rate.js';
import { type House, noConnections, type Settings } from './house.js';
import { openDocs } from './pages/docs.js';
import { openFront } from './pages/front.js';
import { healthOf, openHealth } from './pages/health.js';
import { type Meter, meterIn } from './pages/metrics/meter.js';
import { openMetrics } from './pages/metrics/page.js';
import { openProblems } from './pages/problems.js';
import { accountBindings } from './routes/accounts.js';
import { historyBindings } from './routes/history.js';
import { invitationBindings } from './routes/invitations.js';
import { keyBindings } from './routes/keys.js';
import { loginBindings } from './routes/me/logins.js';
import { meBindings } from './routes/me/me.js';
import { mergeBindings } from './routes/me/merge.js';
import { memberBindings } from './routes/members.js';
import { sessionBindings } from './routes/sessions.js';
import { teamBindings } from './routes/teams.js';
import { openVerify } from './routes/verify.js';
import { openSignInMethods } from './sign-in/methods.js';
import { openSignIn } from './sign-in/routes.js';

const bindings: ReadonlyArray<Binding> = [
  ...meBindings,
  ...loginBindings,
  ...mergeBindings,
  ...sessionBindings,
  ...accountBindings,
  ...teamBindings,
  ...memberBindings,
  ...invitationBindings,
  ...keyBindings,
  ...historyBindings,
];

type Watched = { readonly registry: Registry; readonly places: Places; readonly meter: Meter };

const openWatching = (router: Router, house: House, watched: Watched): void => {
  const health = healthOf(house.core);
  openHealth(router, health);
  if (house.metrics) openMetrics(router, { ...watched, core: house.core, health });
};

const openPages = (router: Router, house: House): void => {
  openProblems(router);
  openDocs(router, house);
  openSignIn(router, house);
  openFront(router, house);
};

const openInterface = (router: Router, node: Node): void => {
  router.use('/v1', unkept);
  router.use('/v1/invitations', rate(node.limits.invitations));
  router.post(routes.inviteMember.path, rate(node.limits.invitations));
  openSignInMethods(router, node);
  open(router, bindings, node);
  closeOthers(router, allRoutes);
};

// One spelling of each address, and no parser that guesses.
const settle = (app: Express, { trustedProxies }: House): void => {
  app.disable('x-powered-by');
  app.disable('etag');
  app.enable('case sensitive routing');
  app.enable('strict routing');
  app.set('query parser', false);
  app.set('trust proxy', trustedProxies.length > 0 && [...trustedProxies]);
};

/** The HTTP service: everything that a browser, a program or a machine that watches may ask. */
export const createApp = (settings: Settings): Express => {
  const house: House = {
    now: Date.now,
    load: loadLimits,
    metrics: true,
    connections: noConnections,
    ...settings,
  };
  const registry = new Registry();
  const meter = meterIn(registry);
  const watched = { registry, meter, places: placesFor(house.load) };
  const app = express();
  settle(app, house);
  const node: Node = {
    ...house,
    meter,
    repeat: repeating(house.core),
    failed: failures(house.limits.failures, house.now),
  };
  const enter = entrance(house, watched.places, meter);
  openVerify(app, node, enter);
  app.use(enter);
  const router = Router({ caseSensitive: true, strict: true });
  router.use(numbered, logged(house.log), guardedPages(house), plainAddress);
  openInterface(router, node);
  openWatching(router, house, watched);
  openPages(router, house);
  app.use((request, response) => router(request, response, atLast(request, response, house.log)));
  return app;
};
