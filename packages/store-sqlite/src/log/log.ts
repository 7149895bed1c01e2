import { fromNullable } from 'fp-ts/lib/Option.js';
import { fromIOEither, type TaskEither } from 'fp-ts/lib/TaskEither.js';
import { bell } from '@recount/core/log';
import type { BatchLog, Clock, Receipt, Unavailable } from '@recount/core/ports';
import { type Connection, reading, writing } from '../file/connection.js';
import type { FileFault } from '../file/fault.js';
import { open } from '../file/open.js';
import { appending } from './append.js';
import { logDesign } from './design.js';
import { findingMoments } from './moments.js';
import { readingPages, readingStreams } from './pages.js';

type Found = Receipt & { readonly request: string };

const findingCommits = ({ question }: Connection): ((id: string) => Found | undefined) => {
  const commit = question<readonly [request: string, first: number, last: number, recordedAt: number]>(
    'SELECT request, first, last, recorded_at FROM commits WHERE id = ?',
  );
  return (commitId) => {
    const [found] = commit(commitId);
    if (found === undefined) return undefined;
    const [request, first, last, recordedAt] = found;
    return { commitId, request, first, last, recordedAt, duplicate: true };
  };
};

const read = <A>(from: () => A): TaskEither<Unavailable, A> => fromIOEither(() => reading(from));

type Reads = Pick<BatchLog, 'commit' | 'readStreams' | 'readSubject' | 'readAll' | 'positionAt'>;

const reads = (connection: Connection): Reads => {
  const commit = findingCommits(connection);
  const streams = readingStreams(connection);
  const pages = readingPages(connection);
  const position = findingMoments(connection);
  return {
    commit: (id) => read(() => fromNullable(commit(id))),
    readStreams: (which) => read(() => streams(which)),
    readSubject: (id, after, limit) => read(() => pages.readSubject(id, after, limit)),
    readAll: (after, limit) => read(() => pages.readAll(after, limit)),
    positionAt: (recordedAt) => read(() => position(recordedAt)),
  };
};

const logOn = (connection: Connection, clock: Clock): BatchLog => {
  const append = appending(connection);
  const news = bell();
  return {
    durability: 'power',
    exclusive: true,
    overlapping: false,
    ...reads(connection),
    appendBatch: (commits) =>
      fromIOEither(() => {
        const verdicts = writing(connection, () => append(commits, clock.now()));
        news.ring();
        return verdicts;
      }),
    wake: news.listen,
    close: () => {
      news.silence();
      connection.close();
      return Promise.resolve();
    },
  };
};

/**
 * The log in one file, for this process alone; the folder and the file are made where there are none. Each batch is one
 * transaction that is on the disk before it is answered. What the disk refuses is `Unavailable`, and later appends work
 * as soon as it can.
 */
export const sqliteLog = (
  path: string,
  { clock }: { readonly clock: Clock },
): TaskEither<FileFault, BatchLog> => open(path, logDesign, (connection) => logOn(connection, clock));
