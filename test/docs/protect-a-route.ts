import type { Core } from '@recount/core';
import { type createApp, requireAccount } from '@recount/express';

type Express = ReturnType<typeof createApp>;

// #region route
/** Opens a route to whoever comes with a key or a session token, under the account that it belongs to. */
export const openReports = (app: Express, core: Core): void => {
  app.get('/reports', requireAccount({ core, scope: 'API' }), (_request, response) => {
    const { accountId, who, actions } = response.locals.recount;
    response.json({ accountId, askedBy: who.type, mayDeploy: actions.includes('apps:deploy') });
  });
};
// #endregion

// #region admin
/** Opens a route to ADMIN keys and to people who may deploy: admins and developers. */
export const openSettings = (app: Express, core: Core): void => {
  app.put('/settings', requireAccount({ core, scope: 'ADMIN' }), (_request, response) => {
    response.status(204).end();
  });
};
// #endregion
