import type { Request, RequestHandler } from 'express';
import type { Log } from '../house.js';

/** The pattern of the route, if one was found; never the address, which may hold what nobody should read. */
export const patternOf = (request: Request): string | undefined => {
  const route: unknown = request.route;
  const path = typeof route === 'object' && route !== null && 'path' in route ? route.path : undefined;
  return typeof path === 'string' ? path : undefined;
};

/** Writes one line for each request, when it is answered. */
export const logged =
  (log: Log): RequestHandler =>
  (request, response, next) => {
    const began = process.hrtime.bigint();
    response.on('close', () => {
      const ms = Number(process.hrtime.bigint() - began) / 1e6;
      const { method } = request;
      const { statusCode: status } = response;
      log.info(
        { method, route: patternOf(request) ?? '-', status, ms, request: response.getHeader('request-id') },
        'request',
      );
    });
    next();
  };
