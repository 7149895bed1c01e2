import type { View } from '@recount/projections';
import { left, right } from 'fp-ts/lib/Either.js';
import { pipe } from 'fp-ts/lib/function.js';
import { map as mapOption, none } from 'fp-ts/lib/Option.js';
import * as TE from 'fp-ts/lib/TaskEither.js';
import type { Look } from '../../node/core.js';
import type { ViewsBehind } from '../../node/faults.js';
import { rowFrom } from '../following/index.js';
import type { StoredRow, ViewId, ViewStore } from '../../ports/index.js';
import type { Runner } from '../running/index.js';
import type { ListPage } from './pages.js';

const page = <D>(found: ReadonlyArray<StoredRow>, limit: number, position: number): ListPage<D> => {
  const rows = found.slice(0, limit).map((row) => rowFrom<D>(row));
  const last = rows.at(-1);
  return {
    rows,
    position,
    ...(found.length > limit && last !== undefined ? { next: { sort: last.sort, id: last.id } } : {}),
  };
};

// What a stopped view shows may be long past, and nobody who asks could tell.
const isGoing =
  ({ standings }: Pick<Runner, 'standings'>) =>
  <D>({ name, version }: View<D>): TE.TaskEither<ViewsBehind, ViewId> =>
  async () => {
    const standing = standings().find((each) => each.name === name);
    return standing?.stopped === undefined
      ? right({ name, version })
      : left({ type: 'ViewsBehind', position: standing.checkpoint });
  };

/** Reads rows from where views are kept, as of each view's checkpoint. */
export const look = (views: ViewStore, runner: Pick<Runner, 'standings'>): Look => {
  const going = isGoing(runner);
  const rows: Look['rows'] = (view, ids) =>
    pipe(
      going(view),
      TE.chainW((id) => views.get(id, ids)),
      TE.map(({ rows: found }) => found.map(mapOption((row) => rowFrom(row)))),
    );
  return {
    rows,
    row: (view, id) =>
      pipe(
        rows(view, [id]),
        TE.map(([row]) => row ?? none),
      ),
    list: (view, group, { after, limit }) =>
      pipe(
        going(view),
        TE.chainW((id) =>
          views.list(id, group, { ...(after === undefined ? {} : { after }), limit: limit + 1 }),
        ),
        TE.map(({ rows: found, checkpoint }) => page(found, limit, checkpoint)),
      ),
  };
};
