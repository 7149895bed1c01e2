import { type Either, left, right } from 'fp-ts/lib/Either.js';
import type { ForeignLog } from '@recount/core/ports';

/** Remembers the log that first claimed it, and refuses another's. */
export const owner = (): ((logId: string) => Either<ForeignLog, void>) => {
  let owned: string | undefined;
  return (logId) => {
    owned ??= logId;
    return owned === logId ? right(undefined) : left({ type: 'ForeignLog', expected: logId, found: owned });
  };
};
