import { afterAll, beforeAll, describe, expect, test } from 'vitest';
import type { Core } from '@recount/core';
import type { AccountId } from '@recount/domain/vocabulary';
import { freshApp, freshCore, listening, must } from './code/rig.js';
import { signIn } from './embed-the-core.js';
import { openReports, openSettings } from './protect-a-route.js';

describe('a route behind requireAccount', () => {
  let core: Core;
  let url: string;
  let token: string;
  let account: AccountId;
  const keys = { API: '', ADMIN: '' };
  const ends: Array<() => Promise<unknown>> = [];

  beforeAll(async () => {
    const fresh = await freshCore();
    core = fresh.core;
    const ada = must(await signIn(core, { subject: 'ada', email: 'ada@example.test' }, 'first'));
    token = ada.token;
    account = ada.context;
    const actor = { type: 'session' as const, sessionId: ada.sessionId, identityId: ada.identityId };
    for (const scope of ['API', 'ADMIN'] as const) {
      const name = scope as never;
      const { secret } = must(await core.issueKey({ actor, accountId: account, name, scope })());
      keys[scope] = secret.type === 'told' ? secret.secret : '';
    }
    const app = freshApp();
    openReports(app, core);
    openSettings(app, core);
    const server = await listening(app);
    url = server.url;
    ends.push(server.close, fresh.close);
  });
  afterAll(async () => {
    for (const end of ends) await end();
  });

  const told = async (answer: Response): Promise<ReadonlyArray<unknown>> => [
    answer.status,
    ((await answer.json()) as { readonly code: string }).code,
  ];

  const ask = (method: string, path: string, credential?: string) =>
    fetch(`${url}${path}`, {
      method,
      headers: credential === undefined ? {} : { authorization: `Key ${credential}` },
    });

  test('knows the account of a key and of a session', async () => {
    for (const [credential, askedBy, mayDeploy] of [
      [keys.API, 'key', false],
      [keys.ADMIN, 'key', true],
    ] as const) {
      const answer = await ask('GET', '/reports', credential);
      expect(answer.headers.get('recount-account')).toBe(account);
      expect(await answer.json()).toEqual({ accountId: account, askedBy, mayDeploy });
    }
    const bySession = await fetch(`${url}/reports`, { headers: { authorization: `Bearer ${token}` } });
    expect(await bySession.json()).toMatchObject({ accountId: account, askedBy: 'session' });
  });

  test('says what is wrong without one, and with one that is not enough', async () => {
    expect(await told(await ask('GET', '/reports'))).toEqual([401, 'CredentialMissing']);
    const wrong = keys.API.replace(/.$/, '!');
    expect(await told(await ask('GET', '/reports', wrong))).toEqual([401, 'CredentialRefused']);
    expect(await told(await ask('PUT', '/settings', keys.API))).toEqual([403, 'ActionNeedsPermission']);
    expect((await ask('PUT', '/settings', keys.ADMIN)).status).toBe(204);
  });
});
