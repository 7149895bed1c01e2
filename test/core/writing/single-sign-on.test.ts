import { randomUUID } from 'node:crypto';
import type { SignInWish } from '@recount/core';
import { day } from '@recount/domain/vocabulary';
import { describe, expect, it } from 'vitest';
import { answered, refusal } from '../../contracts/answers.js';
import { newYear } from '../../contracts/clock.js';
import { connectionId, sso } from '../../domain/people.js';
import { onNode } from '../rig/node.js';
import { origin, proof, signIn, timePasses } from '../rig/people.js';

const login = proof('ada', { realm: sso });
const through = { verifiedDomains: ['example.test'] };
const wish = (more: Partial<SignInWish> = {}): SignInWish => ({
  login,
  attempt: randomUUID(),
  origin,
  through,
  ...more,
});

describe('a sign-in through a connection', () => {
  it(
    'ends when its provider says so, and never later than any other',
    onNode(async ({ core }) => {
      const hour = newYear + 3_600_000;
      const soon = await answered(core.signIn(wish({ through: { ...through, sessionEnds: hour } })));
      expect(soon.expires).toBe(hour);
      const late = await answered(
        core.signIn(wish({ through: { ...through, sessionEnds: newYear + 900 * day } })),
      );
      expect(late.expires).toBe(newYear + 30 * day);
    }),
  );

  it(
    'is refused without a verified domain that the address lies in, however the address is spelled',
    onNode(async ({ core }) => {
      const named = { type: 'SsoEmailIsWithinVerifiedDomains', connectionId: connectionId(1) };
      const { through: _, ...without } = wish();
      expect(await refusal(core.signIn(without))).toMatchObject(named);
      for (const email of [
        'ada@example.net',
        'ada@sub.example.test',
        'a@example.test@evil.test',
        'example.test',
      ])
        expect(
          await refusal(core.signIn(wish({ login: { ...login, address: { email, verified: true } } }))),
        ).toMatchObject(named);
      const unproven = { ...login, address: { email: 'ada@example.test', verified: false } };
      expect(await refusal(core.signIn(wish({ login: unproven })))).toMatchObject(named);
      const spelled = { ...login, address: { email: 'Ada@EXAMPLE.test', verified: true } };
      expect((await answered(core.signIn(wish({ login: spelled })))).outcome).toBe('Registered');
    }),
  );

  it(
    'that the provider began is named by connection and assertion, and is completed once',
    onNode(async ({ core }) => {
      const attempt = { connectionId: connectionId(1), assertionId: '_a1' };
      await answered(core.signIn(wish({ attempt })));
      expect(await refusal(core.signIn(wish({ attempt })))).toMatchObject({ type: 'SignInIsUsedOnce' });
      const other = { connectionId: connectionId(2), assertionId: '_a1' };
      const elsewhere = { ...login, realm: { type: 'connection', connectionId: connectionId(2) } } as const;
      expect((await answered(core.signIn(wish({ attempt: other, login: elsewhere })))).outcome).toBe(
        'Registered',
      );
    }),
  );

  it(
    'is over when the provider signs the person out, once for each request and for nobody else',
    onNode(async ({ core, clock }) => {
      const ada = await signIn(core, login);
      const ben = await signIn(core, proof('ben', { realm: sso }));
      const social = await signIn(core, proof('ada'));
      const logout = { connectionId: connectionId(1), subject: login.subject, requestId: '_l1' };
      await answered(core.endSessionsOfLogin({ ...logout, connectionId: connectionId(2) }));
      await answered(core.authenticate(ada.token));
      await answered(core.endSessionsOfLogin(logout));
      expect(await refusal(core.authenticate(ada.token))).toMatchObject({ type: 'CredentialRefused' });
      for (const { token } of [ben, social]) await answered(core.authenticate(token));
      await timePasses({ core, clock }, newYear + 1_000);
      const again = await signIn(core, login);
      await answered(core.endSessionsOfLogin(logout));
      await answered(core.authenticate(again.token));
    }),
  );
});
