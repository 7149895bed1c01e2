import { existsSync } from 'node:fs';
import { groupCommit } from '@recount/core/log';
import { type FileFault, sqliteLog, sqliteVault, sqliteViews } from '@recount/store-sqlite';
import * as E from 'fp-ts/lib/Either.js';
import type { TaskEither } from 'fp-ts/lib/TaskEither.js';
import type { Scope } from '../scope.js';
import type { Files } from './places.js';
import { keptSecret } from './secret.js';
import { sentenceOfOpening } from './sentences.js';
import type { Followed, Stores } from './opened.js';

const clock = { now: Date.now };

type Closable = { close(): Promise<void> };

const opened = async <A extends Closable>(
  opening: TaskEither<FileFault, A>,
  scope: Scope,
): Promise<E.Either<string, A>> => {
  const outcome = await opening();
  if (E.isLeft(outcome)) return E.left(sentenceOfOpening(outcome.left));
  scope.add(() => outcome.right.close());
  return outcome;
};

/** The log and the views in files. The log first: who holds it is alone with all files, the secret's included. */
export const followedIn = async (files: Files, scope: Scope): Promise<E.Either<string, Followed>> => {
  const log = await opened(sqliteLog(files.log, { clock }), scope);
  if (E.isLeft(log)) return log;
  const views = await opened(sqliteViews(files.views, { clock }), scope);
  return E.isLeft(views) ? views : E.right({ log: groupCommit(log.right), views: views.right });
};

/** All that is kept in files, with the secret that is given or kept beside them. */
export const storesIn = async (
  files: Files,
  given: string | undefined,
  scope: Scope,
): Promise<E.Either<string, Stores>> => {
  const isFirstStart = !existsSync(files.vault);
  const followed = await followedIn(files, scope);
  if (E.isLeft(followed)) return followed;
  const secret = given === undefined ? await keptSecret(files.secret, isFirstStart) : E.right(given);
  if (E.isLeft(secret)) return secret;
  const vault = await opened(sqliteVault(files.vault, { clock }), scope);
  return E.isLeft(vault) ? vault : E.right({ ...followed.right, vault: vault.right, secret: secret.right });
};
