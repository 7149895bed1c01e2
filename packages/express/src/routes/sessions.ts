import { type Cursor, momentOf, type Paging, routes, type SessionShown } from '@recount/api';
import type { Core, Done, SessionHolder } from '@recount/core';
import { sessionCounts } from '@recount/domain/facts/identity';
import {
  identities,
  type IdentityDocument,
  type SessionDocument,
  sessionsOfIdentity,
} from '@recount/projections';
import { isLeft, right } from 'fp-ts/lib/Either.js';
import { isSome, type Option, toUndefined } from 'fp-ts/lib/Option.js';
import { eyesOn } from '../answer/eyes.js';
import { type Answer, fails } from '../answer/failure.js';
import { listed } from '../answer/lists/lists.js';
import { type Told, toldOf } from '../answer/personal.js';
import type { Reply } from '../answer/reply.js';
import { acting, type Binding, type Seeing, seeing } from '../door/doors.js';

const isOver = (session: SessionDocument, identity: IdentityDocument | undefined, now: number): boolean =>
  session.state === 'ended' ||
  session.expires <= now ||
  identity === undefined ||
  !sessionCounts({ generation: identity.generation, except: identity.except }, session);

type Seen = { readonly told: Told | undefined; readonly used: Option<number> | undefined };

const shown = (session: SessionDocument, { told, used }: Seen, asking: SessionHolder): SessionShown => {
  const { sessionId, issuer, realm, startedAt, expires, context } = session;
  const address = told?.['address'];
  const agent = told?.['agent'];
  return {
    sessionId,
    issuer,
    realm,
    startedAt: momentOf(startedAt),
    expiresAt: momentOf(expires),
    context,
    current: sessionId === asking.actor.sessionId,
    ...(address === undefined ? {} : { address }),
    ...(agent === undefined ? {} : { agent }),
    ...(used !== undefined && isSome(used) ? { lastUsedAt: momentOf(used.value) } : {}),
  };
};

const nothing = (done: Done): Reply<Record<never, never>> => ({ body: {}, done });

const shownOf = async (
  core: Core,
  living: ReadonlyArray<SessionDocument>,
  who: SessionHolder,
): Answer<ReadonlyArray<SessionShown>> => {
  const told = await toldOf(
    core,
    living.map(({ origin }) => origin),
  );
  if (isLeft(told)) return told;
  const used = await core.lastUsed(living.map(({ sessionId }) => sessionId))();
  if (isLeft(used)) return used;
  return right(living.map((one, at) => shown(one, { told: told.right[at], used: used.right[at] }, who)));
};

const livingOn = async (
  asked: Seeing<unknown, Paging>,
  { actor: { identityId } }: SessionHolder,
): Answer<{ readonly living: ReadonlyArray<SessionDocument>; readonly next?: Cursor }> => {
  const { core, now } = asked.node;
  const eyes = await eyesOn(asked.node, identityId, undefined);
  if (isLeft(eyes)) return eyes;
  const page = await listed({ ...asked, eyes: eyes.right }, sessionsOfIdentity, identityId);
  if (isLeft(page)) return page;
  const identity = await core.look.row(identities, identityId)();
  if (isLeft(identity)) return identity;
  const person = toUndefined(identity.right)?.document;
  const { rows, ...on } = page.right;
  return right({
    living: rows.map((row) => row.document).filter((one) => !isOver(one, person, now())),
    ...on,
  });
};

const listSessions = seeing(routes.listSessions, async (asked) => {
  const { who } = asked;
  if (who.type === 'key') return fails('PeopleManagePeople');
  const page = await livingOn(asked, who);
  if (isLeft(page)) return page;
  const { living, ...on } = page.right;
  const sessions = await shownOf(asked.node.core, living, who);
  return isLeft(sessions) ? sessions : right({ body: { sessions: sessions.right, ...on }, ...on });
});

/** The routes about being signed in. */
export const sessionBindings: ReadonlyArray<Binding> = [
  listSessions,
  acting(routes.endSession, async ({ node: { core }, person: { actor }, params, terms }) => {
    const done = await core.ask({ type: 'SignOut', actor, sessionId: params.session }, terms)();
    return isLeft(done) ? done : right(nothing(done.right));
  }),
  acting(routes.endOtherSessions, async ({ node: { core }, person: { actor }, terms }) => {
    const done = await core.ask({ type: 'SignOutEverywhere', actor, keepThisOne: true }, terms)();
    return isLeft(done) ? done : right(nothing(done.right));
  }),
  acting(routes.signOutEverywhere, async ({ node: { core }, person: { actor }, terms }) => {
    const done = await core.ask({ type: 'SignOutEverywhere', actor, keepThisOne: false }, terms)();
    return isLeft(done) ? done : right({ ...nothing(done.right), signsOut: true });
  }),
  acting(routes.signOut, async ({ node: { core }, person: { actor }, terms }) => {
    const done = await core.ask({ type: 'SignOut', actor, sessionId: actor.sessionId }, terms)();
    return isLeft(done) ? done : right({ ...nothing(done.right), signsOut: true });
  }),
];
