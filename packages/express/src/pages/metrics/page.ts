import type { Core } from '@recount/core';
import type { Router } from 'express';
import { isLeft } from 'fp-ts/lib/Either.js';
import { collectDefaultMetrics, Gauge, type Registry } from 'prom-client';
import type { Places } from '../../guard/load/places.js';
import type { AskHealth } from '../health.js';
import type { Meter } from './meter.js';
import { engineIn } from './engine.js';
import type { Known } from './series.js';

const placesIn = (registry: Registry, places: Places): Gauge =>
  new Gauge({
    name: 'recount_http_requests_under_way',
    help: 'Requests that are let in and not answered yet.',
    registers: [registry],
    collect() {
      this.set(places.taken());
    },
  });

/** What `/metrics` tells of. */
type Told = {
  readonly core: Core;
  readonly health: AskHealth;
  readonly registry: Registry;
  readonly places: Places;
  readonly meter: Meter;
};

const knownOf = async ({ core, health: ask }: Told): Promise<Known> => {
  const health = await ask();
  return isLeft(health) ? core.standing() : health.right;
};

/** Opens `/metrics`, in Prometheus' text form. Nothing in it names a person, an account or a key. */
export const openMetrics = (router: Router, told: Told): void => {
  const { registry, places, meter } = told;
  placesIn(registry, places);
  const tell = engineIn(registry);
  let asked = false;
  const figures = async (): Promise<string> => {
    // What the process itself is measured with costs something, so it begins with the first who wants to know.
    if (!asked) collectDefaultMetrics({ register: registry });
    asked = true;
    tell(await knownOf(told));
    return `${await registry.metrics()}\n${meter.durations()}`;
  };
  let underWay: Promise<string> | undefined;
  router.get('/metrics', async (_request, response) => {
    underWay ??= figures().finally(() => {
      underWay = undefined;
    });
    response
      .set('Cache-Control', 'no-store')
      .set('Content-Type', registry.contentType)
      .end(await underWay);
  });
};
