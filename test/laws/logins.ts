import type { CommandOf } from '@recount/domain';
import { identityStream } from '@recount/domain/facts';
import type { StartedSession } from '@recount/domain/facts/session';
import type { Actor, ClaimDigest, ClaimKeyId, Claims } from '@recount/domain/vocabulary';
import { accountId, digest, firstKey, handle, identityId, secondKey } from '../domain/people.js';
import type { Scene } from './choices.js';
import { addresses, loginText, logins, pick, providers, sure, thirdKey } from './neighbourhood.js';

/** Names a claim as it is named in the world by now. */
export type Naming = (what: string) => Claims;

const keys: ReadonlyArray<ClaimKeyId> = [firstKey, secondKey, thirdKey];

const textOf = (login: ClaimDigest): string | undefined =>
  logins.map(({ text }) => text).find((text) => keys.some((key) => digest(text, key) === login));

const identityOf = ({ world }: Scene, session: StartedSession) =>
  world.stateOf(identityStream(session.identityId));

// Mostly somebody with a login to spare.
const someone = (scene: Scene): StartedSession | undefined => {
  const { cast, move } = scene;
  const rich = cast.sessions.filter((session) => {
    const identity = identityOf(scene, session);
    return identity.in === 'registered' && identity.logins.length > 1;
  });
  const among = rich.length === 0 || move.rarely ? cast.sessions : rich;
  return pick([...among].reverse(), move.who % 3);
};

const actorOf = (session: StartedSession | undefined): Actor =>
  session === undefined
    ? { type: 'system', name: 'nobody signed in yet' }
    : { type: 'session', sessionId: session.sessionId, identityId: session.identityId };

const lastGood = ({ cast, move }: Scene): StartedSession | undefined =>
  pick([...cast.sessions].reverse(), move.rarely ? move.choice : move.who % 4);

const candidates = ({ n, move }: Scene) => ({
  identityId: identityId(move.rarely ? 0 : n),
  accountId: accountId(n),
  handles: [handle(`person-${n % 7}`), handle(`somebody-${n % 11}`), handle(`one-${n}`)] as const,
});

const profileOf = (text: string) => ({ subject: `subject of ${text}`, name: text });

const owned = (scene: Scene, name: Naming) => {
  const session = someone(scene);
  const identity = session && identityOf(scene, session);
  const own = identity?.in === 'registered' ? pick(identity.logins, scene.move.what) : undefined;
  const linked = own?.login ?? digest('a login of nobody');
  const login = name(textOf(linked) ?? 'a login of nobody');
  return { by: { actor: actorOf(session), at: scene.world.now() }, linked, login };
};

/** Somebody links what they prove to be theirs; mostly it is. */
export const linkLogin = (scene: Scene, name: Naming): CommandOf<'LinkLogin'> => {
  const { move, world } = scene;
  const { issuer, realm } = sure(providers, move.what);
  const text = loginText(move.whom, move.rarely ? move.choice : move.what);
  const email = sure(addresses, move.choice);
  return {
    type: 'LinkLogin',
    actor: actorOf(lastGood(scene)),
    at: world.now(),
    login: name(text),
    issuer,
    realm,
    profile: profileOf(text),
    ...(move.yes ? { address: { verified: move.choice < 9, mailbox: name(email) } } : {}),
  };
};

/** Somebody takes a login away from themselves. */
export const unlinkLogin = (scene: Scene, name: Naming): CommandOf<'UnlinkLogin'> => {
  const { by, linked, login } = owned(scene, name);
  return { type: 'UnlinkLogin', ...by, linked, login };
};

/** Somebody takes a login out that is somebody else's. */
export const unmergeLogin = (scene: Scene, name: Naming): CommandOf<'UnmergeLogin'> => {
  const { by, linked, login } = owned(scene, name);
  const { handles, ...ids } = candidates(scene);
  const moving = { linked, login, profile: profileOf(textOf(linked) ?? 'nobody') };
  return { type: 'UnmergeLogin', ...by, moving, candidates: { ...ids, handles: [...handles] } };
};

/** Somebody proves to be another identity too. */
export const mergeIdentities = (scene: Scene, name: Naming): CommandOf<'MergeIdentities'> => {
  const { cast, move, world } = scene;
  const session = lastGood(scene);
  const others = cast.identities.filter((id) => id !== session?.identityId || move.rarely);
  const other = pick(others, move.whom);
  const state = other && world.stateOf(identityStream(other));
  const theirs = state?.in === 'registered' ? state.logins : [];
  const moving = theirs.map(({ login }) => {
    const text = textOf(login) ?? 'a login of nobody';
    return { linked: login, login: name(text), profile: profileOf(text) };
  });
  return {
    type: 'MergeIdentities',
    actor: actorOf(session),
    at: world.now(),
    login: pick(moving, move.what)?.login ?? name('a login of nobody'),
    moving,
    ...(move.yes ? { address: { verified: true, mailbox: name(sure(addresses, move.choice)) } } : {}),
  };
};
