import type { SubjectId } from '@recount/domain/vocabulary';
import type { Row, View } from '@recount/projections';
import { isLeft, right } from 'fp-ts/lib/Either.js';
import { fromNullable } from 'fp-ts/lib/Option.js';
import type { AsOf } from '../../node/core.js';
import { foldRow } from '../following/index.js';
import type { LogReader, Position } from '../../ports/index.js';
import { eventsAbout } from './history.js';

const bySort = <D>(one: Row<D>, other: Row<D>): number =>
  one.sort < other.sort || (one.sort === other.sort && one.id < other.id) ? -1 : 1;

/** What the views said at a position, folded from the history of the subject that the rows are about. */
export const asOf =
  (log: LogReader) =>
  (subject: SubjectId, position: Position): AsOf => ({
    row: (view, id) => async () => {
      const events = await eventsAbout(log, subject, position);
      if (isLeft(events)) return events;
      const touching = events.right.filter((event) => view.rowsOf(event).includes(id));
      return right(fromNullable(foldRow(view, { id, row: undefined }, touching)));
    },
    list:
      <D>(view: View<D>, group: string) =>
      async () => {
        const events = await eventsAbout(log, subject, position);
        if (isLeft(events)) return events;
        const rows = new Map<string, Row<D> | undefined>();
        for (const event of events.right)
          for (const id of view.rowsOf(event)) rows.set(id, view.evolve(id, rows.get(id), event));
        const there = [...rows.values()].filter((row): row is Row<D> => row?.group === group);
        return right(there.sort(bySort));
      },
  });
