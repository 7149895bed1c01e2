// #region open
import { type Core, openCore } from '@recount/core';
import { groupCommit } from '@recount/core/log';
import { sqliteLog, sqliteVault, sqliteViews } from '@recount/store-sqlite';
import { isLeft, left, right } from 'fp-ts/lib/Either.js';

const clock = { now: () => Date.now() };

/** Opens an engine on three files in a folder; the secret wraps people's keys and has to stay the same. */
export const openIn = async (folder: string, secret: string) => {
  const log = await sqliteLog(`${folder}/recount.db`, { clock })();
  if (isLeft(log)) return log;
  const views = await sqliteViews(`${folder}/recount.views.db`, { clock })();
  if (isLeft(views)) return views;
  const vault = await sqliteVault(`${folder}/recount.vault.db`, { clock })();
  if (isLeft(vault)) return vault;
  return openCore({ log: groupCommit(log.right), views: views.right, vault: vault.right, secret })();
};
// #endregion

// #region sign-in
/** Signs in somebody whom your own sign-in has proven. An attempt is used once, for ever. */
export const signIn = (core: Core, person: { subject: string; email: string }, attempt: string) =>
  core.signIn({
    login: {
      realm: { type: 'social' },
      provider: 'our-sign-in',
      issuer: 'https://sign-in.example.test',
      subject: person.subject,
      address: { email: person.email, verified: true },
      name: undefined,
    },
    attempt,
    origin: {},
  })();
// #endregion

// #region create-team
import { DisplayName, Handle, type SessionActor } from '@recount/domain/vocabulary';

/** Creates a team; a name or handle that cannot be one is told apart from a refusal. */
export const createTeam = async (core: Core, actor: SessionActor, wish: { name: string; handle: string }) => {
  const { name, handle } = wish;
  if (!DisplayName.is(name) || !Handle.is(handle)) return left({ type: 'Misfit' as const });
  const accountId = core.newAccountId();
  const done = await core.ask({ type: 'CreateTeam', actor, accountId, name, handle })();
  if (isLeft(done) && done.left.type === 'HandleIsTakenOnce') return left(done.left);
  return isLeft(done) ? left({ type: 'NotNow' as const }) : right(accountId);
};
// #endregion

// #region whose-key
/** Whose key is this? Costs a hash and a look-up, and writes nothing. */
export const accountOfKey = async (core: Core, key: string) => {
  const who = await core.authenticate(key)();
  return isLeft(who) || who.right.type !== 'key' ? undefined : who.right.accountId;
};
// #endregion

// #region look
import type { AccountId } from '@recount/domain/vocabulary';
import { membersOfAccount } from '@recount/projections';

/** Who belongs to a team now, and who belonged to it when the log had come so far? */
export const membersOf = (core: Core, team: AccountId) => ({
  now: core.look.list(membersOfAccount, team, { limit: 100 }),
  before: (position: number) => core.asOf(team, position).list(membersOfAccount, team),
});
// #endregion

// #region history
/** What happened to a team, in the log's order: a line for each event. */
export const linesOf = async (core: Core, team: AccountId) => {
  const page = await core.history(team, { limit: 100 })();
  return isLeft(page)
    ? page
    : right(page.right.activities.map(({ position, type }) => `${position} ${type}`));
};
// #endregion
