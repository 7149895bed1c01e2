import { groupCommit, type Pace } from '@recount/core/log';
import type { Commit } from '@recount/core/ports';
import { unavailable, unknownOutcome } from '@recount/core/ports';
import { memoryLog } from '@recount/store-memory';
import fc from 'fast-check';
import { left, right } from 'fp-ts/lib/Either.js';
import { describe, expect, test } from 'vitest';
import { answered } from '../contracts/answers.js';
import { asking, commit, idOf, names, write } from '../contracts/log/given.js';
import { ask, type HeldLog, heldLog, own, range, told } from './batch-log.js';

const sizes = ({ batches }: HeldLog): ReadonlyArray<number> => batches.map(({ length }) => length);

describe('what goes together', () => {
  test('commits asked for in one turn share a batch, without waiting for any timer', async () => {
    const held = heldLog();
    const answers = ask(held, range(1, 3).map(own));
    expect(sizes(held)).toEqual([]);
    await held.turn();
    expect(sizes(held)).toEqual([3]);
    await held.decide('goes in');
    expect(await told(answers)).toEqual(['at 1', 'at 2', 'at 3']);
  });

  test('what arrives while a batch is in flight goes together in the next, in its order', async () => {
    const held = heldLog();
    const first = ask(held, [own(1)]);
    await held.turn();
    const early = ask(held, range(2, 4).map(own));
    await held.turn();
    const late = ask(held, range(5, 6).map(own));
    await held.turn();
    expect(sizes(held)).toEqual([1]);
    await held.decide('goes in');
    expect(sizes(held)).toEqual([1, 5]);
    await held.decide('goes in');
    expect(await told([...first, ...early, ...late])).toEqual(range(1, 6).map((n) => `at ${n}`));
  });

  test('who comes when all is done goes at once', async () => {
    const held = heldLog();
    ask(held, [own(1)]);
    await held.turn();
    await held.decide('goes in');
    await held.turn();
    const [later] = ask(held, [own(2)]);
    await held.turn();
    await held.decide('goes in');
    expect(later!()).toBe('at 2');
  });

  test('a batch has at most 512 commits', async () => {
    const held = heldLog();
    ask(held, range(1, 1100).map(own));
    await held.turn();
    await held.decide('goes in');
    await held.decide('goes in');
    expect(sizes(held)).toEqual([512, 512, 76]);
  });

  test('a batch has at most a mebibyte of body text, in bytes, and a larger commit goes alone and whole', async () => {
    const held = heldLog();
    const sized = (n: number, ...bytes: ReadonlyArray<number>): Commit => ({
      ...own(n),
      writes: [
        {
          stream: `s${n}`,
          expected: 'none',
          bodies: bytes.map((size) => ({ text: 'é'.repeat(size / 2), subjects: [] })),
        },
      ],
    });
    const half = 512 * 1024;
    const commits = [
      sized(1, half),
      sized(2, half),
      sized(3, 2),
      sized(4, half * 2, half * 2),
      sized(5, 2),
      sized(6, 2),
    ];
    ask(held, commits);
    await held.turn();
    for (const _ of range(1, 3)) await held.decide('goes in');
    expect(held.batches.map((batch) => batch.map(({ id }) => Number(id.slice(-2))))).toEqual([
      [1, 2],
      [3],
      [4],
      [5, 6],
    ]);
    expect(held.batches[2]?.[0]?.writes[0].bodies).toHaveLength(2);
  });

  test('the same commit twice in the queue is written once; another request under its id is a mismatch', async () => {
    const held = heldLog();
    const answers = ask(held, [own(1), own(1), asking('something else', own(1)), own(2)]);
    await held.turn();
    const later = ask(held, [own(1)]);
    await held.decide('goes in');
    await held.decide('goes in');
    expect(await told([...answers, ...later])).toEqual([
      'at 1',
      'duplicate',
      'CommitMismatch',
      'at 2',
      'duplicate',
    ]);
  });
});

describe('what is turned away', () => {
  test('what finds the queue full was not applied, and those before it are', async () => {
    const held = heldLog({ queuedCommits: 3 });
    const first = ask(held, [own(1)]);
    await held.turn();
    const answers = ask(held, range(2, 6).map(own));
    expect(await told(answers)).toEqual(['waits', 'waits', 'waits', 'no', 'no']);
    await held.decide('goes in');
    const next = ask(held, [own(7)]);
    await held.decide('goes in');
    await held.decide('goes in');
    expect(await told([...first, ...answers.slice(0, 3), ...next])).toEqual(
      range(1, 5).map((n) => `at ${n}`),
    );
  });

  test('a queue is full by bytes too, and has room again when they have left', async () => {
    const bytes = Buffer.byteLength(own(1).writes[0].bodies[0]!.text);
    const held = heldLog({ queuedBytes: 2 * bytes, deadline: 50 });
    const gone = ask(held, [own(1)]);
    await held.turn();
    const answers = ask(held, range(2, 4).map(own));
    expect(await told(answers)).toEqual(['waits', 'waits', 'no']);
    held.pass(50);
    expect(await told([...gone, ...answers])).toEqual(['unknown', 'no', 'no', 'no']);
    expect(await told(ask(held, range(5, 7).map(own)))).toEqual(['waits', 'waits', 'no']);
  });

  test('a commit without an event, or naming a stream twice, never reaches the log', async () => {
    const held = heldLog();
    const answers = ask(held, [
      commit(1, write('a', 'none'), write('b', 'none')),
      commit(2, write('a', 'none', 'x'), write('b', 'none', 'y'), write('a', 0, 'z')),
    ]);
    await held.turn();
    expect(await told(answers)).toEqual(['no', 'no']);
    expect(sizes(held)).toEqual([]);
  });
});

describe('what fails or takes too long', () => {
  test('what waited too long was not applied and never will be', async () => {
    const held = heldLog({ deadline: 100 });
    ask(held, [own(1)]);
    await held.turn();
    held.pass(60);
    const answers = ask(held, range(2, 3).map(own));
    held.pass(60);
    const late = ask(held, [own(4)]);
    expect(await told(answers)).toEqual(['waits', 'waits']);
    held.pass(40);
    expect(await told(answers)).toEqual(['no', 'no']);
    await held.decide('goes in');
    await held.decide('goes in');
    expect(await told(late)).toEqual(['at 2']);
    expect(held.batches.flat().map(({ id }) => id)).toEqual([idOf(1), idOf(4)]);
  });

  test('what was in flight for too long may have been applied, and the same bytes tell', async () => {
    const held = heldLog({ deadline: 100 });
    const [first] = ask(held, [own(1)]);
    await held.turn();
    held.pass(100);
    expect(await told([first!])).toEqual(['unknown']);
    const [again] = ask(held, [own(1)]);
    await held.decide('goes in');
    await held.decide('goes in');
    expect(await told([first!, again!])).toEqual(['unknown', 'duplicate']);
  });

  test.each([
    ['refused', unavailable('no disk'), 'no'],
    ['lost', unknownOutcome('no line'), 'unknown'],
    ['thrown', new Error('a defect'), 'unknown'],
  ] as const)(
    'a batch that was %s is everyone’s fault, and the next one goes in',
    async (_, fate, applied) => {
      const held = heldLog();
      const answers = ask(held, range(1, 3).map(own));
      await held.turn();
      const next = ask(held, [own(4)]);
      await held.decide(fate);
      expect(await told(answers)).toEqual([applied, applied, applied]);
      await held.decide('goes in');
      expect(await told(next)).toEqual(['at 1']);
    },
  );

  test('a store that forgets a verdict leaves that outcome unknown', async () => {
    const log = memoryLog({ clock: { now: () => 0 } });
    const appendBatch: typeof log.appendBatch = (commits) => async () => {
      const outcome = await log.appendBatch(commits)();
      return outcome._tag === 'Right' ? right(outcome.right.slice(0, 1)) : left(outcome.left);
    };
    const store = groupCommit({ ...log, appendBatch });
    const [first, second] = await Promise.all([store.append(own(1))(), store.append(own(2))()]);
    expect([first, second]).toMatchObject([
      { _tag: 'Right' },
      { left: { type: 'Unavailable', applied: 'unknown' } },
    ]);
  });
});

describe('a race of many', () => {
  /** A log whose turns and batches take as long as the scheduler wants. */
  const scheduled = (scheduler: fc.Scheduler) => {
    const log = memoryLog({ clock: { now: () => 0 } });
    const appendBatch: typeof log.appendBatch = (commits) => async () => {
      await scheduler.schedule(Promise.resolve());
      const outcome = await log.appendBatch(commits)();
      await scheduler.schedule(Promise.resolve());
      return outcome;
    };
    const pace: Pace = {
      soon: (run) => void scheduler.schedule(Promise.resolve()).then(run),
      after: () => () => undefined,
      every: () => () => undefined,
    };
    return { log, store: groupCommit({ ...log, appendBatch }, { commits: 3 }, pace) };
  };

  test('for a few streams ends with every acknowledged commit in the log once, in dense order', async () => {
    const streams = fc.array(fc.constantFrom('a', 'b', 'c'), { minLength: 2, maxLength: 40 });
    await fc.assert(
      fc.asyncProperty(fc.scheduler(), streams, async (scheduler, wanted) => {
        const { log, store } = scheduled(scheduler);
        const add = async (stream: string, n: number) => {
          const { streams: seen } = await answered(store.readStreams([{ stream, from: 0 }]));
          await scheduler.schedule(Promise.resolve());
          return store.append(commit(n, write(stream, seen[0]!.revision, `${n}`)))();
        };
        const outcomes = await scheduler.waitFor(Promise.all(wanted.map(add)));
        const { events } = await answered(log.readAll(0, 1000));
        const acknowledged = outcomes.flatMap((outcome, n) =>
          outcome._tag === 'Right' ? [[outcome.right.first, `${n}`] as const] : [],
        );
        expect(events.length).toBeGreaterThan(0);
        expect(events.map(({ position }) => position)).toEqual(range(1, events.length));
        expect(acknowledged.toSorted(([a], [b]) => a - b).map(([, name]) => name)).toEqual(names({ events }));
      }),
      { numRuns: 100 },
    );
  });
});
