import { groupCommit } from '@recount/core/log';
import type { OpeningFault } from '@recount/core/ports';
import { postgresStores, postgresVault } from '@recount/store-postgres';
import * as E from 'fp-ts/lib/Either.js';
import type { TaskEither } from 'fp-ts/lib/TaskEither.js';
import { shownDatabase } from '../configuration/index.js';
import { patiently } from './patience.js';
import { sentenceOfDatabase } from './sentences.js';
import type { Opening, Stores } from './opened.js';

/** Addresses of the databases, with their passwords. */
type Databases = { readonly log: string; readonly vault: string };

const opened = async <A extends { close(): Promise<void> }>(
  address: string,
  open: TaskEither<OpeningFault, A>,
  { scope, say }: Opening,
): Promise<E.Either<string, A>> => {
  const where = shownDatabase(address);
  const outcome = await patiently(open, ({ detail }) => say(`${where}, is waited for: ${detail}.`));
  if (E.isLeft(outcome)) return E.left(sentenceOfDatabase(where, outcome.left));
  scope.add(() => outcome.right.close());
  return outcome;
};

/** All that is kept in PostgreSQL: in one database, or the vault in another. */
export const databasesAt = async (
  { log, vault }: Databases,
  opening: Opening,
): Promise<E.Either<string, Omit<Stores, 'secret'>>> => {
  const stores = await opened(log, postgresStores(log), opening);
  if (E.isLeft(stores)) return stores;
  const all = { ...stores.right, log: groupCommit(stores.right.log) };
  if (vault === log) return E.right(all);
  const apart = await opened(vault, postgresVault(vault), opening);
  return E.isLeft(apart) ? apart : E.right({ ...all, vault: apart.right });
};
