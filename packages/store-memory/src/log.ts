import { fromNullable, map } from 'fp-ts/lib/Option.js';
import { fromIO } from 'fp-ts/lib/TaskEither.js';
import { pipe } from 'fp-ts/lib/function.js';
import { bell } from '@recount/core/log';
import type { BatchLog, Clock } from '@recount/core/ports';
import { accept, type Kept, nothingKept } from './kept.js';
import { pageOfAll, pageOfSubject, slice } from './read.js';
import { upTo } from './up-to.js';

type Reads = Pick<BatchLog, 'commit' | 'readStreams' | 'readSubject' | 'readAll' | 'positionAt'>;

const reads = (kept: Kept): Reads => ({
  commit: (id) =>
    fromIO(() =>
      pipe(
        fromNullable(kept.commits.get(id)),
        map((past) => ({ commitId: id, ...past, duplicate: true })),
      ),
    ),
  readStreams: (which) =>
    fromIO(() => ({
      head: kept.events.length,
      streams: which.map(({ stream, from }) => slice(kept, stream, from)),
    })),
  readSubject: (id, after, limit) => fromIO(() => pageOfSubject(kept, id, { after, limit })),
  readAll: (after, limit) => fromIO(() => pageOfAll(kept, after, limit)),
  positionAt: (moment) => fromIO(() => upTo(kept.events, ({ recordedAt }) => recordedAt <= moment)),
});

/** A log that lasts as long as the process: the reference that every other log is compared with. */
export const memoryLog = ({ clock }: { readonly clock: Clock }): BatchLog => {
  const kept = nothingKept();
  const news = bell();
  return {
    durability: 'none',
    // Several engines of one process may share it.
    exclusive: false,
    overlapping: false,
    ...reads(kept),
    appendBatch: (commits) =>
      fromIO(() => {
        const verdicts = accept(kept, commits, clock.now());
        news.ring();
        return verdicts;
      }),
    wake: news.listen,
    close: () => Promise.resolve(news.silence()),
  };
};
