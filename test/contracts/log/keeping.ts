import { groupCommit } from '@recount/core/log';
import { type BatchLog, type Unavailable, unknownOutcome } from '@recount/core/ports';
import { left } from 'fp-ts/lib/Either.js';
import { describe, expect, test } from 'vitest';
import { answered, refusal } from '../answers.js';
import type { Rig } from '../rig.js';
import { commit, idOf, names, write } from './given.js';
import { onFresh } from './standing.js';

const awkward: ReadonlyArray<readonly [what: string, text: string]> = [
  ['an escaped NUL', '{"a":"\\u0000","b":"x\\u0000y"}'],
  ['escaped lone surrogates', '{"a":"\\ud800","b":"\\udc00\\ud800"}'],
  ['emoji and combining marks', '{"a":"🧮👩‍👩‍👧 e\u0301 é \u{10ffff} \ufeff\uffff"}'],
  ['quotes, backslashes and line ends', '{"a":"\\\\\\"\\n\\r\\t\u2028\u2029\'\'; --"}'],
  ['keys twice and out of order, and spaces', '{ "b":1,"a":2 , "b":3 }'],
  ['numbers as they were written', '{"a":1.0,"b":1e2,"c":-0,"d":123456789012345678901234567890}'],
  ['a mebibyte', JSON.stringify({ a: '🧮"\\\u0001x'.repeat(120_000) })],
];

/** A log whose answer is lost, before or after the batch went in. */
const losing = (log: BatchLog, when: 'before' | 'after'): BatchLog => {
  const lost: Unavailable = unknownOutcome('the line went dead');
  const appendBatch: BatchLog['appendBatch'] = (commits) => async () => {
    if (when === 'after') await log.appendBatch(commits)();
    return left(lost);
  };
  return { ...log, appendBatch };
};

const bytes = (rig: Rig<BatchLog>): void => {
  test.each(awkward)('a body comes back byte for byte: %s', async (_, text) =>
    onFresh(rig, async ({ store, reopen }) => {
      const bodies = [{ text, subjects: ['p'] }];
      await answered(store.append(commit(1, { stream: 'a', expected: 'none', bodies })));
      const later = (await reopen?.()) ?? store;
      const stored = [{ position: 1, recordedAt: expect.any(Number), text }];
      expect((await answered(later.readAll(0, 1))).events).toEqual(stored);
      expect((await answered(later.readSubject('p', 0, 1))).events).toEqual(stored);
      expect((await answered(later.readStreams([{ stream: 'a', from: 0 }]))).streams[0]?.events).toEqual(
        stored,
      );
    })(),
  );
};

const outcomes = (rig: Rig<BatchLog>): void => {
  test(
    'an unknown outcome is settled by the same bytes again: it had happened',
    onFresh(rig, async ({ log, store }) => {
      const sent = commit(1, write('a', 'none', 'x'));
      expect(await refusal(groupCommit(losing(log, 'after')).append(sent))).toMatchObject({
        applied: 'unknown',
      });
      expect(await answered(store.append(sent))).toMatchObject({ first: 1, duplicate: true });
      expect(names(await answered(store.readAll(0, 10)))).toEqual(['x']);
    }),
  );

  test(
    'an unknown outcome is settled by the same bytes again: it had not happened',
    onFresh(rig, async ({ log, store }) => {
      const sent = commit(1, write('a', 'none', 'x'));
      expect(await refusal(groupCommit(losing(log, 'before')).append(sent))).toMatchObject({
        applied: 'unknown',
      });
      expect(await answered(store.append(sent))).toMatchObject({ first: 1, duplicate: false });
      expect(names(await answered(store.readAll(0, 10)))).toEqual(['x']);
    }),
  );

  test(
    'a restart loses nothing that was acknowledged, and knows every commit',
    onFresh(rig, async ({ store, clock, reopen }) => {
      if (reopen === undefined) return expect(store.durability).toBe('none');
      const first = commit(1, write('a', 'none', 'x', 'y'), write('b', 'none', 'z'));
      const receipt = await answered(store.append(first));
      const before = await answered(store.readAll(0, 10));
      clock.set(clock.now() - 60_000);
      const again = await reopen();
      expect(await answered(again.readAll(0, 10))).toEqual(before);
      expect(await answered(again.append(first))).toEqual({ ...receipt, duplicate: true });
      expect(await refusal(again.append(commit(2, write('a', 0, 'w'))))).toEqual({
        type: 'Conflict',
        stream: 'a',
      });
      expect(await answered(again.append(commit(2, write('a', 1, 'w'))))).toEqual({
        commitId: idOf(2),
        first: 4,
        last: 4,
        recordedAt: receipt.recordedAt,
        duplicate: false,
      });
    }),
  );
};

const waking = (rig: Rig<BatchLog>): void => {
  test(
    'who waits is woken by an append, and no append between two looks is missed',
    onFresh(rig, async ({ store }) => {
      const over = new AbortController();
      const news = store.wake(over.signal)[Symbol.asyncIterator]();
      const waiting = news.next();
      await answered(store.append(commit(1, write('a', 'none', 'x'))));
      expect((await waiting).done).toBe(false);
      await answered(store.append(commit(2, write('a', 0, 'y'))));
      await answered(store.append(commit(3, write('a', 1, 'z'))));
      expect((await news.next()).done).toBe(false);
      over.abort();
      expect((await news.next()).done).toBe(true);
    }),
  );

  test(
    'waiting ends with the signal, and with the log',
    onFresh(rig, async ({ store }) => {
      const over = new AbortController();
      const called = store.wake(over.signal)[Symbol.asyncIterator]().next();
      const kept = store.wake(new AbortController().signal)[Symbol.asyncIterator]().next();
      over.abort();
      expect((await called).done).toBe(true);
      expect((await store.wake(over.signal)[Symbol.asyncIterator]().next()).done).toBe(true);
      await store.close();
      expect((await kept).done).toBe(true);
    }),
  );

  test(
    'closing answers what was asked for, and refuses what comes after',
    onFresh(rig, async ({ store }) => {
      const asked = [1, 2, 3].map((n) => store.append(commit(n, write(`s${n}`, 'none', 'x')))());
      const closing = store.close();
      expect((await Promise.all(asked)).map(({ _tag }) => _tag)).toEqual(['Right', 'Right', 'Right']);
      expect(await refusal(store.append(commit(4, write('d', 'none', 'x'))))).toMatchObject({
        applied: 'no',
      });
      await closing;
      await store.close();
    }),
  );
};

/** What a log promises about what it holds. */
export const keeping = (rig: Rig<BatchLog>): void => {
  describe('keeps its word', () => {
    bytes(rig);
    outcomes(rig);
    waking(rig);
  });
};
