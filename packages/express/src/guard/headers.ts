import { randomUUID } from 'node:crypto';
import type { RequestHandler } from 'express';
import helmet from 'helmet';
import type { House } from '../house.js';

const self = ["'self'"];

/** The headers that keep pages to themselves: nothing inline, nothing from elsewhere, no frame around. */
export const guardedPages = ({ origin }: House): RequestHandler => {
  const secure = origin.startsWith('https:');
  return helmet({
    contentSecurityPolicy: {
      useDefaults: false,
      directives: {
        defaultSrc: ["'none'"],
        scriptSrc: self,
        styleSrc: self,
        imgSrc: [...self, 'data:'],
        fontSrc: self,
        connectSrc: self,
        manifestSrc: self,
        formAction: ["'none'"],
        baseUri: ["'none'"],
        frameAncestors: ["'none'"],
      },
    },
    strictTransportSecurity: secure && { maxAge: 31_536_000, includeSubDomains: false },
    crossOriginEmbedderPolicy: false,
  });
};

/** Gives every request its id. */
export const numbered: RequestHandler = (_request, response, next) => {
  response.setHeader('Request-Id', randomUUID());
  next();
};

/** What stands under /v1 is kept by nobody. */
export const unkept: RequestHandler = (_request, response, next) => {
  response.setHeader('Cache-Control', 'no-store');
  next();
};
