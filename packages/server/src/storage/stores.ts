import { randomBytes } from 'node:crypto';
import { existsSync } from 'node:fs';
import { groupCommit } from '@recount/core/log';
import type { Clock, EventStore, Vault, ViewStore } from '@recount/core/ports';
import { memoryLog, memoryVault, memoryViews } from '@recount/store-memory';
import { type OpeningFault, sqliteLog, sqliteVault, sqliteViews } from '@recount/store-sqlite';
import * as E from 'fp-ts/lib/Either.js';
import type { TaskEither } from 'fp-ts/lib/TaskEither.js';
import type { Scope } from '../scope.js';
import type { Files, Places } from './places.js';
import { keptSecret } from './secret.js';
import { sentenceOfOpening } from './sentences.js';

/** Everything that the engine runs on, opened. */
export type Stores = {
  readonly log: EventStore;
  readonly views: ViewStore;
  readonly vault: Vault;
  readonly secret: string;
};

/** The only clock there is. */
const clock: Clock = { now: Date.now };

const inMemory = (secret: string | undefined): Stores => ({
  log: groupCommit(memoryLog({ clock })),
  views: memoryViews({ clock }),
  vault: memoryVault({ clock }),
  secret: secret ?? randomBytes(32).toString('base64url'),
});

type Closable = { close(): Promise<void> };

const opened = async <A extends Closable>(
  opening: TaskEither<OpeningFault, A>,
  scope: Scope,
): Promise<E.Either<string, A>> => {
  const outcome = await opening();
  if (E.isLeft(outcome)) return E.left(sentenceOfOpening(outcome.left));
  scope.add(() => outcome.right.close());
  return outcome;
};

// The log first: who holds it is alone with all files, the secret's included.
const inFiles = async (
  files: Files,
  given: string | undefined,
  scope: Scope,
): Promise<E.Either<string, Stores>> => {
  const isFirstStart = !existsSync(files.vault);
  const log = await opened(sqliteLog(files.log, { clock }), scope);
  if (E.isLeft(log)) return log;
  const secret = given === undefined ? await keptSecret(files.secret, isFirstStart) : E.right(given);
  if (E.isLeft(secret)) return secret;
  const vault = await opened(sqliteVault(files.vault, { clock }), scope);
  if (E.isLeft(vault)) return vault;
  const views = await opened(sqliteViews(files.views, { clock }), scope);
  if (E.isLeft(views)) return views;
  const stores = { log: groupCommit(log.right), views: views.right, vault: vault.right };
  return E.right({ ...stores, secret: secret.right });
};

/** Opens the stores and finds the secret, or says in a sentence what is in the way; what was opened is the scope's. */
export const openStores = async (
  places: Places,
  secret: string | undefined,
  scope: Scope,
): Promise<E.Either<string, Stores>> => {
  switch (places.type) {
    case 'memory':
      return E.right(inMemory(secret));
    case 'files':
      return inFiles(places.files, secret, scope);
    case 'databases':
      return E.left('There is no store for PostgreSQL yet.');
  }
};
