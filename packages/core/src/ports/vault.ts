import type { Option } from 'fp-ts/lib/Option.js';
import type { TaskEither } from 'fp-ts/lib/TaskEither.js';
import type { ForeignLog, Unavailable } from './faults.js';

/** What the vault keeps apart: keys of data subjects, claim keys, keys of the log and the vault, one-time results, letters to send. */
export type Shelf = 'subject-key' | 'claim-key' | 'own-key' | 'one-time' | 'outbox';

/** A record: what is kept is wrapped before it comes here. `expires` is milliseconds since 1970; only one-time records and letters have one. */
export type VaultRecord = {
  readonly shelf: Shelf;
  readonly id: string;
  readonly wrapped: string;
  readonly expires?: number;
};

/** Where personal data's keys and other secrets are kept, beside the log. Durable when it answers. */
export interface Vault {
  /** Remembers the log on first use, and refuses another's ever after. */
  claim(logId: string): TaskEither<Unavailable | ForeignLog, void>;
  /** Keeps records, all or none; never over one that is there (answers which were new). */
  put(records: ReadonlyArray<VaultRecord>): TaskEither<Unavailable, ReadonlyArray<boolean>>;
  /** Records by id, in the order asked for; none for what was destroyed, taken, or has expired. */
  get(shelf: Shelf, ids: ReadonlyArray<string>): TaskEither<Unavailable, ReadonlyArray<Option<string>>>;
  /** Up to `limit` records of a shelf that come after an id, by id in the order of code units; none that has expired. */
  list(
    shelf: Shelf,
    page: { readonly after: string; readonly limit: number },
  ): TaskEither<Unavailable, ReadonlyArray<Pick<VaultRecord, 'id' | 'wrapped'>>>;
  /** Reads a record and destroys it; of many at once, one gets it. */
  take(shelf: Shelf, id: string): TaskEither<Unavailable, Option<string>>;
  /** Wraps a record anew, if it still is what it was; answers whether it was. */
  rewrap(
    shelf: Shelf,
    id: string,
    change: { readonly from: string; readonly to: string },
  ): TaskEither<Unavailable, boolean>;
  /** Destroys records beyond recovery by this store. */
  destroy(shelf: Shelf, ids: ReadonlyArray<string>): TaskEither<Unavailable, void>;
  /** Destroys what has expired; answers how many. */
  sweep(now: number): TaskEither<Unavailable, number>;
  close(): Promise<void>;
}
