import type { Position, ViewId } from '@recount/core/ports';
import type { Connection } from '../file/connection.js';

/** A view's number in the file, and how far it is; number 0 is no view's. */
export type ViewStanding = { readonly number: number; readonly checkpoint: Position };

/** Finds views; one that does not exist yet is at 0. */
export const findingViews = ({ question }: Connection): ((view: ViewId) => ViewStanding) => {
  const find = question<readonly [number, Position]>(
    'SELECT number, checkpoint FROM views WHERE name = ? AND version = ?',
  );
  return ({ name, version }) => {
    const [number, checkpoint] = find(name, version)[0] ?? [0, 0];
    return { number, checkpoint };
  };
};

/** Lists all views there are, by name, then version. */
export const listingViews = ({ question }: Connection) => {
  const all = question<readonly [string, number, Position]>(
    'SELECT name, version, checkpoint FROM views ORDER BY name, version',
  );
  return (): ReadonlyArray<{ readonly view: ViewId; readonly checkpoint: Position }> =>
    all().map(([name, version, checkpoint]) => ({ view: { name, version }, checkpoint }));
};
