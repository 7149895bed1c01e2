import { commandsPage } from './commands.js';
import { configurationPage } from './configuration.js';
import { eventsPage } from './events.js';
import { httpPage } from './http.js';
import type { Page } from './markdown.js';
import { permissionsPage } from './permissions.js';
import { rulesPage } from './rules.js';
import { samlPage } from './saml.js';
import { ssoFilePage } from './sso-file.js';
import { viewsPage } from './views.js';

/** Every page that is made from the code. */
export const referencePages = async (): Promise<ReadonlyArray<Page>> => [
  eventsPage(),
  commandsPage(),
  rulesPage(),
  permissionsPage(),
  viewsPage(),
  httpPage(),
  await configurationPage(),
  await ssoFilePage(),
  samlPage(),
];
