import type { Core } from '@recount/core';
import { unavailable } from '@recount/core/ports';
import { day } from '@recount/domain/vocabulary';
import { accountsOfIdentity } from '@recount/projections';
import { left } from 'fp-ts/lib/Either.js';
import { describe, expect, it } from 'vitest';
import { answered } from '../../contracts/answers.js';
import { newYear } from '../../contracts/clock.js';
import { called } from '../../domain/people.js';
import { grounds } from '../rig/grounds.js';
import { type Node, onNode } from '../rig/node.js';
import { createTeam, proof, signIn, type Somebody, timePasses, told } from '../rig/people.js';

const withKey = async (core: Core, { token }: Somebody, key: string) => {
  const who = await answered(core.authenticate(token));
  return { repeatable: core.repeatable({ who, method: 'POST', route: '/keys', key, content: {} }) };
};

const once = <A>(run: () => Promise<A>): (() => Promise<A>) => {
  let done: Promise<A> | undefined;
  return () => (done ??= run());
};

const teamsOf = async (core: Core, { identityId }: Somebody) =>
  (await answered(core.look.list(accountsOfIdentity, identityId, { limit: 9 }))).rows.map(
    ({ document }) => document.accountId,
  );

type Issuing = Node & { readonly issue: (key: string, core?: Core) => Promise<string | undefined> };

describe.each(grounds)('$name, the secret of a key', (ground) => {
  const issuing = (run: (node: Issuing) => Promise<void>) =>
    onNode(
      async (node) => {
        const ada = await signIn(node.core, proof('ada'));
        const accountId = await createTeam(node.core, ada, 'acme');
        const issue = async (key: string, core = node.core) => {
          const wish = { actor: ada.actor, accountId, name: called('ci'), scope: 'API' } as const;
          const { secret } = await answered(core.issueKey(wish, await withKey(core, ada, key)));
          return secret.type === 'told' ? secret.secret : undefined;
        };
        await run({ ...node, issue });
      },
      {},
      ground,
    );

  it(
    'is told again to the same request for a day, and then no more',
    issuing(async ({ issue, core, clock }) => {
      const first = await issue('k1');
      expect(first).toMatch(/^rk_/);
      await timePasses({ core, clock }, newYear + day - 1);
      expect(await issue('k1')).toBe(first);
      await timePasses({ core, clock }, newYear + day);
      expect(await issue('k1')).toBeUndefined();
      expect(await issue('k1')).toBeUndefined();
    }),
  );

  it(
    'is told again though the log did not answer when it was to be kept',
    issuing(async ({ issue, restart }) => {
      let faults = 1;
      const { core } = await restart({
        tamper: ({ log }) => ({
          log: {
            ...log,
            readStreams: (which) => () =>
              faults-- > 0 ? Promise.resolve(left(unavailable('not now'))) : log.readStreams(which)(),
          },
        }),
      });
      const first = await issue('k1', core);
      expect(first).toMatch(/^rk_/);
      expect(await issue('k1', core)).toBe(first);
    }),
  );

  it(
    'is told again after a restart',
    issuing(async ({ issue, restart }) => {
      const first = await issue('k1');
      const { core } = await restart();
      expect(await issue('k1', core)).toBe(first);
    }),
  );

  it(
    'is another for another Idempotency-Key',
    issuing(async ({ issue }) => {
      expect(await issue('k1')).not.toBe(await issue('k2'));
    }),
  );

  it(
    'opens under its own Idempotency-Key only, wherever the record is put',
    issuing(async ({ core, issue, stores: { vault } }) => {
      const ada = await signIn(core, proof('ada'));
      const [one, two] = [await withKey(core, ada, 'k1'), await withKey(core, ada, 'k2')];
      const first = await issue('k1');
      const [record] = await answered(vault.get('one-time', [one.repeatable.commitId]));
      if (record?._tag !== 'Some') throw new Error('nothing was kept');
      expect(record.value).not.toContain(first);
      const expires = newYear + day;
      const planted = {
        shelf: 'one-time',
        id: two.repeatable.commitId,
        wrapped: record.value,
        expires,
      } as const;
      await answered(vault.put([planted]));
      const second = await issue('k2');
      expect(second).toMatch(/^rk_/);
      expect(second).not.toBe(first);
    }),
  );

  it(
    'is not told to whoever has the commit and not the Idempotency-Key',
    issuing(async ({ core, issue }) => {
      const ada = await signIn(core, proof('ada'));
      const own = await withKey(core, ada, 'k1');
      expect(await issue('k1')).toMatch(/^rk_/);
      const [accountId] = await teamsOf(core, ada);
      const wish = { actor: ada.actor, accountId: accountId!, name: called('ci'), scope: 'API' } as const;
      const guessed = { repeatable: { ...own.repeatable, key: 'k2' } };
      const again = await answered(core.issueKey(wish, guessed));
      expect([again.replayed, again.secret]).toEqual([true, { type: 'gone' }]);
    }),
  );

  it(
    'is told once where the request cannot be repeated',
    issuing(async ({ core, stores: { vault } }) => {
      const ada = await signIn(core, proof('ada'));
      const accountId = await createTeam(core, ada, 'globex');
      const done = await answered(
        core.issueKey({ actor: ada.actor, accountId, name: called('ci'), scope: 'API' }),
      );
      expect(told(done.secret)).toMatch(/^rk_/);
      const commit = done.events[0]?.commit ?? '';
      expect(await answered(vault.get('one-time', [commit]))).toEqual([{ _tag: 'None' }]);
    }),
  );
});

describe('the secret of a key that could not be issued a moment before', () => {
  it(
    'is told again all the same',
    onNode(async ({ core, beside }) => {
      const ada = await signIn(core, proof('ada'));
      const accountId = await createTeam(core, ada, 'acme');
      await answered(core.ask({ type: 'ArchiveAccount', actor: ada.actor, accountId }));
      const { actor } = ada;
      const restored = once(() => answered(core.ask({ type: 'RestoreAccount', actor, accountId })));
      const other = await beside({
        tamper: ({ log }) => ({
          log: {
            ...log,
            readStreams: (which) => async () => {
              const found = await log.readStreams(which)();
              await restored();
              return found;
            },
          },
        }),
      });
      const wish = { actor, accountId, name: called('ci'), scope: 'API' } as const;
      const terms = await withKey(other, ada, 'k1');
      const first = told((await answered(other.issueKey(wish, terms))).secret);
      expect(told((await answered(other.issueKey(wish, terms))).secret)).toBe(first);
    }),
  );
});
