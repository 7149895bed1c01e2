import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import { allRoutes, type RouteOutline, schemaOf } from '@recount/api';
import type { Answered } from './asking.js';
import { type Person, running, type Running } from './running.js';
import { naughtyTexts, tortureJson } from './torture-words.js';

const writes = allRoutes.filter(({ method }) => method !== 'GET');

/** A body that fits, for the routes that want one. */
const fitting: Readonly<Record<string, Readonly<Record<string, unknown>>>> = {
  signInMethods: { email: 'x@example.test' },
  switchContext: { account: 'personal' },
  renameAccount: { name: 'A name' },
  changeHandle: { handle: 'a-handle' },
  createTeam: { name: 'A team', handle: 'a-team' },
  changeRole: { role: 'auditor' },
  inviteMember: { email: 'x@example.test', role: 'auditor', days: 3 },
  lookAtInvitation: { invitation: 'ri_x' },
  acceptInvitation: { invitation: 'ri_x' },
  declineInvitation: { invitation: 'ri_x' },
  issueKey: { name: 'K', scope: 'API', expiresAt: '2999-01-01T00:00:00.000Z' },
  renameKey: { name: 'K' },
  rotateKey: { graceSeconds: 1 },
  verifyKey: { key: 'rk_x' },
};

describe('whatever is sent, the service answers and stands', () => {
  let house: Running;
  let ada: Person;
  let teamId: string;
  beforeAll(async () => {
    house = await running();
    ada = await house.signIn('Ada');
    const made = await ada.ask('/v1/teams', { method: 'POST', body: { name: 'Fuzz', handle: 'fuzz-team' } });
    teamId = made.body.accountId;
  });
  afterAll(() => house.stop());

  const ids: Readonly<Record<string, () => string>> = {
    account: () => teamId,
    identity: () => ada.identityId,
    key: () => `key_${'0'.repeat(26)}`,
    invitation: () => `inv_${'0'.repeat(26)}`,
    session: () => `ses_${'0'.repeat(26)}`,
    login: () => '00000000-0000-5000-8000-000000000000',
  };

  const pathOf = (route: RouteOutline, change: Readonly<Record<string, string>> = {}): string =>
    route.path.replaceAll(/:([a-z]+)/g, (_, name: string) =>
      encodeURIComponent(change[name] ?? ids[name]!()),
    );

  const stands = (what: unknown, answer: Answered): void => {
    expect([what, answer.status < 500]).toEqual([what, true]);
    if (answer.status >= 400) expect([what, typeof answer.body?.code]).toEqual([what, 'string']);
    else if (answer.status >= 300) throw new Error(`${JSON.stringify(what)} answers ${answer.status}`);
  };

  const wellFormed = naughtyTexts.filter((text) => !/\p{Surrogate}/u.test(text));

  // What ends the session or archives the account would make every later answer the same.
  const ending = ['signOut', 'signOutEverywhere', 'archiveAccount'];
  const safe = (route: RouteOutline): boolean => !ending.includes(route.name);

  /** Asks in small crowds, and looks at every answer. */
  const each = async <X>(
    all: ReadonlyArray<X>,
    ask: (one: X) => Promise<Answered>,
    name: (one: X) => unknown,
  ) => {
    for (let at = 0; at < all.length; at += 16)
      await Promise.all(all.slice(at, at + 16).map(async (one) => stands(name(one), await ask(one))));
  };

  it.each(writes.map(({ name }) => name))('%s bears every kind of JSON', async (name) => {
    const route = writes.find((one) => one.name === name)!;
    const sent = tortureJson.filter((raw) => safe(route) || (raw.trim() !== '' && raw !== '{}'));
    await each(
      sent,
      (raw) => ada.ask(pathOf(route), { method: route.method, raw }),
      (raw) => [name, raw.slice(0, 60)],
    );
  });

  const odd = [null, 0, -1, 1.5, 1e300, true, [], {}, [[]], { type: 'x' }, ['admin']];

  it.each(Object.keys(fitting))('%s bears every text in every field', async (name) => {
    const route = writes.find((one) => one.name === name)!;
    const body = fitting[name]!;
    const changes = Object.keys(body).flatMap((field) =>
      [...naughtyTexts, ...odd].map((value) => ({ [field]: value })),
    );
    await each(
      changes,
      (change) => ada.ask(pathOf(route), { method: route.method, body: { ...body, ...change } }),
      (change) => [name, JSON.stringify(change).slice(0, 60)],
    );
  });

  it('what was stored is read again', async () => {
    for (const route of allRoutes.filter(({ method, path }) => method === 'GET' && !path.includes(':key')))
      expect([route.name, (await ada.ask(pathOf(route))).status]).toEqual([route.name, 200]);
  });

  it('every part of every path bears every text', async () => {
    const texts = wellFormed.filter((one) => one !== '' && !/^\.{1,2}$/.test(one) && one.length < 5_000);
    for (const route of allRoutes.filter(({ path }) => path.includes(':')).filter(safe))
      for (const part of [...route.path.matchAll(/:([a-z]+)/g)].map(([, one]) => one!)) {
        const body = fitting[route.name];
        const sent = route.method === 'GET' || body === undefined ? {} : { body };
        await each(
          texts,
          (text) => ada.ask(pathOf(route, { [part]: text }), { method: route.method, ...sent }),
          (text) => [route.name, part, text.slice(0, 40)],
        );
      }
  }, 60_000);

  const listed = allRoutes.filter(({ query }) => JSON.stringify(schemaOf(query)).includes('"limit"'));

  it.each(listed.map(({ name }) => name))('%s bears every text in its query', async (name) => {
    const route = listed.find((one) => one.name === name)!;
    const texts = wellFormed.filter((one) => one.length < 5_000);
    for (const field of ['limit', 'after', 'asOf', '__proto__'])
      await each(
        texts,
        (text) => ada.ask(`${pathOf(route)}?${field}=${encodeURIComponent(text)}`),
        (text) => [name, field, text.slice(0, 40)],
      );
  });

  const headers = [
    'recount-account',
    'recount-at-least',
    'if-match',
    'idempotency-key',
    'authorization',
    'cookie',
  ];

  it.each(headers)('the header %s bears every text that can be sent', async (header) => {
    const sendable = naughtyTexts.filter((text) => /^[\x20-\x7e]*$/.test(text) && text.length < 5_000);
    const change = header === 'recount-at-least' ? {} : { method: 'PATCH', body: { name: 'A name' } };
    await each(
      sendable,
      (text) => ada.ask(`/v1/accounts/${teamId}`, { ...change, headers: { [header]: text } }),
      (text) => [header, text.slice(0, 40)],
    );
  });
});
