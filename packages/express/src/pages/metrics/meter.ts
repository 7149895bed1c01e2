import type { Request, Response } from 'express';
import { Counter, type Registry } from 'prom-client';
import { patternOf } from '../../guard/log.js';
import { durationsOf } from './durations.js';

/** Counts what the service does, for `/metrics`. */
export type Meter = {
  /** A request is over, after so many seconds. */
  readonly answered: (request: Request, response: Response, seconds: number) => void;
  /** A request was turned away, because too many were under way. */
  readonly shed: () => void;
  /** Somebody asked whose key it is; `valid`, or why it is not. */
  readonly verified: (outcome: string) => void;
  /** How long requests took, in Prometheus' text form. */
  readonly durations: () => string;
};

const methods = new Set(['GET', 'HEAD', 'POST', 'PUT', 'PATCH', 'DELETE', 'OPTIONS']);

// Seconds: a verification takes a fraction of the first, and what waits for a store gives up after two.
const buckets = [0.001, 0.002, 0.005, 0.01, 0.02, 0.05, 0.1, 0.2, 0.5, 1, 2, 5];

const statuses = ['none', '1xx', '2xx', '3xx', '4xx', '5xx'];

const statusOf = ({ headersSent, statusCode }: Response): string =>
  (headersSent ? statuses[Math.floor(statusCode / 100)] : undefined) ?? 'none';

const shedIn = (registry: Registry): Counter =>
  new Counter({
    name: 'recount_http_requests_shed_total',
    help: 'Requests that were turned away with 503, because too many were under way.',
    registers: [registry],
  });

// Counted here and told when asked: whose key it is, is asked more often than anything.
const outcomesIn = (registry: Registry): ((outcome: string) => void) => {
  const outcomes = new Map<string, number>();
  new Counter({
    name: 'recount_key_verifications_total',
    help: 'Answers to whose key it is, by outcome: valid, or why not.',
    labelNames: ['outcome'],
    registers: [registry],
    collect() {
      this.reset();
      for (const [outcome, count] of outcomes) this.inc({ outcome }, count);
    },
  });
  return (outcome) => void outcomes.set(outcome, (outcomes.get(outcome) ?? 0) + 1);
};

/** A meter whose counts are in this registry. */
export const meterIn = (registry: Registry): Meter => {
  const durations = durationsOf({
    name: 'recount_http_request_duration_seconds',
    help: 'How long requests took, from their headers to the end of their answer; status none broke off unanswered.',
    bounds: buckets,
  });
  const shed = shedIn(registry);
  return {
    answered: (request, response, seconds) => {
      const method = methods.has(request.method) ? request.method : 'other';
      const route = patternOf(request) ?? 'none';
      durations.note({ method, route, status: statusOf(response) }, seconds);
    },
    shed: () => shed.inc(),
    verified: outcomesIn(registry),
    durations: durations.text,
  };
};
