import { resolve } from 'node:path';
import { chain, type Either, isLeft, left, right, tryCatch } from 'fp-ts/lib/Either.js';
import { pipe } from 'fp-ts/lib/function.js';
import { fromIOEither, type TaskEither } from 'fp-ts/lib/TaskEither.js';
import { type Connection, connect, reading } from './connection.js';
import { cannotOpen, notOurs, tooNew } from '@recount/core/ports';
import type { FileFault } from './fault.js';
import { lock } from './lock.js';
import { makePrivate } from './place.js';
import { wordsOf } from './words.js';

/** What a file is for, and how it is made: each format is a script that brings a file there from the one before. */
export type Design = {
  readonly kind: 'log' | 'view store' | 'vault';
  readonly pragmas: string;
  readonly formats: ReadonlyArray<string>;
};

// Written into the file's header, where `file` and other tools look for it.
const marks: Readonly<Record<Design['kind'], number>> = {
  log: 0x52634c67,
  'view store': 0x52635677,
  vault: 0x52635674,
};

// Milliseconds for which a backup or a curious eye may be in the way.
const patience = 250;

const notOfKind = (kind: Design['kind']): string => `is not a Recount ${kind}`;

const numberIn = (connection: Connection, sql: string): number =>
  connection.question<readonly [number]>(sql)()[0]?.[0] ?? 0;

const formatOf = (
  connection: Connection,
  path: string,
  { kind, formats }: Design,
): Either<FileFault, number> => {
  const mark = numberIn(connection, 'PRAGMA application_id');
  const format = numberIn(connection, 'PRAGMA user_version');
  const isEmpty = numberIn(connection, 'SELECT count(*) FROM sqlite_master') === 0;
  if (isEmpty && mark === 0 && format === 0) return right(0);
  if (mark !== marks[kind]) return left(notOurs(path, notOfKind(kind)));
  return format > formats.length ? left(tooNew(path, format, formats.length)) : right(format);
};

const bringUp = (connection: Connection, { kind, pragmas, formats }: Design, format: number): Connection => {
  connection.script(`PRAGMA journal_mode = WAL; PRAGMA foreign_keys = OFF; ${pragmas}`);
  if (format < formats.length)
    connection.script(`
      BEGIN IMMEDIATE;
      ${formats.slice(format).join('\n')}
      PRAGMA application_id = ${marks[kind]};
      PRAGMA user_version = ${formats.length};
      COMMIT;
    `);
  return connection;
};

const openHeld = (path: string, design: Design): Either<FileFault, Connection> => {
  const refused = (error: unknown): FileFault =>
    wordsOf(error).startsWith('SQLITE_NOTADB')
      ? notOurs(path, notOfKind(design.kind))
      : cannotOpen(path, wordsOf(error));
  return pipe(
    tryCatch(() => {
      makePrivate(path);
      return connect(path, patience);
    }, refused),
    chain((connection) => {
      const ready = pipe(
        tryCatch(() => formatOf(connection, path, design), refused),
        chain((format) => format),
        chain((format) => tryCatch(() => bringUp(connection, design, format), refused)),
      );
      if (isLeft(ready)) connection.close();
      return ready;
    }),
  );
};

/** Closing leaves the file whole without those beside it, and lets go of the lock, once. */
const closing = (connection: Connection, letGo: () => void) => (): boolean => {
  reading(() => connection.script('PRAGMA wal_checkpoint(TRUNCATE)'));
  const wasOpen = connection.close();
  if (wasOpen) letGo();
  return wasOpen;
};

/** Opens a file for this process alone, making it and its folder where there is none, and prepares what works on it. */
export const open = <A>(
  path: string,
  design: Design,
  prepare: (connection: Connection) => A,
): TaskEither<FileFault, A> =>
  fromIOEither(() => {
    const place = resolve(path);
    const held = lock(place);
    if (isLeft(held)) return held;
    const opened = openHeld(place, design);
    if (isLeft(opened)) {
      held.right();
      return opened;
    }
    const connection = { ...opened.right, close: closing(opened.right, held.right) };
    const ready = tryCatch(
      () => prepare(connection),
      (error) => cannotOpen(place, wordsOf(error)),
    );
    if (isLeft(ready)) connection.close();
    return ready;
  });
