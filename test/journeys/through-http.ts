import type { AddressInfo } from 'node:net';
import { openCore } from '@recount/core';
import { groupCommit } from '@recount/core/log';
import type { Connection, IdentityProvider } from '@recount/core/ports';
import { createApp, serve } from '@recount/express';
import { github, openIdConnect } from '@recount/identity-providers';
import { startInventedGithub, startPlayground } from '@recount/playground';
import { answered, got } from '../contracts/answers.js';
import type { Ground } from '../core/rig/grounds.js';
import { secret } from '../core/rig/node.js';
import { type Answered, type Ask, asking } from '../express/asking.js';
import { only } from '../express/company.js';
import type { Driver, Told, Traveller } from './driver.js';
import { everybody, known, ssoRealm } from './people.js';
import { signInAs } from './through-the-provider.js';

const quiet = { info: () => undefined, warn: () => undefined, error: () => undefined };
const off = { signIn: 'off', invitations: 'off', failures: 'off' } as const;

const told = <B>({ status, body }: Answered, say: (body: Answered['body']) => B): Told<B> =>
  status < 300 ? { done: say(body) } : { refused: String(body.code) };

const { connectionId } = ssoRealm;
const wayOfAcme = `sso/${connectionId}`;

// The same provider as the one of an organization: its logins are of that connection.
const acme = (provider: IdentityProvider): Connection => ({
  connectionId,
  title: 'Acme',
  domains: ['example.test'],
  protocol: { type: 'openid-connect', provider },
});

/** The providers of the social world. */
export type Social = 'github' | 'google';

/** A service with the playground's providers, and how to end all of them. */
const service = async (ground: Ground) => {
  const clock = { now: () => Date.now() };
  const { open, clear } = await ground.laid(clock);
  const stores = await open();
  const core = await answered(
    openCore({ ...stores, log: groupCommit(stores.log), secret, clock, playground: true }),
  );
  const door: { answer?: ReturnType<typeof createApp> } = {};
  const server = serve((request, response) => door.answer?.(request, response));
  await new Promise<void>((resolve) => server.listen(0, '127.0.0.1', resolve));
  const origin = `http://127.0.0.1:${(server.address() as AddressInfo).port}`;
  const redirectUris = ['google', wayOfAcme].map((name) => `${origin}/sign-in/${name}/callback`);
  const playground = await startPlayground({ redirectUris, people: everybody });
  const callback = `${origin}/sign-in/github/callback`;
  const invented = await startInventedGithub({ redirectUris: [callback], people: everybody });
  const { issuer: url, clientId, clientSecret } = invented;
  const [google, sso] = ['google', 'acme-sso'].map((name) =>
    got(openIdConnect({ ...playground, name, title: name })),
  );
  door.answer = createApp({
    core,
    providers: [google!, got(github({ url, clientId, clientSecret }))],
    connections: only([acme(sso!)]),
    origin,
    cookieSecret: secret,
    log: quiet,
    limits: off,
    trustedProxies: [],
    version: '0.0.0',
  });
  const leave = async (): Promise<void> => {
    server.closeAllConnections();
    await new Promise((resolve) => server.close(resolve));
    await playground.close();
    await invented.close();
    await core.close();
    await clear();
  };
  return { origin, leave };
};

const writing = (
  as: (who: Traveller) => Ask,
): Pick<
  Driver,
  'createTeam' | 'accept' | 'switchTo' | 'issueKey' | 'revokeKey' | 'remove' | 'changeState' | 'rename'
> => {
  const yes = (): true => true;
  return {
    createTeam: async (who, handle) =>
      told(await as(who)('/v1/teams', { method: 'POST', body: { name: handle, handle } }), (body) =>
        String(body.accountId),
      ),
    accept: async (who, invitation) =>
      told(await as(who)('/v1/invitations/accept', { method: 'POST', body: { invitation } }), yes),
    switchTo: async (who, account) =>
      told(await as(who)('/v1/me/context', { method: 'PUT', body: { account } }), yes),
    issueKey: async (who, account) =>
      told(
        await as(who)(`/v1/accounts/${account}/keys`, { method: 'POST', body: { name: 'ci', scope: 'API' } }),
        (body) => ({ keyId: String(body.keyId), secret: String(body.secret) }),
      ),
    revokeKey: async (who, account, keyId) =>
      told(await as(who)(`/v1/accounts/${account}/keys/${keyId}`, { method: 'DELETE' }), yes),
    remove: async (who, team, identityId) =>
      told(await as(who)(`/v1/accounts/${team}/members/${identityId}`, { method: 'DELETE' }), yes),
    changeState: async (who, team, to) =>
      told(await as(who)(`/v1/accounts/${team}/${to}`, { method: 'POST' }), yes),
    rename: async (who, account, name) =>
      told(await as(who)(`/v1/accounts/${account}`, { method: 'PATCH', body: { name } }), yes),
  };
};

const inviting =
  (as: (who: Traveller) => Ask): Driver['invite'] =>
  async (who, team, { to, role }) => {
    const body = 'email' in to ? { email: to.email, role } : { link: { uses: to.uses }, role };
    const answer = await as(who)(`/v1/accounts/${team}/invitations`, { method: 'POST', body });
    // The link that is sent holds the secret and nothing else that matters.
    return told(answer, ({ url }) => /ri_[0-9A-Za-z]+/.exec(String(url))?.[0] ?? '');
  };

type Shown = Readonly<Record<string, string>>;

const reading = (as: (who: Traveller) => Ask): Pick<Driver, 'see' | 'members' | 'historyOf'> => ({
  see: async (who) =>
    told(await as(who)('/v1/me'), ({ accounts, active, lostContext }) => ({
      accounts: accounts.map(({ accountId, kind, role }: Shown) =>
        role === undefined ? { accountId, kind } : { accountId, kind, role },
      ),
      ...(active === undefined ? { lost: lostContext } : { active: active.accountId }),
    })),
  members: async (who, team) =>
    told(await as(who)(`/v1/accounts/${team}/members`), ({ members }) =>
      Object.fromEntries(members.map(({ identityId, role }: Shown) => [identityId, role])),
    ),
  historyOf: async (who, account) =>
    told(await as(who)(`/v1/accounts/${account}/history?limit=100`), ({ happenings }) =>
      happenings.map(({ type }: Shown) => type),
    ),
});

/** The way that browsers and programs go: signing in through a real provider, then over HTTP. */
export const throughHttp = async (ground: Ground, social: Social): Promise<Driver> => {
  const { origin, leave } = await service(ground);
  const as = ({ token }: Pick<Traveller, 'token'>): Ask =>
    asking(origin, { authorization: `Bearer ${token}` });
  return {
    ...reading(as),
    ...writing(as),
    invite: inviting(as),
    signIn: async (person, world = 'social') => {
      const token = await signInAs(origin, known(person).subject, world === 'sso' ? wayOfAcme : social);
      const { body } = await as({ token })('/v1/me');
      const personal = body.accounts.find(({ kind }: Shown) => kind === 'personal').accountId;
      return { token, identityId: body.identityId, personal };
    },
    verify: async (key) => {
      const { body } = await asking(origin)('/v1/keys/verify', { method: 'POST', body: { key } });
      return body.valid === true ? { accountId: body.accountId } : { reason: body.reason };
    },
    leave,
  };
};
