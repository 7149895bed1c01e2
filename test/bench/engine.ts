import { mkdtempSync, rmSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { type Core, openCore } from '@recount/core';
import { type GroupLimits, groupCommit } from '@recount/core/log';
import type { BatchLog, ViewStore } from '@recount/core/ports';
import type { AccountId, Actor, DisplayName, KeyId } from '@recount/domain/vocabulary';
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

/** What is put around the stores, and how the group commit is bounded. */
export type Around = {
  readonly limits?: Partial<GroupLimits>;
  readonly log?: (log: BatchLog) => BatchLog;
  readonly views?: (views: ViewStore) => ViewStore;
};

/** The engine on the embedded store, as the service opens it. */
export const openEmbedded = async (folder: string, around: Around = {}): Promise<Core> => {
  const { limits = {}, log: aroundLog = same, views: aroundViews = same } = around;
  const log = aroundLog(await must(sqliteLog(join(folder, 'recount.db'), { clock })));
  const views = aroundViews(await must(sqliteViews(join(folder, 'recount.views.db'), { clock })));
  const vault = await must(sqliteVault(join(folder, 'recount.vault.db'), { clock }));
  const secret = 'a secret for a benchmark that nobody has to keep';
  return must(openCore({ log: groupCommit(log, limits), views, vault, secret }));
};

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
