import { LoginId, type LoginShown, momentOf, routes, type WayIn, type WaysIn } from '@recount/api';
import type { Core, Done, SessionHolder } from '@recount/core';
import { freshFor } from '@recount/domain/signing-in';
import {
  identities,
  type IdentityDocument,
  type LoginDocument,
  sessionsOfIdentity,
} from '@recount/projections';
import { type Either, isLeft, map, right } from 'fp-ts/lib/Either.js';
import { toUndefined } from 'fp-ts/lib/Option.js';
import { type Answer, type Failure, fails, misfit } from '../../answer/failure.js';
import { profileOf, toldOf } from '../../answer/personal.js';
import type { Node } from '../../door/asked.js';
import { acting, type Binding, seeing } from '../../door/doors.js';
import { linkingAt } from '../../sign-in/linking.js';
import { titlesIn, type TitleOf, wayThrough } from '../../sign-in/way.js';

type Linked = LoginShown & { readonly document: LoginDocument };

/** The logins of an identity, with what their providers said of the person. */
export const loginsOf = async (
  core: Core,
  identityId: IdentityDocument['identityId'],
  titleOf: TitleOf,
): Answer<ReadonlyArray<Linked>> => {
  const row = await core.look.row(identities, identityId)();
  if (isLeft(row)) return row;
  const logins = toUndefined(row.right)?.document.logins ?? [];
  const told = await toldOf(
    core,
    logins.map(({ sealed }) => sealed),
  );
  if (isLeft(told)) return told;
  return right(
    logins.map((document, index) => ({
      document,
      issuer: document.issuer,
      provider: titleOf(document.issuer),
      linkedAt: momentOf(document.linkedAt),
      ...profileOf(told.right[index]),
    })),
  );
};

const startOf = async (core: Core, { actor }: SessionHolder): Answer<number | undefined> => {
  const row = await core.look.row(sessionsOfIdentity, actor.sessionId)();
  return isLeft(row) ? row : right(toUndefined(row.right)?.document.startedAt);
};

const shownTo =
  ({ assurance }: SessionHolder) =>
  ({ document, ...shown }: Linked): ReadonlyArray<WayIn> => {
    const { loginId, login, by } = document;
    const current = login === assurance.login;
    return LoginId.is(loginId) ? [{ ...shown, loginId, by, current }] : [];
  };

const listed = async (node: Node, who: SessionHolder): Answer<WaysIn> => {
  const { core, now } = node;
  const titles = await titlesIn(who.assurance.realm, node);
  if (isLeft(titles)) return titles;
  const logins = await loginsOf(core, who.actor.identityId, titles.right);
  if (isLeft(logins)) return logins;
  const started = await startOf(core, who);
  if (isLeft(started)) return started;
  const until = (started.right ?? 0) + freshFor;
  return right({
    logins: logins.right.flatMap(shownTo(who)),
    ...(until > now() ? { freshUntil: momentOf(until) } : {}),
  });
};

// Nobody is sent to a provider in vain: the same is judged again when they come back.
const mayLink = async ({ core, now }: Node, who: SessionHolder): Answer<true> => {
  if (who.assurance.realm.type !== 'social') return fails('SingleSignOnHasOneLogin');
  const started = await startOf(core, who);
  if (isLeft(started)) return started;
  return started.right !== undefined && now() < started.right + freshFor
    ? right(true)
    : fails('WaysInNeedAFreshSignIn');
};

const whereToLink = ({ providers }: Node, name: string): Either<Failure, { readonly url: string }> => {
  const provider = providers.find((one) => one.name === name);
  return provider === undefined
    ? misfit('/body/provider', 'the name of a way in, as the ways to sign in give it')
    : right({ url: linkingAt(wayThrough(provider)) });
};

const endsThisSession = ({ events }: Done): boolean =>
  events.some(({ event }) => event.type === 'SessionsInvalidated' && event.except === undefined);

/** The routes about one's ways in. */
export const loginBindings: ReadonlyArray<Binding> = [
  seeing(routes.listLogins, async ({ node, who }) => {
    if (who.type === 'key') return fails('PeopleManagePeople');
    return map((body: WaysIn) => ({ body }))(await listed(node, who));
  }),
  acting(routes.linkLogin, async ({ node, person, body }) => {
    const may = await mayLink(node, person);
    if (isLeft(may)) return may;
    return map((where: { readonly url: string }) => ({ body: where }))(whereToLink(node, body.provider));
  }),
  acting(routes.unlinkLogin, async ({ node: { core }, person: { actor }, params, terms }) => {
    const done = await core.unlinkLogin({ actor, loginId: params.login }, terms)();
    if (isLeft(done)) return done;
    return right({ body: {}, done: done.right, signsOut: endsThisSession(done.right) });
  }),
  acting(routes.unmergeLogin, async ({ node: { core }, person: { actor }, params, terms }) => {
    const done = await core.unmergeLogin({ actor, loginId: params.login }, terms)();
    if (isLeft(done)) return done;
    const accountsLeft = done.right.events.flatMap(({ event }) =>
      event.type === 'AccountLeft' ? [event.accountId] : [],
    );
    return right({ body: { accountsLeft }, done: done.right, signsOut: endsThisSession(done.right) });
  }),
];
