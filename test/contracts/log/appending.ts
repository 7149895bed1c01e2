import type { BatchLog } from '@recount/core/ports';
import { describe, expect, test } from 'vitest';
import { answered, refusal } from '../answers.js';
import type { Rig } from '../rig.js';
import { asking, commit, idOf, names, write } from './given.js';
import { onFresh } from './standing.js';

const expectations = (rig: Rig<BatchLog>): void => {
  test(
    'a stream that was seen without events must still be without',
    onFresh(rig, async ({ store }) => {
      const receipt = await answered(store.append(commit(1, write('a', 'none', 'x'))));
      expect(receipt).toMatchObject({ commitId: idOf(1), first: 1, last: 1, duplicate: false });
      expect(await refusal(store.append(commit(2, write('a', 'none', 'y'))))).toEqual({
        type: 'Conflict',
        stream: 'a',
      });
    }),
  );

  test(
    'a stream must be at the revision that was seen, neither before nor after it',
    onFresh(rig, async ({ store }) => {
      await answered(store.append(commit(1, write('a', 'none', 'x', 'y'))));
      for (const seen of [0, 2, 7])
        expect(await refusal(store.append(commit(2, write('a', seen, 'z'))))).toEqual({
          type: 'Conflict',
          stream: 'a',
        });
      expect(await answered(store.append(commit(2, write('a', 1, 'z'))))).toMatchObject({
        first: 3,
        last: 3,
      });
      expect(await refusal(store.append(commit(3, write('b', 0, 'z'))))).toEqual({
        type: 'Conflict',
        stream: 'b',
      });
    }),
  );

  test(
    'a commit writes to all of its streams or to none of them',
    onFresh(rig, async ({ store }) => {
      await answered(store.append(commit(1, write('b', 'none', 'x'))));
      const torn = commit(2, write('a', 'none', 'y'), write('b', 'none', 'z'), write('c', 'none', 'w'));
      expect(await refusal(store.append(torn))).toEqual({ type: 'Conflict', stream: 'b' });
      expect(names(await answered(store.readAll(0, 10)))).toEqual(['x']);
      const whole = commit(2, write('a', 'none', 'y'), write('b', 0, 'z'), write('c', 'none', 'w'));
      expect(await answered(store.append(whole))).toMatchObject({ first: 2, last: 4 });
      expect(names(await answered(store.readAll(0, 10)))).toEqual(['x', 'y', 'z', 'w']);
    }),
  );

  test(
    'a stream that is only checked must be where it was seen, and gets no event',
    onFresh(rig, async ({ store }) => {
      await answered(store.append(commit(1, write('a', 'none', 'x'))));
      const stale = commit(2, write('b', 'none', 'y'), write('a', 'none'));
      expect(await refusal(store.append(stale))).toEqual({ type: 'Conflict', stream: 'a' });
      await answered(store.append(commit(2, write('b', 'none', 'y'), write('a', 0), write('c', 'none'))));
      const which = ['a', 'b', 'c'].map((stream) => ({ stream, from: 0 }));
      const { streams } = await answered(store.readStreams(which));
      expect(streams.map(({ revision }) => revision)).toEqual([0, 0, 'none']);
    }),
  );

  test(
    'of many who saw the same stream, one gets it',
    onFresh(rig, async ({ store }) => {
      const racers = Array.from({ length: 32 }, (_, n) =>
        store.append(commit(n, write('a', 'none', `by ${n}`)))(),
      );
      const won = (await Promise.all(racers)).filter(({ _tag }) => _tag === 'Right');
      expect(won).toHaveLength(1);
      expect((await answered(store.readAll(0, 100))).events).toHaveLength(1);
    }),
  );
};

const repeats = (rig: Rig<BatchLog>): void => {
  test(
    'a commit again answers its first receipt, though its expectations are stale by now',
    onFresh(rig, async ({ store, clock }) => {
      const once = commit(1, write('a', 'none', 'x'), write('b', 'none', 'y'));
      const receipt = await answered(store.append(once));
      await answered(store.append(commit(2, write('a', 0, 'z'))));
      clock.set(clock.now() + 1000);
      expect(await answered(store.append(once))).toEqual({ ...receipt, duplicate: true });
      expect(names(await answered(store.readAll(0, 10)))).toEqual(['x', 'y', 'z']);
    }),
  );

  test(
    'what is compared is the request, never the events',
    onFresh(rig, async ({ store }) => {
      const receipt = await answered(store.append(commit(1, write('a', 'none', 'x'))));
      const other = commit(1, write('b', 'none', 'y', 'z'));
      expect(await answered(store.append(other))).toEqual({ ...receipt, duplicate: true });
      expect(names(await answered(store.readAll(0, 10)))).toEqual(['x']);
    }),
  );

  test(
    'an id that was used for another request is a mismatch, and nothing is written',
    onFresh(rig, async ({ store }) => {
      await answered(store.append(commit(1, write('a', 'none', 'x'))));
      const fits = asking('something else', commit(1, write('a', 0, 'y')));
      expect(await refusal(store.append(fits))).toEqual({ type: 'CommitMismatch', commitId: idOf(1) });
      const stale = asking('something else', commit(1, write('a', 'none', 'y')));
      expect(await refusal(store.append(stale))).toEqual({ type: 'CommitMismatch', commitId: idOf(1) });
      expect(names(await answered(store.readAll(0, 10)))).toEqual(['x']);
    }),
  );

  test(
    'a commit that was refused may come again under its id',
    onFresh(rig, async ({ store }) => {
      await answered(store.append(commit(1, write('a', 'none', 'x'))));
      await refusal(store.append(commit(2, write('a', 'none', 'y'))));
      expect(await answered(store.append(asking('anew', commit(2, write('a', 0, 'y')))))).toMatchObject({
        first: 2,
      });
    }),
  );

  test(
    'a commit is found by its id, with what was asked for',
    onFresh(rig, async ({ store }) => {
      const receipt = await answered(store.append(commit(1, write('a', 'none', 'x', 'y'))));
      expect(await answered(store.commit(idOf(1)))).toEqual({
        _tag: 'Some',
        value: { ...receipt, request: 'asked', duplicate: true },
      });
      expect(await answered(store.commit(idOf(2)))).toEqual({ _tag: 'None' });
    }),
  );
};

const batches = (rig: Rig<BatchLog>): void => {
  test(
    'commits of one batch see each other, and one that is refused disturbs none of them',
    onFresh(rig, async ({ log, store }) => {
      const verdicts = await answered(
        log.appendBatch([
          commit(1, write('a', 'none', 'x')),
          commit(2, write('a', 'none', 'lost'), write('b', 'none', 'lost')),
          commit(3, write('a', 0, 'y'), write('b', 'none', 'z')),
          commit(1, write('a', 'none', 'x')),
          asking('something else', commit(3, write('c', 'none', 'lost'))),
          commit(4, write('b', 0, 'w'), write('a', 1)),
        ]),
      );
      expect(verdicts.map(({ type }) => type)).toEqual([
        'ok',
        'Conflict',
        'ok',
        'duplicate',
        'CommitMismatch',
        'ok',
      ]);
      const at = verdicts.flatMap((verdict) =>
        'receipt' in verdict ? [[verdict.receipt.first, verdict.receipt.last]] : [],
      );
      expect(at).toEqual([
        [1, 1],
        [2, 3],
        [1, 1],
        [4, 4],
      ]);
      expect(names(await answered(store.readAll(0, 10)))).toEqual(['x', 'y', 'z', 'w']);
    }),
  );

  test(
    'a batch in which all is refused or known writes nothing',
    onFresh(rig, async ({ log, store }) => {
      await answered(store.append(commit(1, write('a', 'none', 'x'))));
      const verdicts = await answered(
        log.appendBatch([commit(1, write('a', 'none', 'x')), commit(2, write('a', 'none', 'y'))]),
      );
      expect(verdicts.map(({ type }) => type)).toEqual(['duplicate', 'Conflict']);
      expect(await answered(store.readAll(0, 10))).toMatchObject({ head: 1, events: [{ position: 1 }] });
    }),
  );
};

/** What a log promises to those who write. */
export const appending = (rig: Rig<BatchLog>): void => {
  describe('takes commits', () => {
    expectations(rig);
    repeats(rig);
    batches(rig);
  });
};
