import { type Either, isLeft, left, right } from 'fp-ts/lib/Either.js';
import type { TaskEither } from 'fp-ts/lib/TaskEither.js';
import { addressIn } from './address.js';
import type { Database } from './database.js';
import type { Design } from './design.js';
import { migrate } from './migrate.js';
import { networked } from '../network/pool.js';
import type { OpeningFault } from '@recount/core/ports';
import { limitsOf, type Patience, type PostgresOptions } from '../options.js';

/** What a part of the store stands on. */
export type Ground = {
  readonly database: Database;
  readonly schema: string;
  readonly patience: Patience;
  /** Milliseconds since 1970, or null for the database's own clock. */
  readonly now: () => number | null;
  /** The part needs it no more; when none does, its connections end. */
  readonly leave: () => Promise<void>;
};

/** A ground for several parts: each stands on it, and leaves it once. */
type Shared = { readonly ground: Omit<Ground, 'leave'>; readonly enter: () => () => Promise<void> };

const shared = (ground: Omit<Ground, 'leave'>): Shared => {
  let inside = 0;
  return {
    ground,
    enter: () => {
      let left: Promise<void> | undefined;
      inside += 1;
      return () => {
        if (left !== undefined) return left;
        inside -= 1;
        left = inside === 0 ? ground.database.close() : Promise.resolve();
        return left;
      };
    },
  };
};

const connected = (url: string, options: PostgresOptions): Either<OpeningFault, Shared> => {
  const address = addressIn(url);
  if (isLeft(address)) return address;
  const limits = limitsOf(options);
  const database = (options.over ?? networked)(address.right, limits);
  const { schema } = address.right;
  const now = (): number | null => options.clock?.now() ?? null;
  return right(shared({ database, schema, patience: limits.patience, now }));
};

/** Brings parts up to date, one after the other, and answers a ground for each. */
export const grounds =
  (
    url: string,
    designs: ReadonlyArray<Design>,
    options: PostgresOptions,
  ): TaskEither<OpeningFault, () => Ground> =>
  async () => {
    const made = connected(url, options);
    if (isLeft(made)) return made;
    const { ground, enter } = made.right;
    for (const design of designs) {
      const done = await migrate(ground.database, design, { schema: ground.schema, patience: 5000 });
      if (isLeft(done)) {
        await ground.database.close();
        return left(done.left);
      }
    }
    return right(() => ({ ...ground, leave: enter() }));
  };
