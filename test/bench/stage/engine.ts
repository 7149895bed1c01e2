import { mkdtempSync, rmSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { type Core, openCore } from '@recount/core';
import { type GroupLimits, groupCommit } from '@recount/core/log';
import type { BatchLog, Vault, ViewStore } from '@recount/core/ports';
import type { AccountId, Actor, DisplayName, KeyId } from '@recount/domain/vocabulary';
import { memoryLog, memoryVault, memoryViews } from '@recount/store-memory';
import { postgresStores } from '@recount/store-postgres';
import { sqliteLog, sqliteVault, sqliteViews } from '@recount/store-sqlite';
import type { TaskEither } from 'fp-ts/lib/TaskEither.js';

/** Runs what has to work, or ends the benchmark. */
export const must = async <L, A>(what: TaskEither<L, A>): Promise<A> => {
  const result = await what();
  if (result._tag === 'Left') throw new Error(JSON.stringify(result.left));
  return result.right;
};

/** A folder for one run, and how to be rid of it. */
export const newFolder = (): { readonly path: string; readonly remove: () => void } => {
  const path = mkdtempSync(join(tmpdir(), 'recount-bench-'));
  return { path, remove: () => rmSync(path, { recursive: true, force: true }) };
};

const clock = { now: () => Date.now() };
const same = <A>(one: A): A => one;

/** What every vault of a benchmark is wrapped under. */
export const secret = 'a secret for a benchmark that nobody has to keep';

/** The stores of an engine, before its log takes commits in groups. */
export type Stores = { readonly log: BatchLog; readonly views: ViewStore; readonly vault: Vault };

/** What is put around the stores, and how the group commit is bounded. */
export type Around = {
  readonly limits?: Partial<GroupLimits>;
  readonly log?: (log: BatchLog) => BatchLog;
  readonly views?: (views: ViewStore) => ViewStore;
};

/** Nothing here is about how long anybody is ready to wait, however busy the machine is. */
export const patient = { deadline: 60_000 };

const patience = { reads: 60_000, writes: 60_000, pages: 60_000 };

/** How the stores on PostgreSQL are opened. */
export const onPostgres = { clock, patience };

/** The engine on these stores, as the service opens it. */
export const openOn = ({ log, views, vault }: Stores, around: Around = {}): Promise<Core> => {
  const { limits = {}, log: aroundLog = same, views: aroundViews = same } = around;
  return must(
    openCore({
      log: groupCommit(aroundLog(log), { ...patient, ...limits }),
      views: aroundViews(views),
      vault,
      secret,
    }),
  );
};

/** The embedded stores in a folder. */
export const embeddedStores = async (folder: string): Promise<Stores> => ({
  log: await must(sqliteLog(join(folder, 'recount.db'), { clock })),
  views: await must(sqliteViews(join(folder, 'recount.views.db'), { clock })),
  vault: await must(sqliteVault(join(folder, 'recount.vault.db'), { clock })),
});

/** The engine on the embedded store. */
export const openEmbedded = async (folder: string, around: Around = {}): Promise<Core> =>
  openOn(await embeddedStores(folder), around);

/** The stores in a database of PostgreSQL. */
export const postgresIn = async (url: string): Promise<Stores> => must(postgresStores(url, onPostgres));

/** The stores of a process that keeps nothing. */
export const memoryStores = (): Stores => ({
  log: memoryLog({ clock }),
  views: memoryViews({ clock }),
  vault: memoryVault({ clock }),
});

/** Somebody signed in, in their own account. */
export type Person = { readonly actor: Actor; readonly accountId: AccountId };

/** Signs somebody up. */
export const signUp = async (core: Core, subject: string): Promise<Person> => {
  const issuer = 'https://accounts.example.test';
  const address = { email: `${subject}@example.test`, verified: true };
  const login = {
    realm: { type: 'social' as const },
    provider: 'google',
    issuer,
    subject,
    address,
    name: subject,
  };
  const { sessionId, identityId, context } = await must(core.signIn({ login, attempt: subject, origin: {} }));
  return { actor: { type: 'session', sessionId, identityId }, accountId: context };
};

/** A key with its secret. */
export type Key = { readonly keyId: KeyId; readonly secret: string };

/** Issues so many keys of an account, many at a time. */
export const issueKeys = async (core: Core, person: Person, count: number): Promise<ReadonlyArray<Key>> => {
  const issue = async (at: number): Promise<Key> => {
    const name = `Key ${at}` as DisplayName;
    const { keyId, secret } = await must(core.issueKey({ ...person, name, scope: 'API' }));
    if (secret.type === 'gone') throw new Error('a new key without a secret');
    return { keyId, secret: secret.secret };
  };
  const keys: Key[] = [];
  while (keys.length < count) {
    const wave = Math.min(256, count - keys.length);
    keys.push(...(await Promise.all(Array.from({ length: wave }, (_, at) => issue(keys.length + at)))));
  }
  return keys;
};
