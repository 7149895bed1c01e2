import type { Recorded } from '@recount/domain/facts';
import type { SubjectId } from '@recount/domain/vocabulary';
import type { Row, View } from '@recount/projections';
import { isLeft, right } from 'fp-ts/lib/Either.js';
import { fromNullable } from 'fp-ts/lib/Option.js';
import type { AsOf } from '../../node/core.js';
import type { Pace } from '../../log/index.js';
import { foldRow } from '../following/index.js';
import type { LogReader, Position } from '../../ports/index.js';
import { eventsAbout } from './history.js';
import { turns } from './turns.js';

const bySort = <D>(one: Row<D>, other: Row<D>): number =>
  one.sort < other.sort || (one.sort === other.sort && one.id < other.id) ? -1 : 1;

const rowsIn = <D>(view: View<D>, group: string, events: ReadonlyArray<Recorded>): ReadonlyArray<Row<D>> => {
  const rows = new Map<string, Row<D> | undefined>();
  for (const event of events)
    for (const id of view.rowsOf(event)) rows.set(id, view.evolve(id, rows.get(id), event));
  return [...rows.values()].filter((row): row is Row<D> => row?.group === group).sort(bySort);
};

/**
 * What the views said at a position, folded from the history of the subject that the rows are about. That takes as long
 * as the history is, so a node does a few such folds at a time and serves others between their pages.
 */
export const asOf = (log: LogReader, pace: Pace): ((subject: SubjectId, position: Position) => AsOf) => {
  const turn = turns({ atOnce: 2, waiting: 32 });
  return (subject, position) => {
    const events = () => turn(() => eventsAbout({ log, pace }, subject, position));
    return {
      row: (view, id) => async () => {
        const about = await events();
        if (isLeft(about)) return about;
        const touching = about.right.filter((event) => view.rowsOf(event).includes(id));
        return right(fromNullable(foldRow(view, { id, row: undefined }, touching)));
      },
      list: (view, group) => async () => {
        const about = await events();
        return isLeft(about) ? about : right(rowsIn(view, group, about.right));
      },
    };
  };
};
