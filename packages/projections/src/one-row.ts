import type { Event, Recorded } from '@recount/domain/facts';
import type { SubjectId } from '@recount/domain/vocabulary';
import { type Row, sortable, type View } from './view.js';

/** A view in which an event touches one row at most: which one, and what the event makes of it. */
export type Question<Document> = {
  readonly name: string;
  readonly version: number;
  readonly rowOf: (event: Event) => string | undefined;
  readonly fold: (row: Row<Document> | undefined, recorded: Recorded) => Row<Document> | undefined;
};

/** The view that answers a question; an event leaves every row alone but the one that it touches. */
export const viewOf = <Document>({ name, version, rowOf, fold }: Question<Document>): View<Document> => ({
  name,
  version,
  rowsOf: ({ event }) => {
    const id = rowOf(event);
    return id === undefined ? [] : [id];
  },
  evolve: (id, row, recorded) => (rowOf(recorded.event) === id ? fold(row, recorded) : row),
});

/** A new row, listed in the order of the events that made the rows. */
export const newRow = <Document>(
  { position }: Recorded,
  place: { readonly id: string; readonly group: string; readonly subject: SubjectId },
  document: Document,
): Row<Document> => ({ ...place, sort: sortable(position), document });
