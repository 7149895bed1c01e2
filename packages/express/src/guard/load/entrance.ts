import type { RequestHandler, Response } from 'express';
import { sendProblem } from '../../answer/problem.js';
import type { House } from '../../house.js';
import type { Meter } from '../../pages/metrics/meter.js';
import { whenOver } from './leaving.js';
import { networksBehind } from './network.js';
import type { Places } from './places.js';

// Whoever watches the node has to hear from it when it is full.
const watching = new Set(['/livez', '/readyz', '/metrics']);

const nothing = (): void => undefined;

const tellEvery = 10_000;

const telling = ({ log, now }: House): (() => void) => {
  let shed = 0;
  let told = -Infinity;
  return () => {
    shed += 1;
    if (now() - told < tellEvery) return;
    log.warn({ shed }, 'more came than this node takes on: requests were turned away');
    told = now();
    shed = 0;
  };
};

/** Lets a request in or turns it away before anything of it is read, and measures it either way. */
export const entrance = (house: House, places: Places, meter: Meter): RequestHandler => {
  const tell = telling(house);
  const networkOf = networksBehind(house.trustedProxies);

  const turnAway = (response: Response): void => {
    meter.shed();
    tell();
    sendProblem(response, { type: 'Overloaded' });
  };

  return (request, response, next) => {
    const began = performance.now();
    let leave = nothing;
    whenOver(request, response, () => {
      leave();
      meter.answered(request, response, (performance.now() - began) / 1000);
    });
    if (watching.has(request.url)) return next();
    const { authorization, cookie } = request.headers;
    const asker = { network: networkOf(request), credential: authorization ?? cookie ?? '' };
    leave = places.enter(asker, (letIn) => {
      if (letIn) next();
      else turnAway(response);
    });
    return undefined;
  };
};
