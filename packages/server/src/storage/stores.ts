import { randomBytes } from 'node:crypto';
import { groupCommit } from '@recount/core/log';
import { memoryLog, memoryVault, memoryViews } from '@recount/store-memory';
import * as E from 'fp-ts/lib/Either.js';
import { databasesAt } from './databases.js';
import { followedIn, storesIn } from './files.js';
import type { Followed, Opening, Stores } from './opened.js';
import type { Places } from './places.js';

const clock = { now: Date.now };

const inMemory = (secret: string | undefined): Stores => ({
  log: groupCommit(memoryLog({ clock })),
  views: memoryViews({ clock }),
  vault: memoryVault({ clock }),
  secret: secret ?? randomBytes(32).toString('base64url'),
});

const withoutSecret = 'RECOUNT_SECRET is missing.';

/** Opens the stores and finds the secret, or says in a sentence what is in the way. */
export const openStores = async (
  places: Places,
  secret: string | undefined,
  opening: Opening,
): Promise<E.Either<string, Stores>> => {
  switch (places.type) {
    case 'memory':
      return E.right(inMemory(secret));
    case 'files':
      return storesIn(places.files, secret, opening.scope);
    case 'databases': {
      if (secret === undefined) return E.left(withoutSecret);
      const opened = await databasesAt(places, opening);
      return E.isLeft(opened) ? opened : E.right({ ...opened.right, secret });
    }
  }
};

/** Opens the log and the views, or says in a sentence what is in the way. */
export const openFollowed = async (places: Places, opening: Opening): Promise<E.Either<string, Followed>> => {
  switch (places.type) {
    case 'memory':
      return E.right(inMemory(undefined));
    case 'files':
      return followedIn(places.files, opening.scope);
    case 'databases':
      return databasesAt(places, opening);
  }
};
