import type { KeyId } from '@recount/domain/vocabulary';
import { keysOfAccount } from '@recount/projections';
import { describe, expect, it } from 'vitest';
import { answered } from '../contracts/answers.js';
import { called } from '../domain/people.js';
import { createTeam, issueKey, joins, proof, signIn } from '../core/rig/people.js';
import { rawLog } from '../core/rig/raw-log.js';
import { arenas, patience, race, racing, wide } from './arena.js';

describe.each(arenas)('$name', (arena) => {
  it(
    'H11: a request with one Idempotency-Key, sent often at once, is one commit with one answer and one secret',
    racing(arena, async ({ core, stores, engineOf, named }) => {
      const ada = await signIn(core, proof(named('ada')));
      const accountId = await createTeam(core, ada, named('acme'));
      const who = await answered(core.authenticate(ada.token));
      const repeatable = core.repeatable({
        who,
        method: 'POST',
        route: '/keys',
        key: named('k'),
        content: { a: 1 },
      });
      const wish = { actor: ada.actor, accountId, name: called('ci'), scope: 'API' } as const;
      const { won, lost } = await race(wide, (racer) => engineOf(racer).issueKey(wish, { repeatable }));
      expect([won.length, lost]).toEqual([wide, {}]);
      const [answer, ...others] = new Set(
        won.map(({ keyId, secret, position, events }) =>
          JSON.stringify([keyId, secret, position, events.map(({ id }) => id)]),
        ),
      );
      expect(others).toEqual([]);
      expect(answer).toContain('rk_');
      const issued = (await rawLog(stores.log)).filter(
        ({ body }) => body.data['accountId'] === accountId && body.type === 'KeyIssued',
      );
      expect(issued).toHaveLength(1);
    }),
    patience,
  );

  it(
    'H11: requests that say something else under one Idempotency-Key: one is done, the others are refused',
    racing(arena, async ({ core, engineOf, named }) => {
      const ada = await signIn(core, proof(named('ada')));
      const accountId = await createTeam(core, ada, named('acme'));
      const who = await answered(core.authenticate(ada.token));
      const { won, lost } = await race(wide, (racer) => {
        const content = { name: `key ${racer}` };
        const repeatable = core.repeatable({ who, method: 'POST', route: '/keys', key: named('k'), content });
        const name = called(content.name);
        return engineOf(racer).issueKey({ actor: ada.actor, accountId, name, scope: 'API' }, { repeatable });
      });
      expect([won.length, lost]).toEqual([1, { IdempotencyMismatch: wide - 1 }]);
      const { rows } = await answered(core.look.list(keysOfAccount, accountId, { limit: 100 }));
      expect(rows).toHaveLength(1);
    }),
    patience,
  );

  it(
    'a key that is revoked often at once is revoked once, and lets nobody in afterwards on any engine that answered',
    racing(arena, async ({ core, stores, engineOf, named }) => {
      const ada = await signIn(core, proof(named('ada')));
      const accountId = await createTeam(core, ada, named('acme'));
      const { keyId, text } = await issueKey(core, ada, { accountId });
      const letIn: number[] = [];
      const use = async (racer: number, after: boolean): Promise<void> => {
        const outcome = await engineOf(racer).authenticate(text)();
        if (after && outcome._tag === 'Right') letIn.push(racer);
      };
      await Promise.all(
        Array.from({ length: wide }, async (_, racer) => {
          const using = use(racer, false);
          const wish = { type: 'RevokeKey', actor: ada.actor, accountId, keyId, why: 'leaked' } as const;
          const { won } = await race(1, () => engineOf(racer).ask(wish));
          expect(won).toHaveLength(1);
          await use(racer, true);
          await using;
        }),
      );
      expect(letIn).toEqual([]);
      const revoked = (await rawLog(stores.log)).filter(
        ({ body }) => body.stream === `key-${keyId}` && body.type === 'KeyRevoked',
      );
      expect(revoked).toHaveLength(1);
    }),
    patience,
  );

  it(
    'nobody issues a key after the answer that removed them, and every key that was issued came before',
    racing(arena, async ({ core, stores, engineOf, named }) => {
      const ada = await signIn(core, proof(named('ada')));
      const ben = await signIn(core, proof(named('ben')));
      const accountId = await createTeam(core, ada, named('acme'));
      await joins(core, ada, { member: ben, accountId, role: 'admin' });
      const { identityId } = ben;
      const removing = race(1, () =>
        engineOf(1).ask({ type: 'RemoveMember', actor: ada.actor, accountId, identityId }),
      );
      const wish = { actor: ben.actor, accountId, name: called('k'), scope: 'API' } as const;
      const { won, lost } = await race(wide, (racer) => engineOf(racer).issueKey(wish));
      expect((await removing).won).toHaveLength(1);
      expect(won.length + (lost['AccountUnknown'] ?? 0)).toBe(wide);
      const log = await rawLog(stores.log);
      const removed = log.findLast(({ body }) => body.type === 'MemberRemoved')!.position;
      const issued = new Set<KeyId>(won.map(({ keyId }) => keyId));
      const positions = log
        .filter(({ body }) => issued.has(body.data['keyId'] as KeyId))
        .map(({ position }) => position);
      expect(positions).toHaveLength(won.length);
      expect(Math.max(0, ...positions)).toBeLessThan(removed);
    }),
    patience,
  );

  it(
    'whoever asks while others change the account again and again is heard',
    racing(arena, async ({ core, engineOf, named }) => {
      const ada = await signIn(core, proof(named('ada')));
      const accountId = await createTeam(core, ada, named('acme'));
      const { actor } = ada;
      const busy = Array.from({ length: wide }, (_, racer) => {
        const wish = { type: 'RenameAccount', actor, accountId, name: called(`Acme ${racer}`) } as const;
        return engineOf(racer).ask(wish)();
      });
      const wish = { actor, accountId, name: called('k'), scope: 'API' } as const;
      const issued = Array.from({ length: wide }, (_, racer) => engineOf(racer).issueKey(wish)());
      const unheard = (await Promise.all<{ readonly _tag: string }>([...busy, ...issued])).filter(
        ({ _tag }) => _tag === 'Left',
      );
      // Two engines cannot wait for each other, so there some may have lost five times.
      if (arena.engines === 1) expect(unheard).toEqual([]);
      expect(unheard.length).toBeLessThan(wide / 2);
    }),
    patience,
  );
});
