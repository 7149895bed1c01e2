import type { Core, Done, KeyMinted, RequestLikeness } from '@recount/core';
import { describe, expect, it } from 'vitest';
import { answered, refusal } from '../../contracts/answers.js';
import { called, handle } from '../../domain/people.js';
import { grounds } from '../rig/grounds.js';
import { onNode } from '../rig/node.js';
import { createTeam, issueKey, joins, proof, signIn, type Somebody } from '../rig/people.js';
import { headOf } from '../rig/raw-log.js';

/** The terms of a request that somebody sends with an Idempotency-Key. */
const terms = async (core: Core, somebody: Somebody, request: Partial<RequestLikeness>) => {
  const who = await answered(core.authenticate(somebody.token));
  const route = '/v1/accounts/:account/keys';
  return { repeatable: core.repeatable({ who, method: 'POST', route, key: 'k1', content: {}, ...request }) };
};

const told = ({ events, position }: Done | KeyMinted) => ({ events, position });

describe.each(grounds)('$name, the same request is one commit for ever', (ground) => {
  const holds = (run: Parameters<typeof onNode>[0]) => onNode(run, {}, ground);

  it(
    'and has the first answer, whatever happened since',
    holds(async ({ core, stores }) => {
      const ada = await signIn(core, proof('ada'));
      const ben = await signIn(core, proof('ben'));
      const accountId = await createTeam(core, ada, 'acme');
      await joins(core, ada, { member: ben, accountId, role: 'admin' });
      const same = await terms(core, ben, { content: { name: 'ci' } });
      const wish = { actor: ben.actor, accountId, name: called('ci'), scope: 'API' } as const;
      const first = await answered(core.issueKey(wish, same));
      await answered(
        core.ask({ type: 'RemoveMember', actor: ada.actor, accountId, identityId: ben.actor.identityId }),
      );
      const head = await headOf(stores.log);
      const again = await answered(core.issueKey(wish, same));
      expect(told(again)).toEqual(told(first));
      expect([first.replayed, again.replayed]).toEqual([false, true]);
      expect([again.keyId, again.secret]).toEqual([first.keyId, first.secret]);
      expect(await headOf(stores.log)).toBe(head);
    }),
  );

  it(
    'after a restart too',
    holds(async ({ core, restart }) => {
      const ada = await signIn(core, proof('ada'));
      const accountId = await createTeam(core, ada, 'acme');
      const wish = { actor: ada.actor, accountId, name: called('ci'), scope: 'API' } as const;
      const first = await answered(core.issueKey(wish, await terms(core, ada, {})));
      const next = await restart();
      const head = await headOf(next.stores.log);
      const again = await answered(next.core.issueKey(wish, await terms(next.core, ada, {})));
      expect(told(again)).toEqual(told(first));
      expect([again.replayed, again.keyId, again.secret]).toEqual([true, first.keyId, first.secret]);
      expect(await headOf(next.stores.log)).toBe(head);
    }),
  );

  it(
    'from another session of the same person it is the same, from another person it is theirs',
    holds(async ({ core }) => {
      const ada = await signIn(core, proof('ada'));
      const elsewhere = await signIn(core, proof('ada'));
      const ben = await signIn(core, proof('ben'));
      const [one, same, other] = await Promise.all([
        terms(core, ada, {}),
        terms(core, elsewhere, {}),
        terms(core, ben, {}),
      ]);
      expect(same).toEqual(one);
      expect(other.repeatable.commitId).not.toBe(one.repeatable.commitId);
    }),
  );

  it(
    'another method, route or Idempotency-Key makes another request',
    holds(async ({ core }) => {
      const ada = await signIn(core, proof('ada'));
      const requests = [{}, { method: 'PUT' }, { route: '/v1/teams' }, { key: 'k2' }];
      const all = await Promise.all(requests.map((request) => terms(core, ada, request)));
      expect(new Set(all.map(({ repeatable }) => repeatable.commitId)).size).toBe(requests.length);
    }),
  );

  it(
    'saying something else under the same key is refused, and nothing is written',
    holds(async ({ core, stores }) => {
      const ada = await signIn(core, proof('ada'));
      const accountId = await createTeam(core, ada, 'acme');
      const wish = { actor: ada.actor, accountId, scope: 'API' } as const;
      const asked = (name: string) => async () => {
        const same = await terms(core, ada, { content: { name } });
        return core.issueKey({ ...wish, name: called(name) }, same)();
      };
      await answered(asked('one'));
      const head = await headOf(stores.log);
      expect(await refusal(asked('two'))).toEqual({ type: 'IdempotencyMismatch' });
      expect(await headOf(stores.log)).toBe(head);
    }),
  );

  it(
    'a refusal is not remembered: it is decided anew',
    holds(async ({ core }) => {
      const ada = await signIn(core, proof('ada'));
      const ben = await signIn(core, proof('ben'));
      const accountId = await createTeam(core, ada, 'acme');
      const same = await terms(core, ada, {});
      const leave = core.ask({ type: 'LeaveAccount', actor: ada.actor, accountId }, same);
      expect(await refusal(leave)).toEqual({ type: 'TeamKeepsAnAdmin', accountId });
      await joins(core, ada, { member: ben, accountId, role: 'admin' });
      expect((await answered(leave)).events.map(({ event }) => event.type)).toEqual([
        'MemberLeft',
        'AccountLeft',
      ]);
      expect((await answered(leave)).replayed).toBe(true);
    }),
  );

  it(
    'what was already so is not remembered either',
    holds(async ({ core }) => {
      const ada = await signIn(core, proof('ada'));
      const accountId = await createTeam(core, ada, 'acme');
      const same = await terms(core, ada, {});
      const home = { type: 'SwitchContext', actor: ada.actor, to: ada.context } as const;
      expect((await answered(core.ask(home, same))).events).toEqual([]);
      await answered(core.ask({ type: 'SwitchContext', actor: ada.actor, to: accountId }));
      expect((await answered(core.ask(home, same))).events).toHaveLength(1);
    }),
  );

  it(
    'a commit of several events is answered with its own and no others',
    holds(async ({ core }) => {
      const ada = await signIn(core, proof('ada'));
      const same = await terms(core, ada, {});
      const accountId = core.newAccountId();
      const wish = {
        type: 'CreateTeam',
        actor: ada.actor,
        accountId,
        name: called('A'),
        handle: handle('acme'),
      } as const;
      const first = await answered(core.ask(wish, same));
      await issueKey(core, ada, { accountId });
      const again = await answered(core.ask(wish, same));
      expect(again.events).toHaveLength(4);
      expect(told(again)).toEqual(told(first));
    }),
  );
});
