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

/**
 * A runner's right to apply changes to a view. Each new leader's token is greater than any before it, and a change with
 * another token than the present one is not applied, however late it comes. 0: nobody ever led the view.
 */
export type LeadToken = number;

/** What a page of events does to a view: rows to keep, ids of rows to drop; and by what right. */
export type ViewChange = {
  readonly view: ViewId;
  readonly token: LeadToken;
  readonly rows: ReadonlyArray<StoredRow>;
  readonly gone: ReadonlyArray<string>;
};

/** The checkpoint is elsewhere, mostly because another runner was first; nothing was changed. */
export type CheckpointMoved = { readonly type: 'CheckpointMoved'; readonly checkpoint: Position };

/** Another runner leads the view now; nothing was applied. */
export type LeadLost = { readonly type: 'LeadLost'; readonly view: ViewId };

/** A view that is kept, and how far it is; `led` says that somebody's lease runs. */
export type StoredView = { readonly view: ViewId; readonly checkpoint: Position; readonly led: boolean };

/** Rows by id in one view. */
export type RowsWish = { readonly view: ViewId; readonly ids: ReadonlyArray<string> };

/** Rows in the order asked for, and the position that they are as of. */
export type RowsAsOf = { readonly checkpoint: Position; readonly rows: ReadonlyArray<Option<StoredRow>> };

/** A keyset page: what comes after this sort and id. */
export type ListAsOf = { readonly checkpoint: Position; readonly rows: ReadonlyArray<StoredRow> };

/**
 * Where views are kept. Rows and checkpoint move in one transaction, the checkpoint by compare-and-set. Of several
 * runners one leads a view and applies; its lease goes by the store's own clock, its token is checked with every change.
 */
export interface ViewStore {
  /** Remembers the log on first use, and refuses another's ever after. */
  claim(logId: string): TaskEither<Unavailable | ForeignLog, void>;
  /** The last position applied to each view, in the order asked for; 0 for one that does not exist yet. */
  checkpoints(views: ReadonlyArray<ViewId>): TaskEither<Unavailable, ReadonlyArray<Position>>;
  /** Rows by id, as of the view's checkpoint at one moment. */
  get(view: ViewId, ids: ReadonlyArray<string>): TaskEither<Unavailable, RowsAsOf>;
  /** Rows of several views in one go, in the order asked for. */
  getMany(wishes: ReadonlyArray<RowsWish>): TaskEither<Unavailable, ReadonlyArray<RowsAsOf>>;
  /** Up to `limit` rows of a group after a row, by sort then id. */
  list(
    view: ViewId,
    group: string,
    page: { readonly after?: { readonly sort: string; readonly id: string }; readonly limit: number },
  ): TaskEither<Unavailable, ListAsOf>;
  /**
   * Takes or renews the lead of views for `lasts` milliseconds of the store's own clock; a token for each that `by`
   * leads now, in the order asked for. Renewing keeps the token, even after the lease ran out if nobody led since.
   */
  lead(
    views: ReadonlyArray<ViewId>,
    by: string,
    lasts: number,
  ): TaskEither<Unavailable, ReadonlyArray<Option<LeadToken>>>;
  /** Lets go of all that `by` leads, so that another need not wait. */
  yield(by: string): TaskEither<Unavailable, void>;
  /** Applies changes to several views and moves all their checkpoints from `from` to `to`, or nothing at all. */
  apply(
    changes: ReadonlyArray<ViewChange>,
    step: { readonly from: Position; readonly to: Position },
  ): TaskEither<Unavailable | CheckpointMoved | LeadLost, void>;
  /** Drops a view's rows and its checkpoint; whoever led it leads it no more. */
  drop(view: ViewId): TaskEither<Unavailable, void>;
  /** Every view that something was applied to, by name, then version. */
  all(): TaskEither<Unavailable, ReadonlyArray<StoredView>>;
  /**
   * Puts a view in the place of another of its kind, in one moment: the rows and the checkpoint of `by` are then those of
   * `view`, and `by` is gone. Whoever led either leads it no more. Nothing is changed where nothing was applied to `by`,
   * nor where `by` is behind: then it answers where `view` is, so that nobody who read a view finds it going back.
   */
  replace(view: ViewId, by: ViewId): TaskEither<Unavailable | CheckpointMoved, void>;
  /** A hint that a checkpoint may have moved, by whomever; never the truth, and never an error. Ends with the signal. */
  wake(signal: AbortSignal): AsyncIterable<void>;
  /** When credentials were last used, flushed from memory now and then; keeps the later of two moments. */
  used(uses: ReadonlyArray<{ readonly id: string; readonly at: number }>): TaskEither<Unavailable, void>;
  /** When these credentials were last used, in the order asked for. */
  lastUsed(ids: ReadonlyArray<string>): TaskEither<Unavailable, ReadonlyArray<Option<number>>>;
  close(): Promise<void>;
}
