import type { Recorded } from '@recount/domain/facts';
import type { Row, View } from '@recount/projections';
import { type Either, isLeft, left, right } from 'fp-ts/lib/Either.js';
import { isSome } from 'fp-ts/lib/Option.js';
import { LRUCache } from 'lru-cache';
import type { ViewsBehind } from '../faults.js';
import type { Unavailable, ViewStore } from '../ports/index.js';
import type { Tail } from './tail.js';
import { foldRow, rowFrom } from './viewing.js';

/** Rows of one view that are never older than this node's place in the log. */
export type FreshRows<D> = {
  /** A row that is at hand; `known: false` when it has to be fetched. */
  readonly peek: (id: string) => { readonly known: boolean; readonly document: D | undefined };
  /** A row's document, undefined where there is no such row. */
  readonly find: (id: string) => Promise<Either<Unavailable | ViewsBehind, D | undefined>>;
};

type Held<D> = { row: Row<D> | undefined };

/** Keeps the rows used last (at most `max`) and folds every event that touches them onto them as this node learns of it. */
export const freshRows = <D>(
  view: View<D>,
  { views, tail, max }: { readonly views: ViewStore; readonly tail: Tail; readonly max: number },
): FreshRows<D> => {
  const held = new LRUCache<string, Held<D>>({ max });
  const viewId = { name: view.name, version: view.version };

  tail.listen((events) => {
    for (const event of events)
      for (const id of view.rowsOf(event)) {
        const one = held.get(id);
        if (one !== undefined) one.row = view.evolve(id, one.row, event);
      }
  });

  const touching = (id: string) => (event: Recorded) => view.rowsOf(event).includes(id);

  const fetched: FreshRows<D>['find'] = async (id) => {
    const found = await views.get(viewId, [id])();
    if (isLeft(found)) return found;
    const { checkpoint, rows } = found.right;
    const since = tail.since(checkpoint);
    if (since === undefined) return left({ type: 'ViewsBehind', position: checkpoint });
    const stored = rows[0];
    const was = stored !== undefined && isSome(stored) ? rowFrom<D>(stored.value) : undefined;
    const row = foldRow(view, { id, row: was }, since.filter(touching(id)));
    held.set(id, { row });
    return right(row?.document);
  };

  const peek: FreshRows<D>['peek'] = (id) => {
    const one = held.get(id);
    return { known: one !== undefined, document: one?.row?.document };
  };
  return {
    peek,
    find: (id) => {
      const { known, document } = peek(id);
      return known ? Promise.resolve(right(document)) : fetched(id);
    },
  };
};
