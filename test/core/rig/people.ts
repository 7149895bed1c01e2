import { randomUUID } from 'node:crypto';
import type { Core, KeyMinted, OneTimeSecret, SignedIn, SignInWish } from '@recount/core';
import type { ProvenLogin } from '@recount/core/ports';
import type { AccountId, Role, Scope, SessionActor } from '@recount/domain/vocabulary';
import { day } from '@recount/domain/vocabulary';
import { answered } from '../../contracts/answers.js';
import type { SetClock } from '../../contracts/clock.js';
import { called, github, handle, social } from '../../domain/people.js';

/** Somebody who is signed in, as who they act, and the account of their own. */
export type Somebody = SignedIn & { readonly actor: SessionActor };

/** What a provider says of somebody; by default GitHub, which has verified their address. */
export const proof = (name: string, said: Partial<ProvenLogin> = {}): ProvenLogin => ({
  realm: social,
  provider: 'github',
  issuer: github,
  subject: `subject-of-${name}`,
  address: { email: `${name}@example.test`, verified: true },
  name: `${name} Example`,
  ...said,
});

/** Where everybody in these tests comes from. */
export const origin = { address: '192.0.2.44', agent: 'Netscape Navigator' };

/** What a connection adds to a sign-in: here every one has verified the domains of everybody's addresses. */
export const throughOf = ({ realm }: ProvenLogin): Pick<SignInWish, 'through'> =>
  realm.type === 'social' ? {} : { through: { verifiedDomains: ['example.test', 'example.org'] } };

/** Signs somebody in, by an attempt of their own. */
export const signIn = async (
  core: Core,
  login: ProvenLogin,
  attempt: string = randomUUID(),
): Promise<Somebody> =>
  asSomebody(await answered(core.signIn({ login, attempt, origin, ...throughOf(login) })));

/** As who somebody acts who was signed in. */
export const asSomebody = (signed: SignedIn): Somebody => ({
  ...signed,
  actor: { type: 'session', sessionId: signed.sessionId, identityId: signed.identityId },
});

/** Creates a team. */
export const createTeam = async (core: Core, { actor }: Somebody, named: string): Promise<AccountId> => {
  const accountId = core.newAccountId();
  const wish = { type: 'CreateTeam', actor, accountId, name: called(named), handle: handle(named) } as const;
  await answered(core.ask(wish));
  return accountId;
};

/** What was told; a secret that is gone fails the test. */
export const told = (secret: OneTimeSecret): string => {
  if (secret.type === 'gone') throw new Error('the secret is gone');
  return secret.secret;
};

/** Invites the first so many who have the link, and answers its secret. */
export const inviteByLink = async (
  core: Core,
  { actor }: Somebody,
  { accountId, role = 'developer', uses = 1 }: { accountId: AccountId; role?: Role; uses?: number },
): Promise<string> => {
  const to = { type: 'link', uses } as const;
  return told((await answered(core.invite({ actor, accountId, role, to, lasts: day }))).secret);
};

/** Lets somebody into a team. */
export const joins = async (
  core: Core,
  admin: Somebody,
  { member, accountId, role }: { member: Somebody; accountId: AccountId; role: Role },
): Promise<void> => {
  const secret = await inviteByLink(core, admin, { accountId, role });
  await answered(core.answerInvitation({ actor: member.actor, secret, answer: 'accept' }));
};

/** Issues a key, and answers it with its secret. */
export const issueKey = async (
  core: Core,
  { actor }: Somebody,
  { accountId, scope = 'API', ...terms }: { accountId: AccountId; scope?: Scope; expires?: number },
): Promise<KeyMinted & { readonly text: string }> => {
  const minted = await answered(core.issueKey({ actor, accountId, name: called('a key'), scope, ...terms }));
  return { ...minted, text: told(minted.secret) };
};

/** Sets the clock; somebody passing by makes the engine hear from its log at that time. */
export const timePasses = async (
  { core, clock }: { readonly core: Core; readonly clock: SetClock },
  now: number,
): Promise<void> => {
  clock.set(now);
  await signIn(core, proof('somebody-passing-by'));
};
