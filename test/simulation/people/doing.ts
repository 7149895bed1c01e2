import type { Done, Invited, KeyMinted, Who } from '@recount/core';
import type { ProvenLogin } from '@recount/core/ports';
import {
  type AccountId,
  day,
  type IdentityId,
  type Role,
  type SessionActor,
} from '@recount/domain/vocabulary';
import { isLeft } from 'fp-ts/lib/Either.js';
import { asSomebody, origin, proof, throughOf } from '../../core/rig/people.js';
import { called, handle } from '../../domain/people.js';
import { providers } from '../../laws/neighbourhood.js';
import { acknowledged, ask, heard, isFault, pick, verify } from './asking.js';
import type { KnownLink, Scene, Told } from './sim.js';

const humans = 5;
const addresses = ['ada@example.org', 'ben@example.org', 'cleo@example.org', 'dora@example.org'];

const loginOf = (human: number, provider: number, address: number): ProvenLogin => {
  const { issuer, realm } = providers[provider % providers.length]!;
  const email = addresses[(human + (address === 11 ? 1 : 0)) % addresses.length]!;
  return proof(`human-${human}`, {
    issuer,
    realm,
    provider: issuer,
    address: address === 10 ? undefined : { email, verified: address !== 9 },
  });
};

const attempt = async (scene: Scene, name: string): Promise<void> => {
  const { sim, on, op } = scene;
  const human = op.who % humans;
  const login = loginOf(human, op.what < 9 ? op.what % 2 : op.what, op.whom);
  const answer = await heard(scene, on.core.signIn({ login, attempt: name, origin, ...throughOf(login) }));
  if (answer === undefined) return;
  sim.journal.lines.push(
    `   sign in ${name} on ${on.engine}: ${isLeft(answer) ? answer.left.type : answer.right.sessionId}`,
  );
  if (isLeft(answer)) return;
  sim.journal.attempts.set(name, (sim.journal.attempts.get(name) ?? 0) + 1);
  acknowledged(scene, 'sign in', answer.right);
  const somebody = asSomebody(answer.right);
  sim.known.sessions.push({ token: somebody.token, actor: somebody.actor, human });
  if (somebody.outcome === 'Registered') sim.known.personal.push(somebody.context);
  learnAdmins(scene, answer.right);
  await verify(scene, somebody.token);
};

/** Somebody signs in with a provider. */
export const signIn = (scene: Scene): Promise<void> =>
  attempt(scene, `attempt ${(scene.sim.names.count += 1)}`);

/** A sign-in comes back that was used before, or whose answer was never heard. */
export const signInAgain = async (scene: Scene): Promise<void> => {
  const name = `attempt ${1 + ((scene.op.choice * 7) % Math.max(1, scene.sim.names.count))}`;
  await attempt(scene, name);
};

const accountOf = ({ sim, op }: Scene): AccountId | undefined =>
  pick(op.what < 10 ? sim.known.teams : sim.known.personal, op.what % 3);

const memberOf = ({ sim, op }: Scene): IdentityId | undefined =>
  pick(sim.known.sessions, op.whom)?.actor.identityId;

const roles: ReadonlyArray<Role> = ['admin', 'developer', 'billing', 'auditor', 'admin', 'admin'];
const roleOf = ({ op }: Scene): Role => roles[op.choice % roles.length]!;

// A key's actor, where a person is asked for, is refused: that is asked for too.
const personal = (who: Who): SessionActor => who.actor as SessionActor;

const learnAdmins = ({ sim }: Scene, { events }: Pick<Done, 'events'>): void => {
  for (const { event } of events) {
    const isNew =
      event.type === 'PersonalAccountOpened' || (event.type === 'MemberJoined' && event.role === 'admin');
    if (!isNew) continue;
    const admins = sim.known.admins.get(event.accountId) ?? [];
    sim.known.admins.set(event.accountId, [...admins, event.identityId]);
  }
};

/** Somebody makes a team. */
export const createTeam = async (scene: Scene): Promise<void> => {
  const { sim, on, op } = scene;
  const accountId = on.core.newAccountId();
  const named = { name: called(`Team ${op.whom}`), handle: handle(`team-${op.whom}-${op.choice}`) };
  const done = await ask(scene, (who) => ({
    content: { accountId, ...named },
    send: (core, terms) => core.ask({ type: 'CreateTeam', actor: personal(who), accountId, ...named }, terms),
  }));
  if (done === undefined) return;
  sim.known.teams.push(accountId);
  learnAdmins(scene, done);
};

const learnLink = ({ sim }: Scene, accountId: AccountId, told: Told | undefined): void => {
  const { secret, invitationId } = (told ?? {}) as Partial<Invited>;
  if (secret?.type === 'told' && invitationId !== undefined)
    sim.known.links.push({ secret: secret.secret, invitationId, accountId });
};

/** Somebody invites, whoever has the link or whoever has the address. */
export const invite =
  (by: 'link' | 'address') =>
  async (scene: Scene): Promise<void> => {
    const { op } = scene;
    const accountId = accountOf(scene);
    if (accountId === undefined) return;
    const email = addresses[op.whom % addresses.length]!;
    const to =
      by === 'link' ? ({ type: by, uses: 1 + (op.choice % 3) } as const) : ({ type: by, email } as const);
    const wish = { accountId, role: roleOf(scene), to, lasts: op.rarely ? 30 : 7 * day };
    const told = await ask(
      scene,
      (who) => ({
        content: wish,
        send: (core, terms) => core.invite({ actor: who.actor, ...wish }, terms),
      }),
      accountId,
    );
    learnLink(scene, accountId, told);
  };

/** Somebody answers an invitation that they have the link of. */
export const answer =
  (how: 'accept' | 'decline') =>
  async (scene: Scene): Promise<void> => {
    const link = pick(scene.sim.known.links, scene.op.what % 4);
    if (link === undefined) return;
    const done = await ask(scene, (who) => ({
      content: { link: link.invitationId, how },
      send: (core, terms) =>
        core.answerInvitation({ actor: who.actor, secret: link.secret, answer: how }, terms),
    }));
    if (done !== undefined) learnAdmins(scene, done);
  };

const aboutLink = async (scene: Scene, run: (link: KnownLink) => Promise<unknown>): Promise<void> => {
  const link = pick(scene.sim.known.links, scene.op.what);
  if (link !== undefined) await run(link);
};

/** Somebody takes an invitation back. */
export const revokeInvitation = (scene: Scene): Promise<void> =>
  aboutLink(scene, ({ accountId, invitationId }) =>
    ask(
      scene,
      (who) => ({
        content: { accountId, invitationId },
        send: (core, terms) =>
          core.ask({ type: 'RevokeInvitation', actor: who.actor, accountId, invitationId }, terms),
      }),
      accountId,
    ),
  );

/** Somebody looks at an invitation before they answer it. */
export const lookAtInvitation = (scene: Scene): Promise<void> =>
  aboutLink(scene, async ({ secret }) => {
    const session = pick(scene.sim.known.sessions, scene.op.who);
    const who = session === undefined ? undefined : await verify(scene, session.token);
    if (who === undefined) return;
    const seen = await heard(scene, scene.on.core.lookAtInvitation({ who, secret }));
    if (seen !== undefined && isLeft(seen) && seen.left.type === 'Unreadable' && !isFault(seen.left))
      scene.sim.journal.wrong.push('an invitation cannot be read');
  });

type MemberCommand = 'ChangeRole' | 'RemoveMember' | 'LeaveAccount';

/** Somebody changes who belongs to a team. */
export const changeMembers =
  (type: MemberCommand) =>
  async (scene: Scene): Promise<void> => {
    const accountId = accountOf(scene);
    const identityId = memberOf(scene);
    if (accountId === undefined || identityId === undefined) return;
    const role = roleOf(scene);
    await ask(
      scene,
      ({ actor }) => ({
        content: { type, accountId, identityId, role },
        send: (core, terms) => {
          if (type === 'LeaveAccount') return core.ask({ type, actor, accountId }, terms);
          if (type === 'RemoveMember') return core.ask({ type, actor, accountId, identityId }, terms);
          return core.ask({ type, actor, accountId, identityId, role }, terms);
        },
      }),
      accountId,
    );
  };

type AccountCommand =
  | 'RenameAccount'
  | 'ChangeHandle'
  | 'ArchiveAccount'
  | 'RestoreAccount'
  | 'SwitchContext';

/** Somebody changes an account, or works under it from now on. */
export const changeAccount =
  (type: AccountCommand) =>
  async (scene: Scene): Promise<void> => {
    const { choice } = scene.op;
    const accountId = accountOf(scene);
    if (accountId === undefined) return;
    await ask(
      scene,
      ({ actor }) => ({
        content: { type, accountId, choice },
        send: (core, terms) => {
          switch (type) {
            case 'RenameAccount':
              return core.ask({ type, actor, accountId, name: called(`Name ${choice}`) }, terms);
            case 'ChangeHandle':
              return core.ask({ type, actor, accountId, handle: handle(`handle-${choice}`) }, terms);
            case 'SwitchContext':
              return core.ask({ type, actor, to: accountId }, terms);
            case 'ArchiveAccount':
            case 'RestoreAccount':
              return core.ask({ type, actor, accountId }, terms);
          }
        },
      }),
      accountId,
    );
  };

const learnKey = ({ sim }: Scene, accountId: AccountId, told: Told | undefined): void => {
  const { secret, keyId } = (told ?? {}) as Partial<KeyMinted>;
  if (secret?.type === 'told' && keyId !== undefined)
    sim.known.keys.push({ text: secret.secret, keyId, accountId });
};

/** Somebody issues a key. */
export const issueKey = async (scene: Scene): Promise<void> => {
  const { on, op } = scene;
  const accountId = accountOf(scene);
  if (accountId === undefined) return;
  const end = op.rarely ? { expires: on.now() + 1_000 } : {};
  const wish = {
    accountId,
    name: called(`Key ${op.whom}`),
    scope: op.yes ? ('ADMIN' as const) : ('API' as const),
    ...end,
  };
  const told = await ask(
    scene,
    (who) => ({
      content: wish,
      send: (core, terms) => core.issueKey({ actor: who.actor, ...wish }, terms),
    }),
    accountId,
  );
  learnKey(scene, accountId, told);
};

/** Somebody rotates, renames or revokes a key. */
export const changeKey =
  (type: 'rotate' | 'RenameKey' | 'RevokeKey') =>
  async (scene: Scene): Promise<void> => {
    const { op } = scene;
    const key = pick(scene.sim.known.keys, op.what);
    if (key === undefined) return;
    const { keyId, accountId } = key;
    const grace = op.choice % 2 === 0 ? 500 : day;
    const told = await ask(
      scene,
      ({ actor }) => ({
        content: { type, keyId, accountId, grace },
        send: (core, terms) => {
          if (type === 'rotate') return core.rotateKey({ actor, accountId, keyId, grace }, terms);
          if (type === 'RenameKey')
            return core.ask({ type, actor, accountId, keyId, name: called(`Key ${op.choice}`) }, terms);
          return core.ask({ type, actor, accountId, keyId, why: 'other' }, terms);
        },
      }),
      accountId,
    );
    learnKey(scene, accountId, told);
    if (told !== undefined) await verify(scene, key.text);
  };

/** Somebody signs out of one of their sessions, or of all. */
export const signOut =
  (type: 'SignOut' | 'SignOutEverywhere') =>
  async (scene: Scene): Promise<void> => {
    const session = pick(scene.sim.known.sessions, scene.op.whom);
    if (session === undefined) return;
    const { sessionId } = session.actor;
    const keepThisOne = scene.op.yes;
    const done = await ask(scene, ({ actor }) => ({
      content: { type, sessionId, keepThisOne },
      send: (core, terms) =>
        type === 'SignOut'
          ? core.ask({ type, actor, sessionId }, terms)
          : core.ask({ type, actor, keepThisOne }, terms),
    }));
    if (done !== undefined) await verify(scene, session.token);
  };
