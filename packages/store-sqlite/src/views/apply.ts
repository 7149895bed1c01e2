import { type Either, left, right } from 'fp-ts/lib/Either.js';
import type { CheckpointMoved, LeadLost, Position, ViewChange, ViewId } from '@recount/core/ports';
import type { Leadership } from '@recount/core/views';
import type { Connection } from '../file/connection.js';
import { findingViews } from './standing.js';

const movingRows = ({ change }: Connection) => {
  const drop = change('DELETE FROM rows WHERE view = ?1 AND id IN (SELECT value FROM json_each(?2))');
  const keep = change(
    `INSERT INTO rows (view, id, place, sort, document) VALUES (?, ?, ?, ?, ?)
     ON CONFLICT (view, id) DO UPDATE SET place = excluded.place, sort = excluded.sort, document = excluded.document`,
  );
  return (number: number, { rows, gone }: ViewChange): void => {
    if (gone.length > 0) drop(number, JSON.stringify(gone));
    for (const { id, group, sort, document } of rows) keep(number, id, group, sort, document);
  };
};

/** Applies changes to views that are all led by the caller and at `from`, inside a transaction of the caller's. */
export const applying = (connection: Connection, leads: Leadership) => {
  const find = findingViews(connection);
  const moveRows = movingRows(connection);
  const move = connection.question<readonly [number]>(
    `INSERT INTO views (name, version, checkpoint) VALUES (?, ?, ?)
     ON CONFLICT (name, version) DO UPDATE SET checkpoint = excluded.checkpoint RETURNING number`,
  );
  const apply = (change: ViewChange, to: Position): void => {
    const [number] = move(change.view.name, change.view.version, to)[0] ?? [0];
    moveRows(number, change);
  };
  return (
    changes: ReadonlyArray<ViewChange>,
    { from, to }: { readonly from: Position; readonly to: Position },
  ): Either<CheckpointMoved | LeadLost, void> => {
    const lost = changes.find(({ view, token }) => token !== leads.token(view));
    if (lost !== undefined) return left({ type: 'LeadLost', view: lost.view });
    const moved = changes.map(({ view }) => find(view).checkpoint).find((checkpoint) => checkpoint !== from);
    if (moved !== undefined) return left({ type: 'CheckpointMoved', checkpoint: moved });
    for (const each of changes) apply(each, to);
    return right(undefined);
  };
};

/** Drops a view, inside a transaction of the caller's. */
export const dropping = (connection: Connection): ((view: ViewId) => void) => {
  const find = findingViews(connection);
  const rows = connection.change('DELETE FROM rows WHERE view = ?');
  const view = connection.change('DELETE FROM views WHERE number = ?');
  return (dropped) => {
    const { number } = find(dropped);
    rows(number);
    view(number);
  };
};

type Replacing = (view: ViewId, by: ViewId) => Either<CheckpointMoved, boolean>;

/** Puts a view in the place of another, inside a transaction of the caller's; answers whether there was one to put. */
export const replacing = (connection: Connection): Replacing => {
  const find = findingViews(connection);
  const drop = dropping(connection);
  const rename = connection.change('UPDATE views SET name = ?, version = ? WHERE number = ?');
  return (view, by) => {
    const { number, checkpoint: built } = find(by);
    const { checkpoint } = find(view);
    if (number === 0) return right(false);
    if (checkpoint > built) return left({ type: 'CheckpointMoved', checkpoint });
    drop(view);
    rename(view.name, view.version, number);
    return right(true);
  };
};
