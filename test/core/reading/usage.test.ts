import type { ViewStore } from '@recount/core/ports';
import { unavailable } from '@recount/core/ports';
import { left } from 'fp-ts/lib/Either.js';
import { isSome } from 'fp-ts/lib/Option.js';
import { afterEach, describe, expect, it, vi } from 'vitest';
import { answered } from '../../contracts/answers.js';
import { newYear } from '../../contracts/clock.js';
import { grounds } from '../rig/grounds.js';
import { type Node, onNode } from '../rig/node.js';
import { createTeam, issueKey, proof, signIn } from '../rig/people.js';
import { headOf } from '../rig/raw-log.js';

afterEach(() => {
  vi.useRealTimers();
});

const usedAt = async ({ core }: Pick<Node, 'core'>, ids: ReadonlyArray<string>) =>
  (await answered(core.lastUsed(ids))).map((at) => (isSome(at) ? at.value - newYear : undefined));

describe.each(grounds)('$name, a credential', (ground) => {
  const holds = (run: (node: Node) => Promise<void>) => onNode(run, {}, ground);

  it(
    'was last used when somebody was let in by it, and not when nobody was',
    holds(async (node) => {
      const { core, clock, stores } = node;
      const ada = await signIn(core, proof('ada'));
      const accountId = await createTeam(core, ada, 'acme');
      const one = await issueKey(core, ada, { accountId });
      const two = await issueKey(core, ada, { accountId });
      const ids = [one.keyId, ada.sessionId, two.keyId];
      expect(await usedAt(node, ids)).toEqual([undefined, undefined, undefined]);
      const head = await headOf(stores.log);
      clock.set(newYear + 10);
      await answered(core.authenticate(one.text));
      clock.set(newYear + 20);
      await answered(core.authenticate(ada.token));
      await core.authenticate(`${two.text.slice(0, -1)}!`)();
      expect(await usedAt(node, ids)).toEqual([10, 20, undefined]);
      expect(await headOf(stores.log)).toBe(head);
    }),
  );

  it(
    'is known to have been used after a restart, and used later says so',
    holds(async (node) => {
      const ada = await signIn(node.core, proof('ada'));
      node.clock.set(newYear + 10);
      await answered(node.core.authenticate(ada.token));
      const next = await node.restart();
      expect(await usedAt(next, [ada.sessionId])).toEqual([10]);
      next.clock.set(newYear + 30);
      await answered(next.core.authenticate(ada.token));
      expect(await usedAt(next, [ada.sessionId])).toEqual([30]);
    }),
  );
});

describe('what cannot be written of use', () => {
  it('is kept until it can', async () => {
    vi.useFakeTimers({ toFake: ['setInterval', 'clearInterval'] });
    let refuses = true;
    let refused = 0;
    const flushed: string[] = [];
    const tamper = ({ views }: { readonly views: ViewStore }) => ({
      views: {
        ...views,
        used: (uses: Parameters<ViewStore['used']>[0]) => async () => {
          if (refuses) {
            refused += 1;
            return left(unavailable('not now'));
          }
          flushed.push(...uses.map(({ id }) => id));
          return views.used(uses)();
        },
      },
    });
    await onNode(
      async ({ core }) => {
        const ada = await signIn(core, proof('ada'));
        await answered(core.authenticate(ada.token));
        await vi.advanceTimersByTimeAsync(30_000);
        expect([refused, flushed]).toEqual([1, []]);
        refuses = false;
        await vi.advanceTimersByTimeAsync(30_000);
        expect(flushed).toEqual([ada.sessionId]);
      },
      { tamper },
    )();
  });
});
