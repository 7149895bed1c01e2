import { unavailable } from '@recount/core/ports';
import { describe, expect, test } from 'vitest';
import { commit, write } from '../contracts/log/given.js';
import { ask, heldLog, own, range, settled, told } from './batch-log.js';

describe('closing', () => {
  test('answers all that was asked for, refuses what comes, and closes the log once', async () => {
    const held = heldLog();
    ask(held, [own(1)]);
    await held.turn();
    const waiting = ask(held, range(2, 3).map(own));
    const closings = [held.store.close(), held.store.close()];
    expect(await told(ask(held, [own(4)]))).toEqual(['no']);
    expect(held.closed()).toBe(0);
    await held.decide('goes in');
    expect(held.closed()).toBe(0);
    await held.decide('goes in');
    await Promise.all(closings);
    expect(await told(waiting)).toEqual(['at 2', 'at 3']);
    expect(held.closed()).toBe(1);
  });

  test('does not wait for a store that never answers for longer than the deadline', async () => {
    const held = heldLog({ deadline: 100 });
    const first = ask(held, [own(1)]);
    await held.turn();
    const second = ask(held, [own(2)]);
    const closing = held.store.close();
    held.pass(100);
    await closing;
    expect(await told([...first, ...second])).toEqual(['unknown', 'no']);
    expect(held.closed()).toBe(1);
  });

  test('does not wait for a store that never closes either', async () => {
    const held = heldLog({ deadline: 100 }, () => new Promise(() => undefined));
    const closing = held.store.close();
    await settled();
    held.pass(100);
    await closing;
    expect(held.closed()).toBe(1);
  });
});

describe('how much it bears', () => {
  test('what waits, what was sent, and what became of it are counted', async () => {
    const held = heldLog({ queuedCommits: 3, deadline: 100 });
    const nothing = { waiting: 0, waitingBytes: 0, batches: 0, commits: 0, shed: 0, late: 0, conflicts: 0 };
    expect(held.store.load()).toEqual(nothing);
    const bytes = Buffer.byteLength(own(1).writes[0].bodies[0]!.text);
    ask(held, [own(1), commit(2, write('s1', 'none', 'y'))]);
    await held.turn();
    const waiting = ask(held, range(3, 7).map(own));
    expect(held.store.load()).toEqual({
      ...nothing,
      waiting: 3,
      waitingBytes: 3 * bytes,
      batches: 1,
      commits: 2,
      shed: 2,
    });
    await held.decide('goes in');
    expect(held.store.load()).toMatchObject({ waiting: 0, batches: 2, commits: 5, conflicts: 1 });
    held.pass(100);
    expect(await told(waiting.slice(0, 3))).toEqual(['unknown', 'unknown', 'unknown']);
    expect(held.store.load()).toMatchObject({ late: 3, shed: 2 });
  });

  test('who has much to write is served in the order of asking, and holds up nobody for longer', async () => {
    const held = heldLog({ commits: 4 });
    ask(held, [own(1)]);
    await held.turn();
    ask(held, range(2, 5).map(own));
    const [other] = ask(held, [own(6)]);
    ask(held, range(7, 30).map(own));
    await held.decide('goes in');
    await held.decide('goes in');
    await held.decide('goes in');
    expect(await told([other!])).toEqual(['at 6']);
  });
});

describe('two batches of a log that overlaps them', () => {
  const overlapping = (beside: number) => heldLog({ overlapping: true, beside });

  test('share those who wait when there are enough for both', async () => {
    const held = overlapping(2);
    const answers = ask(held, range(1, 5).map(own));
    await held.turn();
    await held.turn();
    expect(held.batches.map(({ length }) => length)).toEqual([3, 2]);
    await held.decide('goes in');
    expect(await told(answers)).toEqual(['at 1', 'at 2', 'at 3', 'waits', 'waits']);
    await held.decide('goes in');
    expect(await told(answers)).toEqual(range(1, 5).map((n) => `at ${n}`));
  });

  test('are under way at most, and a second one only for enough who wait', async () => {
    const held = overlapping(3);
    const answers = [...ask(held, [own(1)])];
    await held.turn();
    answers.push(...ask(held, range(2, 3).map(own)));
    await held.turn();
    expect(held.batches).toHaveLength(1);
    answers.push(...ask(held, range(4, 5).map(own)));
    await held.turn();
    answers.push(...ask(held, range(6, 11).map(own)));
    await held.turn();
    expect(held.batches.map(({ length }) => length)).toEqual([1, 4]);
    for (let n = 0; n < 4; n += 1) await held.decide('goes in');
    expect(held.batches.map(({ length }) => length)).toEqual([1, 4, 6]);
    expect(await told(answers)).toEqual(range(1, 11).map((n) => `at ${n}`));
  });

  test('fail each for itself', async () => {
    const held = overlapping(1);
    const answers = ask(held, range(1, 2).map(own));
    await held.turn();
    await held.turn();
    await held.decide(unavailable('no room'));
    await held.decide('goes in');
    expect(await told(answers)).toEqual(['no', 'at 1']);
  });
});
