import type { Option } from 'fp-ts/lib/Option.js';
import type { TaskEither } from 'fp-ts/lib/TaskEither.js';
import type { Position } from './event-store.js';
import type { ForeignLog, Unavailable } from './faults.js';

/** A view at one version; a changed view is another version, built beside the old one. */
export type ViewId = { readonly name: string; readonly version: number };

/** A row as stored: `document` is JSON text; lists go by `group` in the order of `sort`, then `id`, both by code unit. */
export type StoredRow = {
  readonly id: string;
  readonly group: string;
  readonly sort: string;
  readonly document: string;
};

/** What a page of events does to a view: rows to keep, ids of rows to drop. */
export type ViewChange = {
  readonly view: ViewId;
  readonly rows: ReadonlyArray<StoredRow>;
  readonly gone: ReadonlyArray<string>;
};

/** Another runner moved the checkpoint first; nothing was applied. */
export type CheckpointMoved = { readonly type: 'CheckpointMoved'; readonly checkpoint: Position };

/** Rows in the order asked for, and the position that they are as of. */
export type RowsAsOf = { readonly checkpoint: Position; readonly rows: ReadonlyArray<Option<StoredRow>> };

/** A keyset page: what comes after this sort and id. */
export type ListAsOf = { readonly checkpoint: Position; readonly rows: ReadonlyArray<StoredRow> };

/** Where views are kept. Rows and checkpoint move in one transaction, the checkpoint by compare-and-set. */
export interface ViewStore {
  /** Remembers the log on first use, and refuses another's ever after. */
  claim(logId: string): TaskEither<Unavailable | ForeignLog, void>;
  /** The last position applied to a view; 0 for one that does not exist yet. */
  checkpoint(view: ViewId): TaskEither<Unavailable, Position>;
  /** Rows by id, as of the view's checkpoint at one moment. */
  get(view: ViewId, ids: ReadonlyArray<string>): TaskEither<Unavailable, RowsAsOf>;
  /** Up to `limit` rows of a group after a row, by sort then id. */
  list(
    view: ViewId,
    group: string,
    page: { readonly after?: { readonly sort: string; readonly id: string }; readonly limit: number },
  ): TaskEither<Unavailable, ListAsOf>;
  /** Applies changes to several views and moves all their checkpoints from `from` to `to`, or nothing at all. */
  apply(
    changes: ReadonlyArray<ViewChange>,
    step: { readonly from: Position; readonly to: Position },
  ): TaskEither<Unavailable | CheckpointMoved, void>;
  /** Drops a view's rows and its checkpoint. */
  drop(view: ViewId): TaskEither<Unavailable, void>;
  /** When credentials were last used, flushed from memory now and then; keeps the later of two moments. */
  used(uses: ReadonlyArray<{ readonly id: string; readonly at: number }>): TaskEither<Unavailable, void>;
  /** When these credentials were last used, in the order asked for. */
  lastUsed(ids: ReadonlyArray<string>): TaskEither<Unavailable, ReadonlyArray<Option<number>>>;
  close(): Promise<void>;
}
