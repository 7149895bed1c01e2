import type { Core, Terms, Wish } from '@recount/core';
import type { BatchLog, EventStore } from '@recount/core/ports';
import { fc } from '@fast-check/vitest';
import { decisionOf, type States } from '@recount/domain';
import { folds, type Stream } from '@recount/domain/facts';
import { isDeepStrictEqual } from 'node:util';
import { describe, expect, it } from 'vitest';
import { newYear } from '../../contracts/clock.js';
import { called, handle } from '../../domain/people.js';
import { onNode, type Wanted } from '../rig/node.js';
import { headOf, type RawEvent, rawLog } from '../rig/raw-log.js';
import { whatIsWrong } from '../rig/true-of-log.js';
import { newWorld, type World } from './moves.js';

const runs = process.env['RECOUNT_LONG'] === '1' ? 600 : 60;

/** Somebody asks one of two engines for something, by number. */
const wishing = fc.record({
  engine: fc.nat(1),
  who: fc.nat(2),
  what: fc.nat(8),
  whom: fc.nat(2),
  which: fc.nat(2),
});
type Wishing = typeof wishing extends fc.Arbitrary<infer W> ? W : never;

const roles = ['admin', 'developer', 'auditor'] as const;

const wishes = ({ people, teams }: World, { who, what, whom, which }: Wishing): Wish => {
  const { actor } = people[who]!;
  const { identityId } = people[whom]!;
  const accountId = teams[0]!;
  const all: ReadonlyArray<Wish> = [
    { type: 'RenameAccount', actor, accountId, name: called(`Name ${which}`) },
    { type: 'ChangeHandle', actor, accountId, handle: handle(`handle-${which}`) },
    { type: 'ArchiveAccount', actor, accountId },
    { type: 'RestoreAccount', actor, accountId },
    { type: 'ChangeRole', actor, accountId, identityId, role: roles[which]! },
    { type: 'ChangeRole', actor, accountId, identityId, role: 'admin' },
    { type: 'LeaveAccount', actor, accountId },
    { type: 'SwitchContext', actor, to: which === 0 ? people[who]!.context : accountId },
    { type: 'RemoveMember', actor, accountId, identityId },
  ];
  return all[what]!;
};

/** Waits for other turns of the event loop, as many as come next in a row of numbers. */
const turns = (row: ReadonlyArray<number>) => {
  let at = 0;
  return async (): Promise<void> => {
    for (let n = row[at++ % row.length] ?? 0; n > 0; n--) await new Promise((go) => setImmediate(go));
  };
};

/** A log that takes its time for everything, now more and now less. */
const slow = (log: EventStore, wait: () => Promise<void>): EventStore => {
  const slowly =
    <A>(task: () => Promise<A>) =>
    async (): Promise<A> => {
      await wait();
      const answer = await task();
      await wait();
      return answer;
    };
  return {
    ...log,
    append: (commit) => slowly(log.append(commit)),
    readStreams: (which) => slowly(log.readStreams(which)),
    readAll: (after, limit) => slowly(log.readAll(after, limit)),
  };
};

/** The states of streams when the log ended there. */
const statesAt =
  (log: ReadonlyArray<RawEvent>, head: number): States =>
  (stream) => {
    const { initial, evolve } = folds[(stream as Stream).kind];
    const own = log.filter(({ position, body }) => position <= head && body.stream === stream.name);
    // What was written was an event of that stream's kind.
    const state = own.reduce<unknown>(
      (was, { body }) => evolve(was as never, { type: body.type, ...body.data } as never),
      initial,
    );
    return state as never;
  };

type Answer = Awaited<ReturnType<ReturnType<Core['ask']>>>;
type Told = {
  readonly wish: Wish;
  readonly terms: Terms;
  readonly from: number;
  readonly to: number;
  readonly answer: Answer;
};

const revisionAt = (log: ReadonlyArray<RawEvent>, head: number, stream: string): number | 'none' => {
  const own = log.filter(({ position, body }) => position <= head && body.stream === stream);
  return own.at(-1)?.body.revision ?? 'none';
};

/** Whether an answer for which nothing was written was the true one when the log ended there. */
const isTrueAt = (log: ReadonlyArray<RawEvent>, head: number, { wish, terms, answer }: Told): boolean => {
  const decision = decisionOf({ ...wish, at: newYear })(statesAt(log, head));
  if (answer._tag === 'Right') return decision._tag === 'Right' && decision.right.length === 0;
  if (answer.left.type !== 'RevisionMoved') return isDeepStrictEqual(decision, answer);
  const moved = terms.seen !== undefined && revisionAt(log, head, terms.seen.stream) === answer.left.revision;
  return decision._tag === 'Right' && moved;
};

const faults = new Set(['Contended', 'Unavailable']);

/** The answers without a commit that were true at no moment between asking and answering. */
const untrue = (log: ReadonlyArray<RawEvent>, told: ReadonlyArray<Told>): ReadonlyArray<Told> =>
  told.filter(({ answer, from, to, ...others }) => {
    if (answer._tag === 'Right' ? answer.right.events.length > 0 : faults.has(answer.left.type)) return false;
    const moments = log.filter(({ body }) => body.index === body.count - 1).map(({ position }) => position);
    const between = moments.filter((head) => head >= from && head <= to);
    return !between.some((head) => isTrueAt(log, head, { answer, from, to, ...others }));
  });

describe('of two engines on one log', () => {
  const row = fc.array(fc.nat(6), { minLength: 7, maxLength: 23 });
  const waves = fc.array(fc.array(wishing, { minLength: 2, maxLength: 12 }), { minLength: 1, maxLength: 4 });

  const asks = async (
    { log, engines, world }: { log: BatchLog; engines: ReadonlyArray<Core>; world: World },
    one: Wishing,
  ): Promise<Told> => {
    const wish = wishes(world, one);
    const from = await headOf(log);
    const revision = revisionAt(await rawLog(log), from, `account-${world.teams[0]!}`);
    const seen = { stream: `account-${world.teams[0]!}`, revisions: revision === 'none' ? [] : [revision] };
    const terms = one.which === 1 && one.what < 2 ? { seen } : {};
    const answer = await engines[one.engine]!.ask(wish, terms)();
    return { wish, terms, from, to: await headOf(log), answer };
  };

  it('neither says no, or that it is so already, unless that was true between asking and answering', async () => {
    const came = { untrue: 0, without: 0, written: 0, contended: 0 };
    await fc.assert(
      fc.asyncProperty(row, waves, async (numbers, made) => {
        const wait = turns(numbers);
        const slowly: Wanted = { tamper: ({ log }) => ({ log: slow(log, wait) }) };
        await onNode(async ({ core, stores: { log }, beside }) => {
          const world = await newWorld(core);
          const engines = [core, await beside(slowly)];
          const told: Told[] = [];
          for (const wave of made)
            told.push(...(await Promise.all(wave.map((one) => asks({ log, engines, world }, one)))));
          const raw = await rawLog(log);
          came.written += told.filter(
            ({ answer: a }) => a._tag === 'Right' && a.right.events.length > 0,
          ).length;
          came.without += told.filter(
            ({ answer: a }) => a._tag === 'Left' || a.right.events.length === 0,
          ).length;
          expect(untrue(raw, told)).toEqual([]);
          expect(whatIsWrong(raw)).toEqual([]);
        }, slowly)();
      }),
      { numRuns: runs },
    );
    expect(came.written).toBeGreaterThan(runs);
    expect(came.without).toBeGreaterThan(runs);
  }, 240_000);
});
