import { type Option, fromNullable } from 'fp-ts/lib/Option.js';
import { map, type TaskEither } from 'fp-ts/lib/TaskEither.js';
import { pipe } from 'fp-ts/lib/function.js';
import { bell } from '@recount/core/log';
import type { BatchLog, Receipt, Unavailable } from '@recount/core/ports';
import { channelOf } from '../database/design.js';
import { notRead, notWritten } from '../database/outcome.js';
import type { Ground } from '../database/ground.js';
import { appending } from './append.js';
import { findingMoments } from './moments.js';
import { readingPages } from './pages.js';
import { readingStreams } from './streams.js';

type Found = Receipt & { readonly request: string };

type CommitRow = readonly [request: string, first: number, last: number, recordedAt: number];

const findingCommits = ({ database, schema, patience }: Ground) => {
  const text = `SELECT request, first, last, recorded_at FROM ${schema}.commits WHERE id = $1`;
  return (commitId: string): TaskEither<Unavailable, Option<Found>> =>
    pipe(
      database.ask<CommitRow>({ name: 'commit', text }, [commitId], patience.reads),
      notRead,
      map(([row]) => {
        if (row === undefined) return fromNullable<Found | undefined>(undefined);
        const [request, first, last, recordedAt] = row;
        return fromNullable<Found | undefined>({
          commitId,
          request,
          first,
          last,
          recordedAt,
          duplicate: true,
        });
      }),
    );
};

type Reads = Pick<BatchLog, 'commit' | 'readStreams' | 'readSubject' | 'readAll' | 'positionAt'>;

const reads = (ground: Ground): Reads => {
  const { database, schema, patience } = ground;
  const streams = readingStreams(database, schema, patience.reads);
  const pages = readingPages(database, schema, patience.reads);
  const position = findingMoments(database, schema, patience.reads);
  return {
    commit: findingCommits(ground),
    readStreams: (which) => notRead(streams(which)),
    readSubject: (id, after, limit) => notRead(pages.readSubject(id, after, limit)),
    readAll: (after, limit) => notRead(pages.readAll(after, limit)),
    positionAt: (recordedAt) => notRead(position(recordedAt)),
  };
};

/** The log on a schema that is up to date. */
export const logOn = (ground: Ground): BatchLog => {
  const { database, schema, patience, now, leave } = ground;
  const append = appending(database, schema, patience.writes);
  const news = bell();
  let stopListening: (() => void) | undefined;
  return {
    durability: 'power',
    exclusive: false,
    overlapping: true,
    ...reads(ground),
    appendBatch: (commits) =>
      pipe(
        notWritten(() => append(commits, now())),
        map((verdicts) => {
          news.ring();
          return verdicts;
        }),
      ),
    wake: (signal) => {
      stopListening ??= database.listen(channelOf(schema, 'log'), news.ring);
      return news.listen(signal);
    },
    close: () => {
      stopListening?.();
      news.silence();
      return leave();
    },
  };
};
