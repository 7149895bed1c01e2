import { createRequire } from 'node:module';
import { dirname } from 'node:path';
import { allRoutes, openApi } from '@recount/api';
import compression from 'compression';
import express, { type Router } from 'express';
import { sendPage } from './html.js';
import { sessionCookie } from '../door/credential.js';
import type { House } from '../house.js';

const require = createRequire(import.meta.url);
const swaggerDir = dirname(require.resolve('swagger-ui-dist/package.json'));

const shell = `<!doctype html>
<html lang="en">
<meta charset="utf-8">
<meta name="viewport" content="width=device-width">
<title>Recount · HTTP interface</title>
<link rel="icon" href="/docs/favicon-32x32.png">
<link rel="stylesheet" href="/docs/swagger-ui.css">
<div id="docs"></div>
<script src="/docs/swagger-ui-bundle.js"></script>
<script src="/docs/begin.js"></script>
</html>
`;

const begin = `SwaggerUIBundle({ url: '/openapi.json', dom_id: '#docs', deepLinking: true, validatorUrl: null });
`;

const served = ['swagger-ui.css', 'swagger-ui-bundle.js', 'favicon-32x32.png'];

/** Opens the documents of the HTTP interface: for programs, and for people, who need no other host for it. */
export const openDocs = (router: Router, { version, origin }: House): void => {
  const document = JSON.stringify(openApi(allRoutes, { version, origin, cookie: sessionCookie(origin) }));
  router.use(['/openapi.json', '/docs'], compression());
  router.get('/openapi.json', (_request, response) => {
    response.set('Content-Type', 'application/json; charset=utf-8').end(document);
  });
  router.get('/docs', (_request, response) => sendPage(response, 200, shell));
  router.get('/docs/begin.js', (_request, response) => {
    response.set('Content-Type', 'text/javascript; charset=utf-8').end(begin);
  });
  const files = express.static(swaggerDir, { index: false, redirect: false, maxAge: '1d' });
  for (const file of served)
    router.get(`/docs/${file}`, (request, response, next) => {
      request.url = `/${file}`;
      files(request, response, next);
    });
};
