import { accountStream } from '@recount/domain/facts';
import type { SentInvitation } from '@recount/domain/facts/invitation';
import type { AccountId, Actor, IdentityId, SessionActor } from '@recount/domain/vocabulary';
import { accountId, hashOf, identityId, invitationId, keyId } from '../domain/people.js';
import { type Cast, castOf } from './cast.js';
import type { Move } from './moves.js';
import { pick } from './neighbourhood.js';
import type { SmallWorld } from './small-world.js';

/** A move in the world as it is by now; `n` is fresh. */
export type Scene = {
  readonly world: SmallWorld;
  readonly cast: Cast;
  readonly move: Move;
  readonly n: number;
};

/** The scene of a move. */
export const sceneOf = (world: SmallWorld, move: Move, n: number): Scene => ({
  world,
  cast: castOf(world),
  move,
  n,
});

const nobody: Actor = { type: 'system', name: 'nobody signed in yet' };
const asActor = ({ sessionId, identityId: id }: Omit<SessionActor, 'type'>): Actor => ({
  type: 'session',
  sessionId,
  identityId: id,
});

/** Mostly one of the last teams, else any account. */
export const accountChosen = ({ cast, move }: Scene): AccountId =>
  pick([...cast.accounts].reverse(), move.what < 9 ? move.what % 2 : move.what) ?? accountId(9999);

type Insider = readonly [id: IdentityId, role: string];

const insidersOf = ({ world }: Scene, account: AccountId): ReadonlyArray<Insider> => {
  const state = world.stateOf(accountStream(account));
  if (state.in === 'unknown') return [];
  return state.holder.kind === 'personal' ? [[state.holder.ownerId, 'admin']] : [...state.holder.members];
};

/** Mostly a member, else anybody. */
export const memberChosen = (scene: Scene, account: AccountId): IdentityId => {
  const members = insidersOf(scene, account).map(([id]) => id);
  return pick(scene.move.whom < 10 ? members : scene.cast.identities, scene.move.whom) ?? identityId(9999);
};

const insiderAsked = (scene: Scene, account: AccountId): ReadonlyArray<IdentityId> => {
  const { who } = scene.move;
  if (who > 9) return [];
  return insidersOf(scene, account).flatMap(([id, role]) => (who > 7 || role === 'admin' ? [id] : []));
};

/** Mostly an admin by their last session; else a member, anybody, or a key. */
export const actorOf = (scene: Scene, account: AccountId): Actor => {
  const { cast, move } = scene;
  const keys = cast.keys.filter((key) => move.choice % 3 === 0 || key.accountId === account);
  const key = pick(keys, move.whom);
  if (move.who === 11 && key !== undefined)
    return { type: 'key', keyId: key.keyId, accountId: key.accountId };
  const insiders = insiderAsked(scene, account);
  const theirs = cast.sessions.filter(({ identityId: id }) => insiders.length === 0 || insiders.includes(id));
  const session = pick([...theirs].reverse(), move.rarely ? move.whom : move.who % 3);
  return session === undefined ? nobody : asActor(session);
};

const invitedIn = ({ cast, move }: Scene): SentInvitation | undefined => {
  const open = cast.invitations.filter((invitation) => invitation.in === 'open');
  return pick(move.what > 8 ? cast.invitations : [...open].reverse(), move.what % 3);
};

// Mostly somebody whom the invitation is for.
const inviteeOf = ({ cast, move }: Scene, to: SentInvitation | undefined): Actor => {
  const fits = (addresses: ReadonlyArray<string>): boolean =>
    to !== undefined &&
    (to.invitee.type === 'link' || to.invitee.addresses.some((one) => addresses.includes(one)));
  const fitting = cast.sessions.filter(({ addresses }) => fits(addresses));
  const among = move.who > 9 || fitting.length === 0 ? cast.sessions : fitting;
  const session = pick([...among].reverse(), move.whom % 4);
  return session === undefined ? nobody : asActor(session);
};

/** Somebody with the link of an invitation, or rarely with a guess. */
export const answer = (scene: Scene) => {
  const invitation = invitedIn(scene);
  const id = invitation?.invitationId ?? invitationId(9999);
  const tokenHash = hashOf(scene.move.choice === 11 ? 'a guess' : `link ${id}`);
  return { actor: inviteeOf(scene, invitation), at: scene.world.now(), invitationId: id, tokenHash };
};

/** An invitation of an account, and who takes it back. */
export const invitationTakenBack = (scene: Scene) => {
  const { cast, move, world } = scene;
  const sent = pick(cast.invitations, move.what);
  const account = sent?.accountId ?? accountId(9999);
  const actor = actorOf(scene, account);
  return {
    actor,
    at: world.now(),
    accountId: account,
    invitationId: sent?.invitationId ?? invitationId(9999),
  };
};

/** A key, the account it is said to be of, and who asks. */
export const keyAsked = (scene: Scene) => {
  const { cast, move, world } = scene;
  const key = pick(cast.keys, move.what) ?? { keyId: keyId(9999), accountId: accountId(9999) };
  const elsewhere = move.rarely ? pick(cast.accounts, move.whom) : undefined;
  const account = elsewhere ?? key.accountId;
  return { actor: actorOf(scene, account), at: world.now(), keyId: key.keyId, accountId: account };
};
