import type { Recorded } from '@recount/domain/facts';
import type { Row, View } from '@recount/projections';
import type { StoredRow } from '../../ports/index.js';
import { canonicalJson } from '../../writing/recording/index.js';

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
