import { type Either, flattenW, isLeft, isRight, right } from 'fp-ts/lib/Either.js';
import { pipe } from 'fp-ts/lib/function.js';
import { fromIO, fromIOEither, type TaskEither } from 'fp-ts/lib/TaskEither.js';
import { type Bell, bell } from '@recount/core/log';
import type { Clock, Unavailable, ViewStore } from '@recount/core/ports';
import { type Leadership, leadership } from '@recount/core/views';
import { type Connection, reading, writing } from '../file/connection.js';
import type { FileFault } from '../file/fault.js';
import { open } from '../file/open.js';
import { claiming } from '../owner.js';
import { applying, dropping, replacing } from './apply.js';
import { viewsDesign } from './design.js';
import { gettingRows, listingRows } from './read.js';
import { findingViews, listingViews } from './standing.js';
import { keepingUses } from './uses.js';

type Kept = { readonly connection: Connection; readonly leads: Leadership; readonly news: Bell };

const read = <A>(from: () => A): TaskEither<Unavailable, A> => fromIOEither(() => reading(from));

type Looking = Pick<ViewStore, 'checkpoints' | 'get' | 'getMany' | 'list' | 'all' | 'wake'>;

const looking = ({ connection, leads, news }: Kept): Looking => {
  const find = findingViews(connection);
  const all = listingViews(connection);
  const get = gettingRows(connection);
  const list = listingRows(connection);
  return {
    checkpoints: (views) => read(() => views.map((view) => find(view).checkpoint)),
    get: (view, ids) => read(() => get(view, ids)),
    getMany: (wishes) => read(() => wishes.map(({ view, ids }) => get(view, ids))),
    list: (view, group, page) => read(() => list(view, group, page)),
    all: () => read(() => all().map((stored) => ({ ...stored, led: leads.isLed(stored.view) }))),
    wake: news.listen,
  };
};

type Moving = Pick<ViewStore, 'apply' | 'drop' | 'replace'>;

const moving = ({ connection, leads, news }: Kept): Moving => {
  const apply = applying(connection, leads);
  const drop = dropping(connection);
  const replace = replacing(connection);
  const change = <E>(to: () => Either<E, void>): TaskEither<E | Unavailable, void> =>
    fromIOEither(() => {
      const outcome = pipe(writing(connection, to), flattenW);
      if (isRight(outcome)) news.ring();
      return outcome;
    });
  return {
    apply: (changes, step) => change(() => apply(changes, step)),
    drop: (view) =>
      change(() => {
        leads.forget(view);
        return right(drop(view));
      }),
    replace: (view, by) =>
      change(() => {
        const put = replace(view, by);
        if (isLeft(put)) return put;
        if (put.right) {
          leads.depose(view);
          leads.forget(by);
        }
        return right(undefined);
      }),
  };
};

const viewsOn =
  (clock: Clock) =>
  (connection: Connection): ViewStore => {
    const leads = leadership(clock);
    const news = bell();
    const kept = { connection, leads, news };
    const uses = keepingUses(connection);
    return {
      claim: claiming(connection),
      ...looking(kept),
      ...moving(kept),
      lead: (views, by, lasts) => fromIO(() => views.map((view) => leads.lead(view, by, lasts))),
      yield: (by) => fromIO(() => leads.yield(by)),
      used: (moments) => fromIOEither(() => writing(connection, () => uses.used(moments))),
      lastUsed: (ids) => read(() => uses.lastUsed(ids)),
      close: () => {
        news.silence();
        connection.close();
        return Promise.resolve();
      },
    };
  };

/**
 * Views in one file, for this process alone, beside the log rather than in its file: what can be built again need not
 * wait for the disk. Who leads them is remembered as long as the file is open.
 */
export const sqliteViews = (
  path: string,
  { clock }: { readonly clock: Clock },
): TaskEither<FileFault, ViewStore> => open(path, viewsDesign, viewsOn(clock));
