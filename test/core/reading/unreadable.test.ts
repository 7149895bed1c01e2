import { openCore } from '@recount/core';
import type { AccountId } from '@recount/domain/vocabulary';
import { describe, expect, it, vi } from 'vitest';
import { answered, refusal } from '../../contracts/answers.js';
import { called } from '../../domain/people.js';
import { type Said, writeByHand } from '../rig/by-hand.js';
import { type Handed, type Node, onNode, optionsOn } from '../rig/node.js';
import { createTeam, proof, signIn, type Somebody } from '../rig/people.js';
import { headOf } from '../rig/raw-log.js';

type Strange = readonly [string, (accountId: string) => Pick<Said, 'type' | 'version' | 'data'>, string];

const strange: ReadonlyArray<Strange> = [
  [
    'of an unknown type',
    (accountId) => ({ type: 'AccountPainted', data: { accountId } }),
    'unknown event AccountPainted',
  ],
  [
    'of an unknown version',
    (accountId) => ({ type: 'AccountArchived', version: 2, data: { accountId } }),
    'unknown version 2 of AccountArchived',
  ],
  [
    'without one of its fields',
    () => ({ type: 'AccountArchived', data: {} }),
    'AccountArchived does not have its fields',
  ],
  [
    'with a field more',
    (accountId) => ({ type: 'AccountArchived', data: { accountId, colour: 'green' } }),
    'AccountArchived does not have its fields',
  ],
  [
    'in a stream of another kind',
    (accountId) => ({ type: 'MailboxReleased', data: { accountId } }),
    'MailboxReleased does not belong in account-',
  ],
];

describe('I5: an event that cannot be understood', () => {
  const handed: Handed[] = [];
  const withHand = (
    run: (given: {
      readonly node: Node;
      readonly hand: Handed;
      readonly ada: Somebody;
      readonly accountId: AccountId;
    }) => Promise<void>,
  ) =>
    onNode(
      async (node) => {
        const hand = handed.pop();
        const ada = await signIn(node.core, proof('ada'));
        const accountId = await createTeam(node.core, ada, 'acme');
        if (hand !== undefined) await run({ node, hand, ada, accountId });
      },
      {
        tamper: (own) => {
          handed.push(own);
          return {};
        },
      },
    );

  it.each(strange)(
    '%s stops an engine that follows, which says where and lets nobody in',
    async (_, said, detail) => {
      await withHand(async ({ node: { core, stores, clock }, hand, ada, accountId }) => {
        const stream = `account-${accountId}`;
        const before = await headOf(stores.log);
        const position = await writeByHand(hand.log, { stream, ...said(accountId) });
        await vi.waitFor(async () => {
          const { trouble } = await answered(core.health());
          expect(trouble).toMatchObject({ type: 'Unreadable', position, stream });
          expect(trouble?.detail).toContain(detail);
        });
        expect(await answered(core.health())).toMatchObject({ head: position, cursor: before });
        clock.set(clock.now() + 30_001);
        expect(await refusal(core.authenticate(ada.token))).toMatchObject({ type: 'ViewsBehind' });
      })();
    },
  );

  it.each(strange)('%s stops a decision that looks at its stream', async (_, said) => {
    await withHand(async ({ node: { core }, hand, ada, accountId }) => {
      const stream = `account-${accountId}`;
      const position = await writeByHand(hand.log, { stream, ...said(accountId) });
      const name = called('Another');
      const wish = { type: 'RenameAccount', actor: ada.actor, accountId, name } as const;
      expect(await refusal(core.ask(wish))).toMatchObject({ type: 'Unreadable', position, stream });
    })();
  });

  it.each(strange)('%s stops an engine that starts', async (_, said) => {
    await withHand(async ({ node: { stores, clock }, hand, accountId }) => {
      const stream = `account-${accountId}`;
      const position = await writeByHand(hand.log, { stream, ...said(accountId) });
      expect(await refusal(openCore(optionsOn(stores, clock, {})))).toMatchObject({
        type: 'Unreadable',
        position,
        stream,
      });
    })();
  });

  it(
    'that is no JSON stops a history',
    onNode(async ({ core, stores }) => {
      const ada = await signIn(core, proof('ada'));
      const head = await headOf(stores.log);
      const bodies = [{ text: '{"stream":', subjects: [ada.identityId] }];
      const write = { stream: 'session-x', expected: 'none', bodies } as const;
      const commit = { id: 'c0ffee00-0000-4000-8000-000000000000', request: 'r', writes: [write] } as const;
      await answered(stores.log.appendBatch([commit]));
      const why = { type: 'Unreadable', position: head + 1, detail: 'not JSON' };
      expect(await refusal(core.history(ada.identityId, { limit: 100 }))).toMatchObject(why);
    }),
  );
});
