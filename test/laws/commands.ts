import type { Command, CommandOf, CommandType } from '@recount/domain';
import { logStream } from '@recount/domain/facts';
import { type ClaimKeyId, type Claims, day, type Realm } from '@recount/domain/vocabulary';
import {
  accountId,
  called,
  digest,
  handle,
  hashOf,
  identityId,
  invitationId,
  keyId,
  last4,
  secondKey,
  sessionId,
} from '../domain/people.js';
import {
  accountChosen,
  actorOf,
  answer,
  invitationTakenBack,
  keyAsked,
  memberChosen,
  type Scene,
  sceneOf,
} from './choices.js';
import { linkLogin, mergeIdentities, type Naming, unlinkLogin, unmergeLogin } from './logins.js';
import type { Move } from './moves.js';
import { addresses, loginText, pick, providers, roles, sure, words } from './neighbourhood.js';
import type { SmallWorld } from './small-world.js';

const living = (world: SmallWorld): ReadonlyArray<ClaimKeyId> => {
  const log = world.stateOf(logStream);
  return log.in === 'open' ? log.claimKeys : [];
};

const named = (world: SmallWorld, what: string, { rarely }: Move): Claims => {
  const [newest, ...older] = living(world).map((key) => digest(what, key));
  if (newest === undefined) throw new Error('no claim key lives');
  return rarely ? { newest: digest(what, secondKey), older: [] } : { newest, older };
};

// Rarely a connection has verified another domain, or its provider tells no address.
const verifiedFor = (realm: Realm, { choice, rarely }: Move): Pick<CommandOf<'SignIn'>, 'domains'> => {
  if (realm.type === 'social' || choice === 11) return {};
  return { domains: { verified: [rarely ? 'example.net' : 'example.org'], ofAddress: 'example.org' } };
};

const signIn = ({ world, move, n }: Scene): CommandOf<'SignIn'> => {
  const { issuer, realm } = sure(providers, move.what);
  // Rarely a login is presented as if it were another provider's.
  const stale = { ...move, rarely: move.choice === 10 && move.yes };
  const login = named(world, loginText(move.who, move.rarely ? move.choice : move.what), stale);
  const email = sure(addresses, move.whom);
  return {
    type: 'SignIn',
    actor: { type: 'login', login: login.newest },
    at: world.now(),
    login,
    issuer,
    realm,
    session: {
      sessionId: sessionId(move.rarely ? 0 : n),
      tokenHash: hashOf(`token ${n}`),
      expires: world.now() + 30 * day,
    },
    candidates: {
      identityId: identityId(move.rarely ? 0 : n),
      accountId: accountId(n),
      handles: [handle(`person-${n % 7}`), handle(`somebody-${n % 11}`), handle(`one-${n}`)],
    },
    profile: { subject: `subject of human ${move.who}`, email, name: `Human ${move.who}` },
    origin: { address: '192.0.2.7', agent: 'a browser' },
    ...(move.choice === 11
      ? {}
      : { address: { verified: move.choice < 9, mailbox: named(world, email, stale) } }),
    ...(move.yes ? { lastContext: accountId(move.whom + 1) } : {}),
    ...verifiedFor(realm, move),
  };
};

const providersLogout = ({ world, move }: Scene): CommandOf<'EndSessionsOfLogin'> => {
  const login = named(world, loginText(move.who, move.what), move);
  const actor = { type: 'login' as const, login: login.newest };
  return { type: 'EndSessionsOfLogin', actor, at: world.now(), login };
};

const inviting = ({ world, move }: Scene): CommandOf<'InviteMember'>['addressee'] => {
  const email = sure(addresses, move.whom);
  return move.yes
    ? { type: 'address', mailbox: named(world, email, move), email }
    : { type: 'link', uses: 1 + (move.choice % 3) };
};

/** The command that a move comes to in the world as it is by now; `n` is fresh. */
export const commandOf = (world: SmallWorld, move: Move, n: number): Command | undefined => {
  if (move.type === 'claim key' || move.type === 'wait') return undefined;
  const scene = sceneOf(world, move, n);
  const { cast } = scene;
  const within = { accountId: accountChosen(scene) };
  const by = { actor: actorOf(scene, within.accountId), at: world.now() };
  const member = { ...within, identityId: memberChosen(scene, within.accountId) };
  const secret = { hash: hashOf(`secret ${n % 40}`), last4: last4('wxyz') };
  const fresh = move.rarely ? 0 : n;
  const name: Naming = (what) => named(world, what, move);
  const makers: { readonly [T in CommandType]: () => CommandOf<T> } = {
    SignIn: () => signIn(scene),
    LinkLogin: () => linkLogin(scene, name),
    UnlinkLogin: () => unlinkLogin(scene, name),
    UnmergeLogin: () => unmergeLogin(scene, name),
    MergeIdentities: () => mergeIdentities(scene, name),
    SwitchContext: () => ({ type: 'SwitchContext', ...by, to: within.accountId }),
    SignOut: () => ({
      type: 'SignOut',
      ...by,
      sessionId: pick(cast.sessions, move.what)?.sessionId ?? sessionId(9999),
    }),
    SignOutEverywhere: () => ({ type: 'SignOutEverywhere', ...by, keepThisOne: move.yes }),
    EndSessionsOfLogin: () => providersLogout(scene),
    RenameAccount: () => ({ type: 'RenameAccount', ...by, ...within, name: called(`Name ${move.choice}`) }),
    ChangeHandle: () => ({ type: 'ChangeHandle', ...by, ...within, handle: sure(words, move.choice) }),
    ArchiveAccount: () => ({ type: 'ArchiveAccount', ...by, ...within }),
    RestoreAccount: () => ({ type: 'RestoreAccount', ...by, ...within }),
    CreateTeam: () => ({
      type: 'CreateTeam',
      ...by,
      accountId: accountId(fresh),
      name: called(`Team ${n}`),
      handle: sure(words, move.choice),
    }),
    ChangeRole: () => ({ type: 'ChangeRole', ...by, ...member, role: sure(roles, move.choice) }),
    RemoveMember: () => ({ type: 'RemoveMember', ...by, ...member }),
    LeaveAccount: () => ({ type: 'LeaveAccount', ...by, ...within }),
    InviteMember: () => ({
      type: 'InviteMember',
      ...by,
      ...within,
      invitationId: invitationId(fresh),
      role: sure(roles, move.choice),
      addressee: inviting(scene),
      tokenHash: hashOf(`link ${invitationId(fresh)}`),
      expires: world.now() + 7 * day,
    }),
    AcceptInvitation: () => ({ type: 'AcceptInvitation', ...answer(scene) }),
    DeclineInvitation: () => ({ type: 'DeclineInvitation', ...answer(scene) }),
    RevokeInvitation: () => ({ type: 'RevokeInvitation', ...invitationTakenBack(scene) }),
    IssueKey: () => ({
      type: 'IssueKey',
      ...by,
      ...within,
      keyId: keyId(fresh),
      name: called('key'),
      scope: move.yes ? 'ADMIN' : 'API',
      ...secret,
      ...(move.choice < 3 ? { expires: world.now() + (move.choice - 1) * day } : {}),
    }),
    RenameKey: () => ({ type: 'RenameKey', ...keyAsked(scene), name: called(`Key ${move.choice}`) }),
    RotateKey: () => ({ type: 'RotateKey', ...keyAsked(scene), ...secret, graceUntil: world.now() + day }),
    RevokeKey: () => ({ type: 'RevokeKey', ...keyAsked(scene), why: 'other' }),
  };
  return makers[move.type]();
};
