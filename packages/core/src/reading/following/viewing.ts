import type { Recorded } from '@recount/domain/facts';
import type { Row, View } from '@recount/projections';
import { type Either, isLeft, right } from 'fp-ts/lib/Either.js';
import { isSome } from 'fp-ts/lib/Option.js';
import type { StoredRow, Unavailable, ViewChange, ViewId, ViewStore } from '../../ports/index.js';
import { canonicalJson } from '../../writing/recording/index.js';

/** A view with its documents' type kept inside: what a run of events makes of its rows. */
export type Folding = {
  readonly view: ViewId;
  readonly change: (
    events: ReadonlyArray<Recorded>,
    store: ViewStore,
  ) => Promise<Either<Unavailable, ViewChange>>;
};

/** A row as it is stored: canonical JSON, so that a view that is built again is the same to the byte. */
export const storedRow = <D>({ id, group, sort, subject, document }: Row<D>): StoredRow => ({
  id,
  group,
  sort,
  document: canonicalJson({ subject, document }),
});

/** A stored row, readable: only `storedRow` wrote it, under this view's name and version. */
export const rowFrom = <D>({ id, group, sort, document }: StoredRow): Row<D> => {
  const about = JSON.parse(document) as Pick<Row<D>, 'subject' | 'document'>;
  return { id, group, sort, subject: about.subject, document: about.document };
};

/** Folds events into one row of a view. */
export const foldRow = <D>(
  view: View<D>,
  { id, row }: { readonly id: string; readonly row: Row<D> | undefined },
  events: ReadonlyArray<Recorded>,
): Row<D> | undefined => events.reduce((was, event) => view.evolve(id, was, event), row);

const touched = <D>(
  view: View<D>,
  events: ReadonlyArray<Recorded>,
): ReadonlyMap<string, ReadonlyArray<Recorded>> => {
  const rows = new Map<string, Recorded[]>();
  for (const event of events)
    for (const id of view.rowsOf(event)) {
      const own = rows.get(id);
      if (own === undefined) rows.set(id, [event]);
      else own.push(event);
    }
  return rows;
};

/** The folding of a view. */
export const folding = <D>(view: View<D>): Folding => {
  const viewId = { name: view.name, version: view.version };
  return {
    view: viewId,
    change: async (events, store) => {
      const byRow = [...touched(view, events)];
      if (byRow.length === 0) return right({ view: viewId, token: 0, rows: [], gone: [] });
      const were = await store.get(
        viewId,
        byRow.map(([id]) => id),
      )();
      if (isLeft(were)) return were;
      const rows: StoredRow[] = [];
      const gone: string[] = [];
      for (const [i, [id, own]] of byRow.entries()) {
        const was = were.right.rows[i];
        const row = foldRow(
          view,
          { id, row: was !== undefined && isSome(was) ? rowFrom<D>(was.value) : undefined },
          own,
        );
        if (row === undefined) gone.push(id);
        else rows.push(storedRow(row));
      }
      return right({ view: viewId, token: 0, rows, gone });
    },
  };
};
