import { randomUUID } from 'node:crypto';
import { type Core, openCore, type Who } from '@recount/core';
import { groupCommit } from '@recount/core/log';
import type { AccountId, IdentityId, KeyId, Role } from '@recount/domain/vocabulary';
import { day } from '@recount/domain/vocabulary';
import { accountsOfIdentity, membersOfAccount } from '@recount/projections';
import type { Either } from 'fp-ts/lib/Either.js';
import type { TaskEither } from 'fp-ts/lib/TaskEither.js';
import { answered } from '../contracts/answers.js';
import type { Ground } from '../core/rig/grounds.js';
import { secret } from '../core/rig/node.js';
import { throughOf } from '../core/rig/people.js';
import { called, github, handle, social } from '../domain/people.js';
import type { Driver, Told, Traveller } from './driver.js';
import { known, ssoRealm } from './people.js';

type Why = { readonly type: string };

const told = <A, B>(outcome: Either<Why, A>, say: (done: A) => B): Told<B> =>
  outcome._tag === 'Left' ? { refused: outcome.left.type } : { done: say(outcome.right) };

const yes = (): true => true;

// What a program carries as text is an id here: a journey writes none by hand.
const id = <A extends string>(text: string): A => text as A;

/** Each step as somebody with a credential takes it: who they are first, then what they ask for. */
const asking = (core: Core) => {
  const as =
    <A, B>(ask: (who: Who & { readonly type: 'session' }) => TaskEither<Why, A>, say: (done: A) => B) =>
    async ({ token }: Traveller): Promise<Told<B>> => {
      const who = await core.authenticate(token)();
      if (who._tag === 'Left') return { refused: who.left.type };
      if (who.right.type === 'key') return { refused: 'PeopleManagePeople' };
      return told(await ask(who.right)(), say);
    };
  return as;
};

const signingIn =
  (core: Core): Driver['signIn'] =>
  async (person, world = 'social') => {
    const { subject, name, email } = known(person);
    const from =
      world === 'social'
        ? { realm: social, provider: 'github', issuer: github }
        : { realm: ssoRealm, provider: 'acme-sso', issuer: 'https://idp.example.test' };
    const login = { ...from, subject, name, address: { email, verified: true } };
    const signed = await answered(
      core.signIn({ login, attempt: randomUUID(), origin: {}, ...throughOf(login) }),
    );
    const own = await answered(core.look.list(accountsOfIdentity, signed.identityId, { limit: 100 }));
    const personal = own.rows.find(({ document }) => document.kind === 'personal')?.document.accountId ?? '';
    return { token: signed.token, identityId: signed.identityId, personal };
  };

const seeing =
  (core: Core): Driver['see'] =>
  async ({ token }) => {
    const who = await core.authenticate(token)();
    if (who._tag === 'Left') return { refused: who.left.type };
    const { actor } = who.right;
    const group = actor.type === 'session' ? actor.identityId : '';
    const { rows } = await answered(core.look.list(accountsOfIdentity, group, { limit: 100 }));
    const accounts = rows.map(({ document: { accountId, kind, role } }) =>
      role === undefined ? { accountId, kind } : { accountId, kind, role },
    );
    const where = await core.context(who.right)();
    if (where._tag === 'Right') return { done: { accounts, active: where.right.account.accountId } };
    return where.left.type === 'ContextLost'
      ? { done: { accounts, lost: where.left.accountId } }
      : { refused: where.left.type };
  };

const reading = (core: Core) => {
  const as = asking(core);
  const ifAllowed =
    <A>(
      account: string,
      action: 'members:read' | 'history:read',
      read: TaskEither<Why, A>,
    ): ((who: Who) => TaskEither<Why, A>) =>
    (who) =>
    async () => {
      const may = await core.access(who, id<AccountId>(account), action)();
      return may._tag === 'Left' ? may : read();
    };
  const members: Driver['members'] = (who, team) => {
    const list = core.look.list(membersOfAccount, team, { limit: 100 });
    return as(ifAllowed(team, 'members:read', list), ({ rows }) =>
      Object.fromEntries(rows.map(({ document }) => [document.identityId, document.role])),
    )(who);
  };
  const historyOf: Driver['historyOf'] = (who, account) => {
    const history = core.history(id<AccountId>(account), { limit: 1_000 });
    return as(ifAllowed(account, 'history:read', history), ({ activities }) =>
      activities.map(({ type }) => type),
    )(who);
  };
  return { members, historyOf };
};

const writing = (
  core: Core,
): Omit<Driver, 'signIn' | 'see' | 'verify' | 'members' | 'historyOf' | 'leave'> => {
  const as = asking(core);
  const secretIn = (minted: {
    readonly secret: { readonly type: string; readonly secret?: string };
  }): string => minted.secret.secret ?? '';
  return {
    createTeam: (who, named) => {
      const accountId = core.newAccountId();
      const team = { accountId, name: called(named), handle: handle(named) };
      return as(
        ({ actor }) => core.ask({ type: 'CreateTeam', actor, ...team }),
        () => accountId,
      )(who);
    },
    invite: (who, team, { to, role }) => {
      const whom = 'email' in to ? { type: 'address' as const, ...to } : { type: 'link' as const, ...to };
      const wish = { accountId: id<AccountId>(team), role: id<Role>(role), to: whom, lasts: day };
      return as(({ actor }) => core.invite({ actor, ...wish }), secretIn)(who);
    },
    accept: (who, link) =>
      as(({ actor }) => core.answerInvitation({ actor, secret: link, answer: 'accept' }), yes)(who),
    switchTo: (who, account) =>
      as(({ actor }) => core.ask({ type: 'SwitchContext', actor, to: id(account) }), yes)(who),
    issueKey: (who, account) =>
      as(
        ({ actor }) => core.issueKey({ actor, accountId: id(account), name: called('ci'), scope: 'API' }),
        (minted) => ({ keyId: minted.keyId, secret: secretIn(minted) }),
      )(who),
    revokeKey: (who, account, keyId) => {
      const wish = { accountId: id<AccountId>(account), keyId: id<KeyId>(keyId), why: 'other' } as const;
      return as(({ actor }) => core.ask({ type: 'RevokeKey', actor, ...wish }), yes)(who);
    },
    remove: (who, team, identityId) => {
      const wish = { accountId: id<AccountId>(team), identityId: id<IdentityId>(identityId) };
      return as(({ actor }) => core.ask({ type: 'RemoveMember', actor, ...wish }), yes)(who);
    },
    changeState: (who, team, to) => {
      const type = to === 'archive' ? 'ArchiveAccount' : 'RestoreAccount';
      return as(({ actor }) => core.ask({ type, actor, accountId: id(team) }), yes)(who);
    },
    rename: (who, account, name) =>
      as(
        ({ actor }) => core.ask({ type: 'RenameAccount', actor, accountId: id(account), name: called(name) }),
        yes,
      )(who),
  };
};

/** The way straight to the engine. */
export const throughTheCore = async (ground: Ground): Promise<Driver> => {
  const clock = { now: () => Date.now() };
  const { open, clear } = await ground.laid(clock);
  const stores = await open();
  const core = await answered(openCore({ ...stores, log: groupCommit(stores.log), secret, clock }));
  return {
    signIn: signingIn(core),
    see: seeing(core),
    ...reading(core),
    ...writing(core),
    verify: async (key) => {
      const who = await core.authenticate(key)();
      if (who._tag === 'Right') return { accountId: who.right.type === 'key' ? who.right.accountId : '' };
      return { reason: who.left.type === 'CredentialRefused' ? who.left.why : who.left.type };
    },
    leave: async () => {
      await core.close();
      await clear();
    },
  };
};
