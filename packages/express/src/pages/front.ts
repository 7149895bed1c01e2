import compression from 'compression';
import express, { type Router } from 'express';
import type { House } from '../house.js';
import { button } from '../sign-in/pages.js';
import { wayThrough } from '../sign-in/way.js';
import { page, sendPage, stylesheet } from './html.js';

const welcome = ({ providers }: House): string =>
  page(
    'Recount',
    [
      ...providers.map((provider) => button(wayThrough(provider), '/')),
      '<p><a href="/docs">The HTTP interface</a></p>',
    ].join('\n'),
  );

/** Opens the first page: the dashboard where it is at hand, else a page with the ways in. */
export const openFront = (router: Router, house: House): void => {
  router.get('/pages.css', (_request, response) => {
    response
      .set('Content-Type', 'text/css; charset=utf-8')
      .set('Cache-Control', 'max-age=3600')
      .end(stylesheet);
  });
  if (house.dashboardDir === undefined)
    router.get('/', (_request, response) => sendPage(response, 200, welcome(house)));
  else
    router.use(
      compression(),
      express.static(house.dashboardDir, { redirect: false, cacheControl: true, maxAge: 0 }),
    );
};
