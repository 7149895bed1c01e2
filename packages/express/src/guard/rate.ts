import type { RequestHandler } from 'express';
import { rateLimit } from 'express-rate-limit';
import { sendProblem } from '../answer/problem.js';
import type { Allowance } from '../house.js';

/** Lets an address on the network through so often, and says how often that is. */
export const rate = (allowance: Allowance | 'off'): RequestHandler =>
  allowance === 'off'
    ? (_request, _response, next) => next()
    : rateLimit({
        windowMs: allowance.within,
        limit: allowance.most,
        standardHeaders: 'draft-6',
        legacyHeaders: false,
        validate: false,
        handler: (_request, response) =>
          sendProblem(response, { type: 'TooManyRequests', retryAfter: Math.ceil(allowance.within / 1000) }),
      });
