import { type Either, isLeft, left, right } from 'fp-ts/lib/Either.js';
import type { Commit, Verdict } from '@recount/core/ports';
import type { Database, Failure, Statement } from '../database/database.js';
import { givenFor, withoutRepeats } from './batch.js';
import { type VerdictRow, verdictsFrom } from './verdicts.js';

type Outcome = Either<Failure, ReadonlyArray<Verdict>>;

type Appending = (batch: ReadonlyArray<Commit>) => Promise<Outcome>;

/** One part after the other; the first that fails ends it. */
const inTurn = async (parts: ReadonlyArray<ReadonlyArray<Commit>>, append: Appending): Promise<Outcome> => {
  const verdicts: Verdict[] = [];
  for (const part of parts) {
    const outcome = await append(part);
    // What went in before stays in: whoever asks again is told so.
    if (isLeft(outcome))
      return verdicts.length === 0 ? outcome : left({ ...outcome.left, applied: 'unknown' });
    verdicts.push(...outcome.right);
  }
  return right(verdicts);
};

// Data that PostgreSQL cannot take, or a defect met by some of it; anything else (no room, no right, a lock) is everyone's.
const blamesSome = ({ state = '' }: Failure): boolean => /^(2[1-3]|44|54|P0|XX)/.test(state);

const halves = (batch: ReadonlyArray<Commit>): ReadonlyArray<ReadonlyArray<Commit>> => {
  const middle = Math.ceil(batch.length / 2);
  return [batch.slice(0, middle), batch.slice(middle)];
};

/** A batch that some of it spoils is halved until whoever spoils it is alone. */
const apart =
  (append: Appending): Appending =>
  async (batch) => {
    const outcome = await append(batch);
    if (!isLeft(outcome) || !blamesSome(outcome.left)) return outcome;
    const { applied, detail } = outcome.left;
    return batch.length === 1
      ? right([{ type: 'Unavailable', applied, detail }])
      : inTurn(halves(batch), apart(append));
  };

const statementOn = (schema: string): Statement => ({
  name: 'append',
  text: `SELECT nth, verdict, first_at, last_at, at, stale FROM ${schema}.append(
    $1, $2, $3, $4, $5, $6, $7, $8, $9, $10, $11, $12, $13, $14, $15, $16, $17)`,
});

/** Appends batches; `now` is milliseconds since 1970 or null for the database's clock, `patience` is for all of a batch. */
export const appending = (database: Database, schema: string, patience: number) => {
  const statement = statementOn(schema);
  return (batch: ReadonlyArray<Commit>, now: number | null): Promise<Outcome> => {
    const until = performance.now() + patience;
    const append: Appending = async (part) => {
      const left = Math.max(1, until - performance.now());
      const rows = await database.ask<VerdictRow>(statement, givenFor(part, now), left)();
      return isLeft(rows) ? rows : right(verdictsFrom(part, rows.right));
    };
    return inTurn(withoutRepeats(batch), apart(append));
  };
};
