import { randomUUID } from 'node:crypto';
import type { Core } from '@recount/core';
import { accountsOfIdentity, identities } from '@recount/projections';
import { isSome } from 'fp-ts/lib/Option.js';
import { describe, expect, it } from 'vitest';
import { answered, refusal } from '../contracts/answers.js';
import { google } from '../domain/people.js';
import { origin, proof } from '../core/rig/people.js';
import { rawLog } from '../core/rig/raw-log.js';
import { arenas, patience, race, racing, wide } from './arena.js';

const loginsOf = async (core: Core, identityId: string): Promise<ReadonlyArray<string>> => {
  const row = await answered(core.look.row(identities, identityId));
  return isSome(row) ? row.value.document.logins.map(({ issuer }) => issuer).toSorted() : [];
};

describe.each(arenas)('$name', (arena) => {
  it(
    'B3: first sign-ins by two providers with one verified address end in one identity with one personal account',
    racing(arena, async ({ core, engineOf, named }) => {
      const name = named('ada');
      const atGoogle = { provider: 'google', issuer: google, subject: `g-${name}` };
      const { won, lost } = await race(wide, (racer) =>
        engineOf(racer).signIn({
          login: proof(name, racer % 4 < 2 ? {} : atGoogle),
          attempt: randomUUID(),
          origin,
        }),
      );
      expect([won.length, lost]).toEqual([wide, {}]);
      const [identityId, ...others] = new Set(won.map((signed) => signed.identityId));
      expect(others).toEqual([]);
      const outcomes = won.map(({ outcome }) => outcome).toSorted();
      expect(outcomes.filter((outcome) => outcome !== 'SignedIn')).toEqual(['Merged', 'Registered']);
      expect(await loginsOf(core, identityId!)).toEqual([google, 'https://github.com']);
      const own = await answered(core.look.list(accountsOfIdentity, identityId!, { limit: 10 }));
      expect(own.rows.map(({ document }) => document.kind)).toEqual(['personal']);
      expect(new Set(won.map(({ context }) => context)).size).toBe(1);
    }),
    patience,
  );

  it(
    'A2: the same attempt, however often at once, starts one session, for one of those who came with it',
    racing(arena, async ({ core, stores, engineOf, named }) => {
      const [name, attempt] = [named('ada'), randomUUID()];
      const signIn = (racer: number) => engineOf(racer).signIn({ login: proof(name), attempt, origin });
      const { won, lost } = await race(wide, signIn);
      expect([won.length, lost]).toEqual([1, { SignInIsUsedOnce: wide - 1 }]);
      expect(await refusal(signIn(0))).toEqual({ type: 'SignInIsUsedOnce' });
      const log = await rawLog(stores.log);
      const { identityId, token } = won[0]!;
      const own = log.filter(({ body }) => body.data['identityId'] === identityId);
      expect(own.filter(({ body }) => body.type === 'SessionStarted')).toHaveLength(1);
      expect((await answered(core.authenticate(token))).type).toBe('session');
    }),
    patience,
  );

  it(
    'C11: at once by a provider and by single sign-on with the same address, they are two people',
    racing(arena, async ({ engineOf, named }) => {
      const name = named('ada');
      const realm = { type: 'connection', connectionId: 'con_01h455vb4pex5vsknk084s0001' } as const;
      const sso = {
        realm: realm as never,
        provider: 'acme-sso',
        issuer: 'https://idp.example.test',
        subject: `sso-${name}`,
      };
      const through = { verifiedDomains: ['example.test'] };
      const { won } = await race(wide, (racer) =>
        engineOf(racer).signIn({
          ...(racer % 4 < 2 ? { login: proof(name) } : { login: proof(name, sso), through }),
          attempt: randomUUID(),
          origin,
        }),
      );
      const people = won.map(
        ({ identityId }, racer) => [racer % 4 < 2 ? 'social' : 'sso', identityId] as const,
      );
      expect(won).toHaveLength(wide);
      for (const realmName of ['social', 'sso'])
        expect(new Set(people.filter(([of]) => of === realmName).map(([, id]) => id)).size).toBe(1);
      expect(new Set(people.map(([, id]) => id)).size).toBe(2);
    }),
    patience,
  );

  it(
    'a handle names one team, whoever asks for it at the same time',
    racing(arena, async ({ core, engineOf, named }) => {
      const people = await race(4, (racer) =>
        engineOf(racer).signIn({ login: proof(named(`person-${racer}`)), attempt: randomUUID(), origin }),
      );
      const handle = named('acme') as never;
      const { won, lost } = await race(wide, (racer) => {
        const { sessionId, identityId } = people.won[racer % 4]!;
        const actor = { type: 'session', sessionId, identityId } as const;
        const accountId = core.newAccountId();
        return engineOf(racer).ask({ type: 'CreateTeam', actor, accountId, name: 'Acme' as never, handle });
      });
      expect([won.length, lost]).toEqual([1, { HandleIsTakenOnce: wide - 1 }]);
    }),
    patience,
  );
});
