import { type Either, isLeft, left, right } from 'fp-ts/lib/Either.js';
import type { ReadonlyNonEmptyArray } from 'fp-ts/lib/ReadonlyNonEmptyArray.js';
import {
  type BatchLog,
  type Commit,
  type CommitMismatch,
  type Conflict,
  type Receipt,
  type Unavailable,
  unknownOutcome,
  type Verdict,
} from '../../ports/index.js';

/** How an append ends. */
export type Answer = Either<Conflict | CommitMismatch | Unavailable, Receipt>;

const answerTo = (verdict: Verdict | undefined): Answer => {
  if (verdict === undefined) return left(unknownOutcome('the store gave no verdict'));
  switch (verdict.type) {
    case 'ok':
    case 'duplicate':
      return right(verdict.receipt);
    case 'Conflict':
    case 'CommitMismatch':
    case 'Unavailable':
      return left(verdict);
  }
};

const words = (error: unknown): string => (error instanceof Error ? error.message : String(error));

/** Hands a batch to the log and answers for each commit, in order; a failure is everyone's, and nothing is thrown. */
export const submit = async (
  log: BatchLog,
  batch: ReadonlyNonEmptyArray<Commit>,
): Promise<(at: number) => Answer> => {
  try {
    const outcome = await log.appendBatch(batch)();
    return (at) => (isLeft(outcome) ? outcome : answerTo(outcome.right[at]));
  } catch (error) {
    return () => left(unknownOutcome(words(error)));
  }
};
