import { dirname, join } from 'node:path';
import { fileURLToPath } from 'node:url';

/** The folder of the dashboard's page, wherever the package is installed; it is served, never imported. */
export const dashboardFolder = (): string =>
  join(dirname(fileURLToPath(import.meta.resolve('@recount/dashboard/package.json'))), 'public');
