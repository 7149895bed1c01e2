import type { AddressInfo } from 'node:net';
import { createServer, type Server } from 'node:http';
import { createRequire } from 'node:module';
import { requireAccount } from '@recount/express';
import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import { type Ask, asking } from './asking.js';
import { type Person, running, type Running } from './running.js';

// Somebody else's app, with the framework that the package itself stands on.
const express = createRequire(createRequire(import.meta.url).resolve('@recount/express'))('express');

describe('protecting a route of another app', () => {
  let house: Running;
  let ada: Person;
  let server: Server;
  let api: string;
  let admin: string;
  let ask: (credential: string) => Ask;

  const key = async (scope: string): Promise<string> =>
    (await ada.ask('/v1/accounts/personal/keys', { method: 'POST', body: { name: scope, scope } })).body
      .secret;

  beforeAll(async () => {
    house = await running();
    ada = await house.signIn('Ada');
    [api, admin] = [await key('API'), await key('ADMIN')];
    const app = express();
    const tell = (_: unknown, response: ReturnType<typeof JSON.parse>) =>
      response.json({ accountId: response.locals.recount.accountId });
    app.get('/use', requireAccount({ core: house.core, scope: 'API' }), tell);
    app.get('/manage', requireAccount({ core: house.core, scope: 'ADMIN' }), tell);
    server = createServer(app);
    await new Promise<void>((resolve) => server.listen(0, '127.0.0.1', resolve));
    const origin = `http://127.0.0.1:${(server.address() as AddressInfo).port}`;
    ask = (credential) => asking(origin, credential === '' ? {} : { authorization: `Bearer ${credential}` });
  });
  afterAll(async () => {
    server.close();
    await house.stop();
  });

  it('a key and a session come through, and their account is known', async () => {
    for (const credential of [api, admin, ada.token]) {
      const answer = await ask(credential)('/use');
      expect(answer.body).toEqual({ accountId: ada.personal });
      expect(answer.headers.get('recount-account')).toBe(ada.personal);
    }
  });

  it('D2 an API key does not manage', async () => {
    expect((await ask(api)('/manage')).body).toMatchObject({ status: 403, code: 'ActionNeedsPermission' });
    expect((await ask(admin)('/manage')).status).toBe(200);
    expect((await ask(ada.token)('/manage')).status).toBe(200);
  });

  it.each([
    ['developer', 200, 200],
    ['billing', 403, 403],
    ['auditor', 403, 403],
  ])(
    'by session a %s may what their role builds with: %i to use, %i to manage',
    async (role, use, manage) => {
      const cleo = await house.signIn('Cleo');
      const { accountId } = (
        await ada.ask('/v1/teams', { method: 'POST', body: { name: role, handle: `${role}-team` } })
      ).body;
      const invited = await ada.ask(`/v1/accounts/${accountId}/invitations`, {
        method: 'POST',
        body: { link: { uses: 1 }, role },
      });
      const invitation = invited.body.url.split('/').at(-1);
      await cleo.ask('/v1/invitations/accept', { method: 'POST', body: { invitation } });
      const headers = { 'recount-account': accountId };
      expect((await ask(cleo.token)('/use', { headers })).status).toBe(use);
      expect((await ask(cleo.token)('/manage', { headers })).status).toBe(manage);
    },
  );

  it('nobody, a wrong key and a stranger’s account do not come through', async () => {
    expect((await ask('')('/use')).body.code).toBe('CredentialMissing');
    expect((await ask('rk_wrong')('/use')).body.code).toBe('CredentialRefused');
    const stated = await ask(api)('/use', { headers: { 'recount-account': 'somebody-else' } });
    expect(stated.body.code).toBe('AccountUnknown');
  });

  it('E3 a context that was lost is refused by its name, and another can be stated', async () => {
    const ben = await house.signIn('Ben');
    const { accountId } = (
      await ada.ask('/v1/teams', { method: 'POST', body: { name: 'L', handle: 'lost-team' } })
    ).body;
    const invited = await ada.ask(`/v1/accounts/${accountId}/invitations`, {
      method: 'POST',
      body: { link: { uses: 1 }, role: 'developer' },
    });
    const invitation = invited.body.url.split('/').at(-1);
    await ben.ask('/v1/invitations/accept', { method: 'POST', body: { invitation } });
    await ben.ask('/v1/me/context', { method: 'PUT', body: { account: accountId } });
    expect((await ask(ben.token)('/use')).body).toEqual({ accountId });
    await ada.ask(`/v1/accounts/${accountId}/members/${ben.identityId}`, { method: 'DELETE' });
    expect((await ask(ben.token)('/use')).body).toMatchObject({
      status: 403,
      code: 'ContextLost',
      accountId,
    });
    const stated = await ask(ben.token)('/use', { headers: { 'recount-account': 'personal' } });
    expect(stated.body).toEqual({ accountId: ben.personal });
  });
});
