import { openCore } from '@recount/core';
import { groupCommit } from '@recount/core/log';
import type { ViewStore } from '@recount/core/ports';
import {
  accounts,
  accountsOfIdentity,
  keysOfAccount,
  membersOfAccount,
  views as allViews,
} from '@recount/projections';
import { memoryViews } from '@recount/store-memory';
import { isSome } from 'fp-ts/lib/Option.js';
import { describe, expect, it } from 'vitest';
import { answered, refusal } from '../../contracts/answers.js';
import { called } from '../../domain/people.js';
import { grounds } from '../rig/grounds.js';
import { type Node, onNode, secret } from '../rig/node.js';
import { createTeam, issueKey, joins, proof, signIn } from '../rig/people.js';
import { headOf } from '../rig/raw-log.js';
import { type RecordedViews, recordedViews } from '../rig/recording.js';
import { misread } from '../rig/tampering.js';

const muchHappens = async ({ core }: Pick<Node, 'core'>) => {
  const ada = await signIn(core, proof('ada'));
  const ben = await signIn(core, proof('ben'));
  const accountId = await createTeam(core, ada, 'acme');
  await joins(core, ada, { member: ben, accountId, role: 'admin' });
  const { keyId } = await issueKey(core, ben, { accountId });
  await answered(core.ask({ type: 'RevokeKey', actor: ada.actor, accountId, keyId, why: 'other' }));
  await answered(core.ask({ type: 'SignOutEverywhere', actor: ada.actor, keepThisOne: true }));
  await answered(core.ask({ type: 'RemoveMember', actor: ada.actor, accountId, identityId: ben.identityId }));
  return { ada, ben, accountId, keyId };
};

describe.each(grounds)('$name, a log of several pages', (ground) => {
  it(
    'is read on while a page of it is folded into the views',
    onNode(
      async ({ core, stores }) => {
        const ada = await signIn(core, proof('ada'));
        const accountId = await createTeam(core, ada, 'acme');
        let last: Awaited<ReturnType<typeof issueKey>> | undefined;
        // A few at once: a busy machine takes longer for all of them than a command waits.
        for (let i = 0; i < 20; i++) {
          const issued = Array.from({ length: 30 }, () => issueKey(core, ada, { accountId }));
          last = (await Promise.all(issued)).at(-1);
        }
        const log = groupCommit(stores.log);
        let readOn = (): void => undefined;
        const isReadOn = new Promise<void>((resolve) => (readOn = resolve));
        const watched: typeof log = {
          ...log,
          readAll: (after, limit) => {
            if (after > 1 && after < 600) readOn();
            return log.readAll(after, limit);
          },
        };
        const kept = memoryViews({ clock: { now: () => 0 } });
        const views: ViewStore = {
          ...kept,
          apply: (changes, way) => () => isReadOn.then(() => kept.apply(changes, way)()),
        };
        const close = () => Promise.resolve();
        const anew = openCore({
          log: { ...watched, close },
          views,
          vault: { ...stores.vault, close },
          secret,
        });
        const other = await answered(anew);
        const row = await answered(other.look.row(keysOfAccount, last?.keyId ?? ''));
        expect(isSome(row)).toBe(true);
        await other.close();
      },
      {},
      ground,
    ),
  );
});

describe.each(grounds)('$name, the views', (ground) => {
  const holds = (run: (node: Node) => Promise<void>) => onNode(run, {}, ground);

  it(
    'show a write to whoever was answered',
    holds(async ({ core }) => {
      const ada = await signIn(core, proof('ada'));
      const accountId = await createTeam(core, ada, 'acme');
      for (const name of ['One', 'Two', 'Three']) {
        const wish = { type: 'RenameAccount', actor: ada.actor, accountId, name: called(name) } as const;
        const done = await answered(core.ask(wish));
        expect(done.views).toBe('current');
        const row = await answered(core.look.row(accounts, accountId));
        expect(isSome(row) && row.value.document).toMatchObject({ name });
        await answered(core.reached(done.position, 0));
      }
    }),
  );

  it(
    'say when they do not show a position yet',
    holds(async ({ core, stores }) => {
      const head = await headOf(stores.log);
      expect(await core.reached(head + 1, 10)()).toMatchObject({
        left: { type: 'ViewsBehind', position: head },
      });
    }),
  );

  it(
    'go on where they were after a restart',
    holds(async (node) => {
      const { accountId, keyId } = await muchHappens(node);
      const { core, stores } = await node.restart();
      const { views, head, cursor } = await answered(core.health());
      expect([head, cursor]).toEqual([await headOf(stores.log), head]);
      expect(views.map(({ checkpoint }) => checkpoint)).toEqual(allViews.map(() => head));
      const keys = await answered(core.look.list(keysOfAccount, accountId, { limit: 10 }));
      expect(keys).toMatchObject({ position: head, rows: [{ id: keyId, document: { state: 'revoked' } }] });
    }),
  );

  it(
    'list page by page, each row once and in order',
    holds(async ({ core }) => {
      const ada = await signIn(core, proof('ada'));
      const teams: string[] = [ada.context];
      for (const name of ['one', 'two', 'three', 'four'])
        teams.push(await createTeam(core, ada, `${name}-team`));
      const seen: string[] = [];
      let after: { readonly sort: string; readonly id: string } | undefined;
      do {
        const wish = { limit: 2, ...(after === undefined ? {} : { after }) };
        const page = await answered(core.look.list(accountsOfIdentity, ada.identityId, wish));
        seen.push(...page.rows.map(({ document }) => document.accountId));
        after = page.next;
      } while (after !== undefined);
      expect(seen).toEqual(teams);
    }),
  );
});

describe('views that are built again', () => {
  let live: RecordedViews;

  it(
    'are what they were, row by row',
    onNode(
      async (node) => {
        await muchHappens(node);
        const anew = recordedViews(memoryViews({ clock: node.clock }));
        const log = groupCommit(node.stores.log);
        const other = await answered(
          openCore({ ...node.stores, log, views: anew, secret, clock: node.clock }),
        );
        expect(Object.keys(anew.held())).toHaveLength(allViews.length);
        expect(anew.held()).toEqual(live.held());
        await other.close();
      },
      {
        tamper: ({ views }) => {
          live = recordedViews(views);
          return { views: live };
        },
      },
    ),
  );

  it(
    'are what they were where another runner was first with a part of them',
    onNode(async (node) => {
      const anew = recordedViews(memoryViews({ clock: node.clock }));
      const started = () =>
        answered(
          openCore({
            ...node.stores,
            log: groupCommit(node.stores.log),
            views: anew,
            secret,
            clock: node.clock,
          }),
        );
      const both = await Promise.all([started(), started()]);
      await muchHappens(node);
      const head = await headOf(node.stores.log);
      for (const core of both) await answered(core.reached(head, 4_000));
      const whole = recordedViews(memoryViews({ clock: node.clock }));
      const third = await answered(
        openCore({
          ...node.stores,
          log: groupCommit(node.stores.log),
          views: whole,
          secret,
          clock: node.clock,
        }),
      );
      expect(anew.held()).toEqual(whole.held());
      for (const core of [...both, third]) await core.close();
    }),
  );
});

describe('a view that cannot fold', () => {
  const torn = (views: ViewStore): ViewStore => misread(views, 'membersOfAccount', () => '{"torn');

  it(
    'stops and says where; the others and all writes go on, and it goes on where it was once it can',
    onNode(async (whole) => {
      const ada = await signIn(whole.core, proof('ada'));
      const ben = await signIn(whole.core, proof('ben'));
      const accountId = await createTeam(whole.core, ada, 'acme');
      await joins(whole.core, ada, { member: ben, accountId, role: 'developer' });
      // What a runner wrote itself it does not read again.
      const node = await whole.restart({ tamper: ({ views }) => ({ views: torn(views) }) });
      const before = await headOf(node.stores.log);
      const { identityId } = ben;
      const wish = {
        type: 'ChangeRole',
        actor: ada.actor,
        accountId,
        identityId,
        role: 'auditor',
      } as const;
      const changed = await answered(node.core.ask(wish));
      expect(changed.views).toBe('behind');
      await issueKey(node.core, ada, { accountId });
      const { head, views } = await answered(node.core.health());
      const [stopped, ...more] = views.filter((view) => view.stopped !== undefined);
      expect(more).toEqual([]);
      expect(stopped).toMatchObject({ name: 'membersOfAccount', checkpoint: before });
      expect(stopped?.stopped?.position).toBe(before + 1);
      expect(stopped?.stopped?.detail).toContain('JSON');
      const others = views.filter(({ name }) => name !== 'membersOfAccount');
      expect(others.map(({ checkpoint }) => checkpoint)).toEqual(others.map(() => head));
      const members = node.core.look.list(membersOfAccount, accountId, { limit: 5 });
      expect(await refusal(members)).toEqual({ type: 'ViewsBehind', position: before });
      await answered(node.core.look.row(accounts, accountId));
      await answered(node.core.reached(head, 0));

      const mended = await node.restart({});
      const standing = (await answered(mended.core.health())).views;
      expect(standing.every((view) => view.stopped === undefined && view.checkpoint === head)).toBe(true);
      const mendedMembers = await answered(mended.core.look.list(membersOfAccount, accountId, { limit: 5 }));
      expect(mendedMembers.rows.map(({ document }) => document.role)).toEqual(['admin', 'auditor']);
    }),
  );
});
