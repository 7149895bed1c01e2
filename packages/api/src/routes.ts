import type { RouteOutline } from './route.js';
import { accountRoutes } from './routes/accounts.js';
import { historyRoutes } from './routes/history.js';
import { invitationRoutes } from './routes/invitations.js';
import { keyRoutes } from './routes/keys.js';
import { loginRoutes } from './routes/me/logins.js';
import { meRoutes } from './routes/me/me.js';
import { memberRoutes } from './routes/members.js';
import { sessionRoutes } from './routes/sessions.js';
import { teamRoutes } from './routes/teams.js';
import { verifyRoutes } from './routes/verify.js';

/** Every route there is under `/v1`, by its name. */
export const routes = {
  ...meRoutes,
  ...loginRoutes,
  ...sessionRoutes,
  ...accountRoutes,
  ...teamRoutes,
  ...memberRoutes,
  ...invitationRoutes,
  ...keyRoutes,
  ...verifyRoutes,
  ...historyRoutes,
};

/** Every route, without its codecs' types. */
export const allRoutes: ReadonlyArray<RouteOutline> = Object.values(routes);
