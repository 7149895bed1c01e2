import type { Recorded } from '@recount/domain/facts';
import type { Row, View } from '@recount/projections';
import { type Either, isLeft, left, right } from 'fp-ts/lib/Either.js';
import type { Position, StoredRow, ViewId } from '../../ports/index.js';
import { rowFrom, storedRow } from '../following/index.js';

/** The event that a view cannot fold, and why; the view has everything before it. */
export type Stopped = { readonly position: Position; readonly detail: string };

/** What a run of events makes of a view's rows, as far as it could be folded. */
export type Folded = {
  readonly rows: ReadonlyArray<StoredRow>;
  readonly gone: ReadonlyArray<string>;
  readonly stopped?: Stopped;
};

/** What a run of events is about to do to a view: which rows it touches, and what becomes of them. */
export type Plan = {
  readonly ids: ReadonlyArray<string>;
  readonly fold: (rowWas: (id: string) => StoredRow | undefined) => Folded;
};

/** A view with its documents' type kept inside. */
export type Folding = {
  readonly view: ViewId;
  readonly plan: (events: ReadonlyArray<Recorded>) => Plan;
};

type Touch = { readonly event: Recorded; readonly ids: ReadonlyArray<string> };
type Touches = { readonly touches: ReadonlyArray<Touch>; readonly stopped?: Stopped };
type Rows<D> = ReadonlyMap<string, Row<D> | undefined>;
type Outcome<D> = { readonly rows: Rows<D>; readonly stopped?: Stopped };

// A defect in a view's fold, or a row that is torn: this view says so and stands still, all else goes on.
const unlessDefect = <A>({ position }: Recorded, run: () => A): Either<Stopped, A> => {
  try {
    return right(run());
  } catch (defect) {
    return left({ position, detail: String(defect) });
  }
};

const touchesOf = <D>(view: View<D>, events: ReadonlyArray<Recorded>): Touches => {
  const touches: Touch[] = [];
  for (const event of events) {
    const ids = unlessDefect(event, () => view.rowsOf(event));
    if (isLeft(ids)) return { touches, stopped: ids.left };
    if (ids.right.length > 0) touches.push({ event, ids: ids.right });
  }
  return { touches };
};

type Folder<D> = {
  readonly view: View<D>;
  readonly rowWas: (id: string) => StoredRow | undefined;
  /** Looks at each row that an event made. */
  readonly check: (row: Row<D>) => unknown;
};

// An event does all that it does to a view, or nothing.
const foldAll = <D>({ view, rowWas, check }: Folder<D>, { touches, stopped }: Touches): Outcome<D> => {
  const seen = new Map<string, Row<D> | undefined>();
  const changed = new Map<string, Row<D> | undefined>();
  const rowNow = (id: string): Row<D> | undefined => {
    if (seen.has(id)) return seen.get(id);
    const was = rowWas(id);
    return was === undefined ? undefined : rowFrom<D>(was);
  };
  for (const { event, ids } of touches) {
    const folded = unlessDefect(event, () =>
      ids.map((id) => {
        const was = rowNow(id);
        const is = view.evolve(id, was, event);
        if (is !== undefined && is !== was) check(is);
        return { id, is, isChanged: is !== was };
      }),
    );
    if (isLeft(folded)) return { rows: changed, stopped: folded.left };
    for (const { id, is, isChanged } of folded.right) {
      seen.set(id, is);
      if (isChanged) changed.set(id, is);
    }
  }
  return stopped === undefined ? { rows: changed } : { rows: changed, stopped };
};

const stored = <D>({ rows, stopped }: Outcome<D>): Folded => {
  const kept: StoredRow[] = [];
  const gone: string[] = [];
  for (const [id, row] of rows)
    if (row === undefined) gone.push(id);
    else kept.push(storedRow(row));
  return stopped === undefined ? { rows: kept, gone } : { rows: kept, gone, stopped };
};

/** The folding of a view. */
export const folding = <D>(view: View<D>): Folding => ({
  view: { name: view.name, version: view.version },
  plan: (events) => {
    const touching = touchesOf(view, events);
    return {
      ids: [...new Set(touching.touches.flatMap(({ ids }) => ids))],
      fold: (rowWas) => {
        try {
          return stored(foldAll({ view, rowWas, check: () => undefined }, touching));
        } catch {
          // A row that cannot be written: looked at event by event, the one that made it is found.
          return stored(foldAll({ view, rowWas, check: storedRow }, touching));
        }
      },
    };
  },
});
