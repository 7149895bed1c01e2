import type { Recorded } from '@recount/domain/facts';
import type { Row, View } from '@recount/projections';
import { type Either, isLeft, left, right } from 'fp-ts/lib/Either.js';
import { isSome } from 'fp-ts/lib/Option.js';
import QuickLRU from 'quick-lru';
import type { ViewsBehind } from '../../node/faults.js';
import type { Position, Unavailable, ViewStore } from '../../ports/index.js';
import type { Tail } from './tail.js';
import { foldRow, rowFrom } from './rows.js';

/** Rows of one view that are never older than this node's place in the log. */
export type FreshRows<D> = {
  /** A row that is at hand; `known: false` when it has to be fetched. */
  readonly peek: (id: string) => { readonly known: boolean; readonly document: D | undefined };
  /** A row's document, undefined where there is no such row. */
  readonly find: (id: string) => Promise<Either<Unavailable | ViewsBehind, D | undefined>>;
};

/** A row, and the position up to which its events are in it. */
type Held<D> = { row: Row<D> | undefined; upTo: Position };
type With = { readonly views: ViewStore; readonly tail: Tail };
type Fetching<D> = With & { readonly view: View<D>; readonly held: QuickLRU<string, Held<D>> };

// A defect in a view's fold, or a row that is torn, lets nobody in; it never ends the node.
const unlessDefect = <A>(fold: () => A): A | undefined => {
  try {
    return fold();
  } catch {
    return undefined;
  }
};

// The stored row is as old as its view, or ahead of this node where another leads it: what this node knows beyond the
// row is folded onto it by the view's own fold. From the fold to where it is held nothing may wait, or an event that
// comes between them would be missed.
const fetch = async <D>(
  { view, held, views, tail }: Fetching<D>,
  id: string,
): Promise<Either<Unavailable | ViewsBehind, D | undefined>> => {
  const found = await views.get({ name: view.name, version: view.version }, [id])();
  if (isLeft(found)) return found;
  const { checkpoint, rows } = found.right;
  const since = tail.since(checkpoint);
  if (since === undefined) return left({ type: 'ViewsBehind', position: checkpoint });
  const stored = rows[0];
  const fresh = unlessDefect((): Held<D> => {
    const row = stored !== undefined && isSome(stored) ? rowFrom<D>(stored.value) : undefined;
    const touching = since.filter((event) => view.rowsOf(event).includes(id));
    return { row: foldRow(view, { id, row }, touching), upTo: Math.max(checkpoint, tail.cursor()) };
  });
  if (fresh === undefined) return left({ type: 'ViewsBehind', position: checkpoint });
  held.set(id, fresh);
  return right(fresh.row?.document);
};

const foldOne = <D>(
  { view, held }: Pick<Fetching<D>, 'view' | 'held'>,
  id: string,
  event: Recorded,
): void => {
  const one = held.get(id);
  if (one === undefined || event.position <= one.upTo) return;
  const fresh = unlessDefect((): Held<D> => ({ row: view.evolve(id, one.row, event), upTo: event.position }));
  if (fresh === undefined) held.delete(id);
  else held.set(id, fresh);
};

const foldOnto =
  <D>(own: Pick<Fetching<D>, 'view' | 'held'>) =>
  (events: ReadonlyArray<Recorded>): void => {
    for (const event of events) for (const id of own.view.rowsOf(event)) foldOne(own, id, event);
  };

/** Keeps the rows used last (at most `max`) and folds every event that touches them onto them as this node learns of it. */
export const freshRows = <D>(
  view: View<D>,
  { max, ...using }: With & { readonly max: number },
): FreshRows<D> => {
  const held = new QuickLRU<string, Held<D>>({ maxSize: max });
  using.tail.listen(foldOnto({ view, held }));
  return {
    peek: (id) => {
      const one = held.get(id);
      return { known: one !== undefined, document: one?.row?.document };
    },
    find: (id) => {
      const atHand = held.get(id);
      return atHand === undefined
        ? fetch({ ...using, view, held }, id)
        : Promise.resolve(right(atHand.row?.document));
    },
  };
};
