import { chainFirst, type Either, filterOrElse, mapLeft } from 'fp-ts/lib/Either.js';
import { pipe } from 'fp-ts/lib/function.js';
import { fromIOEither, type TaskEither } from 'fp-ts/lib/TaskEither.js';
import { type Clock, type Unavailable, unknownOutcome, type Vault } from '@recount/core/ports';
import { type Connection, reading, writing } from '../file/connection.js';
import type { FileFault } from '../file/fault.js';
import { open } from '../file/open.js';
import { claiming } from '../owner.js';
import { vaultDesign } from './design.js';
import { keepingRecords } from './records.js';

const stillRead = unknownOutcome(
  'another program reads the vault, whose journal still holds what was destroyed',
);

/** The write-ahead log still holds what was destroyed, until it is carried over and cut off. */
const forget = ({ question }: Connection): (() => Either<Unavailable, unknown>) => {
  const cut = question<readonly [busy: number]>('PRAGMA wal_checkpoint(TRUNCATE)');
  return () =>
    pipe(
      reading(() => cut()[0]?.[0]),
      mapLeft(({ detail }) => unknownOutcome(detail)),
      filterOrElse(
        (busy) => busy === 0,
        () => stillRead,
      ),
    );
};

const vaultOn = (connection: Connection, clock: Clock): Vault => {
  const write = <A>(to: () => A): TaskEither<Unavailable, A> => fromIOEither(() => writing(connection, to));
  const destroying = <A>(to: () => A): TaskEither<Unavailable, A> =>
    fromIOEither(() => pipe(writing(connection, to), chainFirst(forgetting)));
  const forgetting = forget(connection);
  const records = keepingRecords(connection, clock);
  return {
    claim: claiming(connection),
    put: (asked) => write(() => asked.map(records.put)),
    get: (shelf, ids) => fromIOEither(() => reading(() => ids.map((id) => records.get(shelf, id)))),
    list: (shelf, page) => fromIOEither(() => reading(() => records.list(shelf, page))),
    take: (shelf, id) => write(() => records.take(shelf, id)),
    rewrap: (shelf, id, change) => write(() => records.rewrap(shelf, id, change)),
    destroy: (shelf, ids) => destroying(() => records.destroy(shelf, ids)),
    sweep: (now) => destroying(() => records.sweep(now)),
    close: () => {
      connection.close();
      return Promise.resolve();
    },
  };
};

/** The vault in a file of its own, for this process alone: on the disk before it answers. */
export const sqliteVault = (
  path: string,
  { clock }: { readonly clock: Clock },
): TaskEither<FileFault, Vault> => open(path, vaultDesign, (connection) => vaultOn(connection, clock));
