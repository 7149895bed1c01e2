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
import { none, toUndefined } from 'fp-ts/lib/Option.js';
import { eyesOn } from '../answer/eyes.js';
import { type Answer, fails } from '../answer/failure.js';
import { listed } from '../answer/lists/lists.js';
import { type Told, toldOf } from '../answer/personal.js';
import type { Reply } from '../answer/reply.js';
import { titlesIn, type TitleOf } from '../sign-in/way.js';
import type { Node } from '../door/asked.js';
import { acting, type Binding, type Seeing, seeing } from '../door/doors.js';
import type { House } from '../house.js';

const isOver = (session: SessionDocument, identity: IdentityDocument | undefined, now: number): boolean =>
  session.state === 'ended' ||
  session.expires <= now ||
  identity === undefined ||
  !sessionCounts({ generation: identity.generation, except: identity.except }, session);

type Used = { readonly session: SessionDocument; readonly lastUsed: number | undefined };

const idleEnd = ({ session, lastUsed }: Used, { sessions: { idle } }: Core): number =>
  Math.min(Math.max(session.startedAt, lastUsed ?? 0) + idle, session.expires);

// One that was presented when it was over was last used at its end.
const isIdle = (one: Used, core: Core, now: number): boolean =>
  idleEnd(one, core) <= now || (one.lastUsed ?? 0) >= one.session.expires;

type Seen = Used & { readonly told: Told | undefined; readonly idleEndsAt: number };

const shown = (
  { session, told, lastUsed, idleEndsAt }: Seen,
  asking: SessionHolder,
  titleOf: TitleOf,
): SessionShown => {
  const { sessionId, issuer, realm, startedAt, expires, context } = session;
  const address = told?.['address'];
  const agent = told?.['agent'];
  return {
    sessionId,
    issuer,
    provider: titleOf(issuer),
    realm,
    startedAt: momentOf(startedAt),
    idleEndsAt: momentOf(idleEndsAt),
    expiresAt: momentOf(expires),
    context,
    current: sessionId === asking.actor.sessionId,
    ...(address === undefined ? {} : { address }),
    ...(agent === undefined ? {} : { agent }),
    ...(lastUsed === undefined ? {} : { lastUsedAt: momentOf(lastUsed) }),
  };
};

const nothing = (done: Done): Reply<Record<never, never>> => ({ body: {}, done });

const stillUsed = async (
  { core, now }: Pick<House, 'core' | 'now'>,
  sessions: ReadonlyArray<SessionDocument>,
): Answer<ReadonlyArray<Used>> => {
  const used = await core.lastUsed(sessions.map(({ sessionId }) => sessionId))();
  if (isLeft(used)) return used;
  const all = sessions.map((session, at) => ({ session, lastUsed: toUndefined(used.right[at] ?? none) }));
  return right(all.filter((one) => !isIdle(one, core, now())));
};

const shownOf = async (
  node: Node,
  living: ReadonlyArray<Used>,
  who: SessionHolder,
): Answer<ReadonlyArray<SessionShown>> => {
  const { core } = node;
  const titles = await titlesIn(who.assurance.realm, node);
  if (isLeft(titles)) return titles;
  const told = await toldOf(
    core,
    living.map(({ session }) => session.origin),
  );
  if (isLeft(told)) return told;
  return right(
    living.map((one, at) =>
      shown({ ...one, told: told.right[at], idleEndsAt: idleEnd(one, core) }, who, titles.right),
    ),
  );
};

const livingOn = async (
  asked: Seeing<unknown, Paging>,
  { actor: { identityId } }: SessionHolder,
): Answer<{ readonly living: ReadonlyArray<Used>; readonly next?: Cursor }> => {
  const { core, now } = asked.node;
  const eyes = await eyesOn(asked.node, identityId, undefined);
  if (isLeft(eyes)) return eyes;
  const page = await listed({ ...asked, eyes: eyes.right }, sessionsOfIdentity, identityId);
  if (isLeft(page)) return page;
  const identity = await core.look.row(identities, identityId)();
  if (isLeft(identity)) return identity;
  const person = toUndefined(identity.right)?.document;
  const { rows, ...on } = page.right;
  const open = rows.map((row) => row.document).filter((one) => !isOver(one, person, now()));
  const living = await stillUsed(asked.node, open);
  return isLeft(living) ? living : right({ living: living.right, ...on });
};

const listSessions = seeing(routes.listSessions, async (asked) => {
  const { who } = asked;
  if (who.type === 'key') return fails('PeopleManagePeople');
  const page = await livingOn(asked, who);
  if (isLeft(page)) return page;
  const { living, ...on } = page.right;
  const sessions = await shownOf(asked.node, living, who);
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
