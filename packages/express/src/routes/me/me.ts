import {
  type AccountBrief,
  type ActiveAccount,
  type Me,
  type PersonMe,
  momentOf,
  routes,
} from '@recount/api';
import type { Access, Core, KeyHolder, SessionHolder } from '@recount/core';
import { AccountId, type IdentityId } from '@recount/domain/vocabulary';
import { type AccountDocument, accounts, accountsOfIdentity } from '@recount/projections';
import { type Either, isLeft, left, right } from 'fp-ts/lib/Either.js';
import { toUndefined } from 'fp-ts/lib/Option.js';
import { eyesOn } from '../../answer/eyes.js';
import { type Answer, type Failure, fails } from '../../answer/failure.js';
import { everyRow } from '../../answer/lists/lists.js';
import { namesOf, profileOf } from '../../answer/personal.js';
import { titlesIn } from '../../sign-in/way.js';
import type { Node } from '../../door/asked.js';
import { acting, type Binding, type Seeing, seeing } from '../../door/doors.js';
import { singleSignOnFor } from '../../sign-in/methods.js';
import { loginsOf } from './logins.js';

const briefOf = ({ accountId, kind, handle, state }: AccountDocument) => ({ accountId, kind, handle, state });

const roleOf = ({ standing }: Access) => (standing.as === 'member' ? { role: standing.role } : {});

const activeOf = async (core: Core, access: Access): Answer<ActiveAccount> => {
  const names = await namesOf(core, [access.account]);
  if (isLeft(names)) return names;
  return right({ ...briefOf(access.account), ...names.right[0], ...roleOf(access), actions: access.actions });
};

/** The accounts that an identity may work in. */
export const accountsOf = async (node: Node, identityId: IdentityId): Answer<ReadonlyArray<AccountBrief>> => {
  const { core } = node;
  const eyes = await eyesOn(node, identityId, undefined);
  if (isLeft(eyes)) return eyes;
  const belonging = await everyRow(eyes.right, accountsOfIdentity, identityId);
  if (isLeft(belonging)) return belonging;
  const ids = belonging.right.map(({ document }) => document.accountId);
  const rows = await core.look.rows(accounts, ids)();
  if (isLeft(rows)) return rows;
  const known = rows.right.flatMap((row) => toUndefined(row)?.document ?? []);
  const names = await namesOf(core, known);
  if (isLeft(names)) return names;
  const roles = new Map(belonging.right.map(({ document: { accountId, role } }) => [accountId, role]));
  return right(
    known.map((account, index) => {
      const role = roles.get(account.accountId);
      return { ...briefOf(account), ...names.right[index], ...(role === undefined ? {} : { role }) };
    }),
  );
};

type Where = { readonly active: ActiveAccount } | { readonly lostContext: AccountId };

const lostOr = (failure: Failure): Either<Failure, Where> =>
  failure.type === 'ContextLost' && AccountId.is(failure.accountId)
    ? right({ lostContext: failure.accountId })
    : left(failure);

const whereOf = async ({ node: { core }, who, stated }: Seeing<unknown, unknown>): Answer<Where> => {
  const access: Either<Failure, Access> =
    stated === undefined ? await core.context(who)() : await core.access(who, stated, 'account:read')();
  if (isLeft(access)) return lostOr(access.left);
  const active = await activeOf(core, access.right);
  return isLeft(active) ? active : right({ active: active.right });
};

type Ways = Pick<PersonMe, 'connection' | 'singleSignOn'>;

// Through which connection somebody came; whoever came another way is told of their company's, if it has one.
const waysOf = async (
  node: Node,
  { assurance: { realm } }: SessionHolder,
  email: string | undefined,
): Answer<Ways> => {
  if (realm.type === 'social') {
    const offered = await singleSignOnFor(email, node);
    if (isLeft(offered)) return offered;
    return right(offered.right === undefined ? {} : { singleSignOn: offered.right });
  }
  const found = await node.connections.find(realm.connectionId)();
  if (isLeft(found)) return found;
  const title = toUndefined(found.right)?.title;
  return right(title === undefined ? {} : { connection: { connectionId: realm.connectionId, title } });
};

const keyMe = ({ actor, scope, expires }: KeyHolder, where: Where): Answer<Me> => {
  if (!('active' in where)) return Promise.resolve(fails('ContextLost'));
  const end = expires === undefined ? {} : { expiresAt: momentOf(expires) };
  return Promise.resolve(right({ type: 'key', keyId: actor.keyId, scope, active: where.active, ...end }));
};

const personMe = async (node: Node, who: SessionHolder, where: Where): Answer<Me> => {
  const all = await accountsOf(node, who.actor.identityId);
  if (isLeft(all)) return all;
  const titles = await titlesIn(who.assurance.realm, node);
  if (isLeft(titles)) return titles;
  const logins = await loginsOf(node.core, who.actor.identityId, titles.right);
  if (isLeft(logins)) return logins;
  const { identityId, sessionId } = who.actor;
  const { name, email } = logins.right.at(-1) ?? {};
  const ways = await waysOf(node, who, email);
  if (isLeft(ways)) return ways;
  return right({
    type: 'person',
    identityId,
    sessionId,
    realm: who.assurance.realm,
    expiresAt: momentOf(who.expires),
    logins: logins.right.map(({ document: _, ...shown }) => shown),
    accounts: all.right,
    ...profileOf({ ...(name === undefined ? {} : { name }), ...(email === undefined ? {} : { email }) }),
    ...ways.right,
    ...where,
  });
};

/** The routes about whoever asks. */
export const meBindings: ReadonlyArray<Binding> = [
  seeing(routes.whoAmI, async (asked) => {
    const where = await whereOf(asked);
    if (isLeft(where)) return where;
    const { who, node } = asked;
    const me = who.type === 'key' ? await keyMe(who, where.right) : await personMe(node, who, where.right);
    if (isLeft(me)) return me;
    const about = 'active' in where.right ? { about: where.right.active.accountId } : {};
    return right({ body: me.right, ...about });
  }),
  acting(routes.switchContext, async ({ node: { core }, person, body, terms }) => {
    const found = await core.findAccount(person, body.account)();
    if (isLeft(found)) return found.left.type === 'AccountUnknown' ? fails('ContextNeedsMembership') : found;
    const done = await core.ask({ type: 'SwitchContext', actor: person.actor, to: found.right }, terms)();
    return isLeft(done) ? done : right({ body: { accountId: found.right }, done: done.right });
  }),
];
