import type { BatchLog, Commit, EventStore } from '@recount/core/ports';
import { describe, expect, test } from 'vitest';
import { answered } from '../answers.js';
import { newYear } from '../clock.js';
import type { Rig } from '../rig.js';
import { body, commit, names, write } from './given.js';
import { onFresh } from './standing.js';

const about = (n: number, stream: string, ...subjects: ReadonlyArray<ReadonlyArray<string>>): Commit =>
  commit(n, {
    stream,
    expected: 'none',
    bodies: subjects.map((ids, at) => body(`${stream}${at}`, ...ids)),
  });

/** Three commits, of one, three and two events. */
const threeCommits = async (store: EventStore): Promise<void> => {
  await answered(store.append(commit(1, write('a', 'none', 'a0'))));
  await answered(store.append(commit(2, write('b', 'none', 'b0', 'b1'), write('a', 0, 'a1'))));
  await answered(store.append(commit(3, write('b', 1, 'b2'), write('c', 'none', 'c0'))));
};

const wholeLog = (rig: Rig<BatchLog>): void => {
  test(
    'a log in which nothing has happened is at 0',
    onFresh(rig, async ({ store }) => {
      expect(await answered(store.readAll(0, 10))).toEqual({ head: 0, events: [] });
      expect(await answered(store.readSubject('p', 0, 10))).toEqual({ head: 0, events: [] });
      expect(await answered(store.readStreams([{ stream: 'a', from: 0 }]))).toEqual({
        head: 0,
        streams: [{ stream: 'a', revision: 'none', events: [] }],
      });
      expect(await answered(store.readStreams([]))).toEqual({ head: 0, streams: [] });
      expect(await answered(store.positionAt(newYear))).toBe(0);
    }),
  );

  test(
    'positions count 1, 2, 3 over all streams, in the order of the commits and of their writes',
    onFresh(rig, async ({ store }) => {
      await threeCommits(store);
      const { head, events } = await answered(store.readAll(0, 100));
      expect(events.map(({ position }) => position)).toEqual([1, 2, 3, 4, 5, 6]);
      expect(names({ events })).toEqual(['a0', 'b0', 'b1', 'a1', 'b2', 'c0']);
      expect(head).toBe(6);
    }),
  );

  test(
    'a reader who asks for what comes after a position never gets that position again',
    onFresh(rig, async ({ store }) => {
      await threeCommits(store);
      expect(names(await answered(store.readAll(1, 1)))).toEqual(['b0', 'b1', 'a1']);
      expect(names(await answered(store.readAll(4, 1)))).toEqual(['b2', 'c0']);
      expect(await answered(store.readAll(6, 10))).toEqual({ head: 6, events: [] });
      expect(await answered(store.readAll(60, 10))).toEqual({ head: 6, events: [] });
    }),
  );

  test(
    'a page ends where a commit ends, and has what was asked for at least',
    onFresh(rig, async ({ store }) => {
      await threeCommits(store);
      const lengths = [1, 2, 3, 4, 5, 6, 7].map(
        async (limit) => (await answered(store.readAll(0, limit))).events.length,
      );
      expect(await Promise.all(lengths)).toEqual([1, 4, 4, 4, 6, 6, 6]);
    }),
  );
};

const subjects = (rig: Rig<BatchLog>): void => {
  test(
    'what the log holds about a subject comes in its order, each event once',
    onFresh(rig, async ({ store }) => {
      await answered(store.append(about(1, 'a', ['p'], ['q'], ['p', 'q', 'p'])));
      await answered(store.append(about(2, 'b', ['q', 'p'])));
      expect(names(await answered(store.readSubject('p', 0, 10)))).toEqual(['a0', 'a2', 'b0']);
      expect(names(await answered(store.readSubject('q', 2, 10)))).toEqual(['a2', 'b0']);
      expect(await answered(store.readSubject('r', 0, 10))).toEqual({ head: 4, events: [] });
    }),
  );

  test(
    'a page about a subject holds no part of what a commit says about it',
    onFresh(rig, async ({ store }) => {
      await answered(store.append(about(1, 'a', ['p'])));
      await answered(store.append(about(2, 'b', ['p'], ['q'], ['p'])));
      await answered(store.append(about(3, 'c', ['q'])));
      await answered(store.append(about(4, 'd', ['p'], ['q'])));
      const pages = [1, 2, 3, 4, 5].map(async (limit) =>
        names(await answered(store.readSubject('p', 0, limit))),
      );
      const all = ['a0', 'b0', 'b2', 'd0'];
      expect(await Promise.all(pages)).toEqual([['a0'], all.slice(0, 3), all.slice(0, 3), all, all]);
      expect(names(await answered(store.readSubject('p', 1, 1)))).toEqual(['b0', 'b2']);
    }),
  );
};

const streams = (rig: Rig<BatchLog>): void => {
  test(
    'streams are read from a revision on, in the order asked for, and say where they are',
    onFresh(rig, async ({ store }) => {
      await threeCommits(store);
      const which = [
        { stream: 'c', from: 0 },
        { stream: 'b', from: 1 },
        { stream: 'nobody', from: 0 },
        { stream: 'a', from: 2 },
        { stream: 'b', from: 2 },
      ];
      const snapshot = await answered(store.readStreams(which));
      expect(snapshot.head).toBe(6);
      expect(snapshot.streams.map((slice) => [slice.stream, slice.revision, ...names(slice)])).toEqual([
        ['c', 0, 'c0'],
        ['b', 2, 'b1', 'b2'],
        ['nobody', 'none'],
        ['a', 1],
        ['b', 2, 'b2'],
      ]);
      expect(snapshot.streams[1]?.events).toMatchObject([
        { position: 3, recordedAt: newYear },
        { position: 5 },
      ]);
    }),
  );
};

const times = (rig: Rig<BatchLog>): void => {
  test(
    'time never runs backwards along the log, though the clock does',
    onFresh(rig, async ({ store, clock }) => {
      const tell = async (n: number, now: number) => {
        clock.set(now);
        return (await answered(store.append(commit(n, write(`s${n}`, 'none', 'x', 'y'))))).recordedAt;
      };
      const told = [
        await tell(1, newYear),
        await tell(2, newYear - 5000),
        await tell(3, newYear + 1),
        await tell(4, 0),
      ];
      expect(told).toEqual([newYear, newYear, newYear + 1, newYear + 1]);
      const { events } = await answered(store.readAll(0, 100));
      expect(events.map(({ recordedAt }) => recordedAt - newYear)).toEqual([0, 0, 0, 0, 1, 1, 1, 1]);
    }),
  );

  test(
    'as of a moment is the last event recorded until then',
    onFresh(rig, async ({ store, clock }) => {
      await answered(store.append(commit(1, write('a', 'none', 'x', 'y'))));
      clock.set(newYear + 10);
      await answered(store.append(commit(2, write('b', 'none', 'x'))));
      await answered(store.append(commit(3, write('c', 'none', 'x'))));
      const moments = [-1, 0, 9, 10, 1000].map((after) => answered(store.positionAt(newYear + after)));
      expect(await Promise.all(moments)).toEqual([0, 2, 2, 4, 4]);
    }),
  );
};

/** What a log promises to those who read. */
export const reading = (rig: Rig<BatchLog>): void => {
  describe('is read', () => {
    wholeLog(rig);
    subjects(rig);
    streams(rig);
    times(rig);
  });
};
