import { chainW, type Either } from 'fp-ts/lib/Either.js';
import { pipe } from 'fp-ts/lib/function.js';
import { fromIOEither, type TaskEither } from 'fp-ts/lib/TaskEither.js';
import type { Unavailable, ViewStore } from '@recount/core/ports';
import { type Connection, reading, writing } from '../file/connection.js';
import type { OpeningFault } from '../file/fault.js';
import { open } from '../file/open.js';
import { claiming } from '../owner.js';
import { applying, dropping } from './apply.js';
import { viewsDesign } from './design.js';
import { gettingRows, listingRows } from './read.js';
import { findingViews } from './standing.js';
import { keepingUses } from './uses.js';

const viewsOn = (connection: Connection): ViewStore => {
  const read = <A>(from: () => A): TaskEither<Unavailable, A> => fromIOEither(() => reading(from));
  const write = <A>(to: () => A): Either<Unavailable, A> => writing(connection, to);
  const find = findingViews(connection);
  const get = gettingRows(connection);
  const list = listingRows(connection);
  const apply = applying(connection);
  const drop = dropping(connection);
  const uses = keepingUses(connection);
  return {
    claim: claiming(connection),
    checkpoint: (view) => read(() => find(view).checkpoint),
    get: (view, ids) => read(() => get(view, ids)),
    list: (view, group, page) => read(() => list(view, group, page)),
    apply: (changes, step) =>
      fromIOEither(() =>
        pipe(
          write(() => apply(changes, step)),
          chainW((moved) => moved),
        ),
      ),
    drop: (view) => fromIOEither(() => write(() => drop(view))),
    used: (moments) => fromIOEither(() => write(() => uses.used(moments))),
    lastUsed: (ids) => read(() => uses.lastUsed(ids)),
    close: () => {
      connection.close();
      return Promise.resolve();
    },
  };
};

/**
 * Views in one file, for this process alone, beside the log rather than in its file: what can be built again need not
 * wait for the disk.
 */
export const sqliteViews = (path: string): TaskEither<OpeningFault, ViewStore> =>
  open(path, viewsDesign, viewsOn);
