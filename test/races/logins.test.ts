import { randomUUID } from 'node:crypto';
import type { Core } from '@recount/core';
import { identities } from '@recount/projections';
import { isSome } from 'fp-ts/lib/Option.js';
import { describe, expect, it } from 'vitest';
import { answered } from '../contracts/answers.js';
import { google } from '../domain/people.js';
import { origin, proof, signIn, type Somebody } from '../core/rig/people.js';
import { arenas, patience, race, racing, wide } from './arena.js';

const atGoogle = (name: string) => proof(name, { provider: 'google', issuer: google, subject: `g-${name}` });

const waysOf = async (core: Core, identityId: string) => {
  const row = await answered(core.look.row(identities, identityId));
  return isSome(row) ? row.value.document.logins : [];
};

const linking = (core: Core, { actor }: Somebody, login: ReturnType<typeof proof>) =>
  answered(core.linkLogin({ actor, login, attempt: randomUUID() }));

const provenTo = async (core: Core, who: Somebody, login: ReturnType<typeof proof>): Promise<string> => {
  const kept = await linking(core, who, login);
  if (kept.type === 'linked') throw new Error('it was nobody else’s');
  return kept.proof;
};

const half = (racer: number): boolean => racer % 4 < 2;

describe.each(arenas)('$name', (arena) => {
  it(
    'B10: two who merge into each other at once become one of the two, and nothing of either is lost',
    racing(arena, async ({ core, engineOf, named }) => {
      const [hers, his] = [proof(named('ada')), atGoogle(named('ben'))];
      const [ada, ben] = [await signIn(core, hers), await signIn(core, his)];
      const wishes = [
        { actor: ada.actor, proof: await provenTo(core, ada, his) },
        { actor: ben.actor, proof: await provenTo(core, ben, hers) },
      ] as const;
      const { won, lost } = await race(wide, (racer) =>
        engineOf(racer).mergeIdentities(wishes[half(racer) ? 0 : 1]),
      );
      expect([won.length, lost]).toEqual([wide / 2, { CredentialIsOver: wide / 2 }]);
      const after = [await signIn(core, hers), await signIn(core, his)];
      const [one, ...others] = new Set(after.map(({ identityId }) => identityId));
      expect(others).toEqual([]);
      expect(await waysOf(core, one!)).toHaveLength(2);
    }),
    patience,
  );

  it(
    'B6: of two logins that are taken away at once, one stays',
    racing(arena, async ({ core, engineOf, named }) => {
      const [first, second] = [proof(named('cleo')), atGoogle(named('dan'))];
      const cleo = await signIn(core, first);
      await linking(core, cleo, second);
      const ids = (await waysOf(core, cleo.identityId)).map(({ loginId }) => loginId);
      await race(wide, (racer) =>
        engineOf(racer).unlinkLogin({ actor: cleo.actor, loginId: ids[half(racer) ? 0 : 1] ?? '' }),
      );
      expect(await waysOf(core, cleo.identityId)).toHaveLength(1);
      const after = [await signIn(core, first), await signIn(core, second)];
      expect(after.filter(({ identityId }) => identityId === cleo.identityId)).toHaveLength(1);
    }),
    patience,
  );

  it(
    'B5: who comes in by a login while it is taken away is out, or is somebody else',
    racing(arena, async ({ core, engineOf, named }) => {
      const planted = atGoogle(named('eve'));
      const ada = await signIn(core, proof(named('ada')));
      await linking(core, ada, planted);
      const way = (await waysOf(core, ada.identityId)).find(({ issuer }) => issuer === google);
      const away = answered(core.unlinkLogin({ actor: ada.actor, loginId: way?.loginId ?? '' }));
      const { won } = await race(wide, (racer) =>
        engineOf(racer).signIn({ login: planted, attempt: randomUUID(), origin }),
      );
      await away;
      const hers = won.filter(({ identityId }) => identityId === ada.identityId);
      const letIn = await race(hers.length, (at) => core.authenticate(hers[at]!.token));
      expect(letIn.won).toEqual([]);
      expect(new Set(won.map(({ identityId }) => identityId)).size).toBeLessThanOrEqual(2);
      expect((await answered(core.authenticate(ada.token))).type).toBe('session');
    }),
    patience,
  );
});
