import { map, type TaskEither } from 'fp-ts/lib/TaskEither.js';
import { pipe } from 'fp-ts/lib/function.js';
import type { BatchLog } from '@recount/core/ports';
import type { OpeningFault } from './fault.js';
import { grounds } from './ground.js';
import { logDesign } from './log/design.js';
import { logOn } from './log/log.js';
import type { PostgresOptions } from './options.js';

/**
 * The log in a schema of a PostgreSQL database, `postgres://…/database?schema=recount`, for any number of nodes. What is
 * answered is on the disk of the server. What the database cannot do now is `Unavailable`, and works again by itself.
 */
export const postgresLog = (url: string, options: PostgresOptions = {}): TaskEither<OpeningFault, BatchLog> =>
  pipe(
    grounds(url, [logDesign], options),
    map((ground) => logOn(ground())),
  );
