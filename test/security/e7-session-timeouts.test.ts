import { day } from '@recount/domain/vocabulary';
import { describe, expect, it, vi } from 'vitest';
import { answered, refusal } from '../contracts/answers.js';
import { newYear } from '../contracts/clock.js';
import { amongOthers, counted } from '../core/rig/engines.js';
import { type Ground, grounds, inPostgres } from '../core/rig/grounds.js';
import { type Node, onNode, type Wanted } from '../core/rig/node.js';
import { proof, signIn, type Somebody, timePasses as itIs } from '../core/rig/people.js';

const expired = { type: 'CredentialRefused', why: 'expired' };

const isOver = async ({ core }: Pick<Node, 'core'>, { token }: Somebody) =>
  expect(await refusal(core.authenticate(token))).toEqual(expired);

const isGood = async ({ core }: Pick<Node, 'core'>, { token, actor }: Somebody) =>
  expect(await answered(core.authenticate(token))).toMatchObject({ type: 'session', actor });

// An engine that has just heard of the hour knows it from its log.
const timePasses = async (node: Parameters<typeof itIs>[0], now: number): Promise<void> => {
  await itIs(node, now);
  await vi.waitFor(async () => {
    const { confirmedAgo } = await answered(node.core.health());
    if (confirmedAgo < 0 || confirmedAgo > 10_000) throw new Error('it has not heard from its log yet');
  });
};

const onAll: ReadonlyArray<Ground> = [...grounds, inPostgres];

describe.each(onAll)('E7 $name, a session', (ground) => {
  const holds = (run: (node: Node) => Promise<void>, wanted: Wanted = {}) => onNode(run, wanted, ground);

  it(
    'E7 is over after a week without use, to the millisecond, and each use begins another week',
    holds(async (node) => {
      const ada = await signIn(node.core, proof('ada'));
      await timePasses(node, newYear + 7 * day - 1);
      await isGood(node, ada);
      await timePasses(node, newYear + 14 * day - 2);
      await isGood(node, ada);
      await timePasses(node, newYear + 21 * day - 2);
      await isOver(node, ada);
    }),
  );

  it(
    'E7 is over after its lifetime, however much it is used',
    holds(async (node) => {
      const ada = await signIn(node.core, proof('ada'));
      for (let week = 1; week < 5; week++) {
        await timePasses(node, newYear + week * 6 * day);
        await isGood(node, ada);
      }
      await timePasses(node, newYear + 30 * day - 1);
      await isGood(node, ada);
      await timePasses(node, newYear + 30 * day);
      await isOver(node, ada);
    }),
  );

  it(
    'E7 is over when the clock goes on by 400 days, and stays over when it goes back',
    holds(async (node) => {
      const ada = await signIn(node.core, proof('ada'));
      const ben = await signIn(node.core, proof('ben'));
      await timePasses(node, newYear + 400 * day);
      await isOver(node, ada);
      await timePasses(node, newYear + day);
      await isOver(node, ada);
      await isGood(node, ben);
    }),
  );

  it(
    'E7 that was too long without use stays over when the clock goes back, after a restart too',
    holds(async (node) => {
      const ada = await signIn(node.core, proof('ada'));
      await timePasses(node, newYear + 8 * day);
      await isOver(node, ada);
      await timePasses(node, newYear + day);
      await isOver(node, ada);
      await isOver(await node.restart(), ada);
    }),
  );

  it(
    'E7 gains nothing by a clock that goes back: its end stays where it was',
    holds(async (node) => {
      const ada = await signIn(node.core, proof('ada'));
      await timePasses(node, newYear + 3 * day);
      await isGood(node, ada);
      await timePasses(node, newYear - day);
      await isGood(node, ada);
      await timePasses(node, newYear + 10 * day);
      await isOver(node, ada);
    }),
  );

  it(
    'E7 is known to have been used after a restart, and to have been started where it was never used',
    holds(async (node) => {
      const ada = await signIn(node.core, proof('ada'));
      const ben = await signIn(node.core, proof('ben'));
      await timePasses(node, newYear + 6 * day);
      await isGood(node, ada);
      const next = await node.restart();
      await timePasses(next, newYear + 8 * day);
      await isGood(next, ada);
      await isOver(next, ben);
    }),
  );

  it(
    'E7 lasts as long as the node is told',
    holds(
      async (node) => {
        const ada = await signIn(node.core, proof('ada'));
        expect(ada.expires).toBe(newYear + 2 * day);
        await timePasses(node, newYear + day);
        await isOver(node, ada);
      },
      { sessions: { idle: day, lifetime: 2 * day } },
    ),
  );
});

describe('E7 a session on two nodes', () => {
  it(
    'E7 that one node alone would call idle is asked for at the store, and goes on if another let it in',
    onNode(async (node) => {
      const other = await node.beside(amongOthers);
      const ada = await signIn(node.core, proof('ada'));
      await isGood({ core: other }, ada);
      await timePasses(node, newYear + 6 * day);
      await isGood(node, ada);
      await node.core.close();
      await timePasses({ core: other, clock: node.clock }, newYear + 8 * day);
      await isGood({ core: other }, ada);
    }, amongOthers),
  );

  it('E7 that is used again and again is not asked for at the store again and again', async () => {
    const counts = new Map<string, number>();
    await onNode(
      async (node) => {
        const ada = await signIn(node.core, proof('ada'));
        await isGood(node, ada);
        counts.clear();
        for (let times = 0; times < 100; times++) await isGood(node, ada);
        expect([...counts.keys()].filter((name) => name !== 'lead' && name !== 'checkpoints')).toEqual([]);
      },
      { tamper: ({ views }) => ({ views: counted(views, counts) }) },
    )();
  });
});

describe('E7 what a crash loses of use', () => {
  it('E7 is no more than what was not flushed: the session ends by its last use that was', async () => {
    vi.useFakeTimers({ toFake: ['setInterval', 'clearInterval'] });
    try {
      await onNode(async (node) => {
        const ada = await signIn(node.core, proof('ada'));
        await timePasses(node, newYear + 3 * day);
        await isGood(node, ada);
        await vi.advanceTimersByTimeAsync(60_000);
        await timePasses(node, newYear + 4 * day);
        await isGood(node, ada);
        // Another engine on the same stores knows what the store does, as after a crash of this one.
        const after = await node.beside(amongOthers);
        await timePasses({ core: after, clock: node.clock }, newYear + 10 * day);
        await isOver({ core: after }, ada);
      }, amongOthers)();
    } finally {
      vi.useRealTimers();
    }
  });
});
