import { groupCommit } from '@recount/core/log';
import type { BatchLog, EventStore, LogPage, Position, Verdict } from '@recount/core/ports';
import { isRight } from 'fp-ts/lib/Either.js';
import fc from 'fast-check';
import { expect, test } from 'vitest';
import { answered } from '../answers.js';
import { newYear, type SetClock, setClock } from '../clock.js';
import type { Rig, Standing } from '../rig.js';
import { idOf } from './given.js';
import { asStored, decided, type Drawn, type Model, pageIn, receiptIn, revisionIn, tell } from './model.js';

type Real = {
  log: BatchLog;
  store: EventStore;
  readonly standing: Standing<BatchLog>;
  readonly clock: SetClock;
};

type Step = fc.AsyncCommand<Model, Real>;

const step = (title: string, run: Step['run'], check: Step['check'] = () => true): Step => ({
  check,
  run,
  toString: () => title,
});

const appendOne = async (
  store: EventStore,
  commit: Parameters<EventStore['append']>[0],
): Promise<Verdict> => {
  const outcome = await store.append(commit)();
  if (isRight(outcome)) return { type: outcome.right.duplicate ? 'duplicate' : 'ok', receipt: outcome.right };
  if (outcome.left.type === 'Unavailable') throw new Error(outcome.left.detail);
  return outcome.left;
};

const append = (drawn: Drawn): Step =>
  step(`append ${JSON.stringify(drawn)}`, async (model, { store, clock }) => {
    const commit = decided(model, drawn);
    const verdict = await appendOne(store, commit);
    expect(verdict).toEqual(tell(model, commit, clock.now()));
  });

const appendTogether = (batch: readonly [Drawn, ...Drawn[]]): Step =>
  step(`append together ${JSON.stringify(batch)}`, async (model, { log, clock }) => {
    const [first, ...rest] = batch.map((drawn) => decided(model, drawn));
    const verdicts = await answered(log.appendBatch([first!, ...rest]));
    expect(verdicts).toEqual([first!, ...rest].map((commit) => tell(model, commit, clock.now())));
  });

const find = (id: number): Step =>
  step(`find ${id}`, async (model, { store }) => {
    const request = model.asked.get(idOf(id));
    const found = request === undefined ? undefined : { ...receiptIn(model, idOf(id), true), request };
    expect(await answered(store.commit(idOf(id)))).toEqual(
      found === undefined ? { _tag: 'None' } : { _tag: 'Some', value: found },
    );
  });

const readStreams = (which: ReadonlyArray<{ readonly stream: string; readonly from: number }>): Step =>
  step(`read ${JSON.stringify(which)}`, async (model, { store }) => {
    expect(await answered(store.readStreams(which))).toEqual({
      head: model.told.length,
      streams: which.map(({ stream, from }) => ({
        stream,
        revision: revisionIn(model, stream),
        events: model.told.filter((event) => event.stream === stream && event.revision >= from).map(asStored),
      })),
    });
  });

const readPages = (about: string | undefined, limit: number): Step =>
  step(`read pages of ${limit} about ${about ?? 'all'}`, async (model, { store }) => {
    const read = (after: Position): Promise<LogPage> =>
      answered(about === undefined ? store.readAll(after, limit) : store.readSubject(about, after, limit));
    for (let after = 0, page = await read(0); ; page = await read(after)) {
      expect(page).toEqual(pageIn(model, about, { after, limit }));
      if (page.events.length === 0) return;
      after = page.events.at(-1)!.position;
    }
  });

const ask = (at: number): Step =>
  step(`position at ${at}`, async ({ told }, { store }) => {
    const until = told.findLast(({ recordedAt }) => recordedAt <= newYear + at);
    expect(await answered(store.positionAt(newYear + at))).toBe(until?.position ?? 0);
  });

const setTime = (at: number): Step => step(`it is ${at}`, async (_, { clock }) => clock.set(newYear + at));

const reopen: Step = step('reopen', async (_, real) => {
  real.log = await real.standing.reopen!();
  real.store = groupCommit(real.log);
});

const stream = fc.constantFrom('a', 'b', 'c', 'd');
const subject = fc.constantFrom('p', 'q', 'r');
const moment = fc.integer({ min: -3, max: 9 });

const drawn: fc.Arbitrary<Drawn> = fc.record({
  id: fc.nat(14),
  request: fc.constantFrom('this', 'this', 'that'),
  writes: fc.uniqueArray(
    fc.record({
      stream,
      seen: fc.constantFrom('now', 'now', 'now', 'before', 'nothing'),
      bodies: fc.array(fc.subarray(['p', 'q', 'r']), { maxLength: 3 }),
    }),
    { minLength: 1, maxLength: 3, selector: (write) => write.stream },
  ),
});

const steps = (survives: boolean): fc.Arbitrary<Step>[] => [
  drawn.map(append),
  drawn.map(append),
  fc.tuple(drawn, drawn, drawn).map(appendTogether),
  fc.nat(14).map(find),
  fc.array(fc.record({ stream, from: fc.nat(4) }), { maxLength: 4 }).map(readStreams),
  fc
    .tuple(fc.option(subject, { nil: undefined }), fc.integer({ min: 1, max: 9 }))
    .map(([about, limit]) => readPages(about, limit)),
  moment.map(ask),
  moment.map(setTime),
  ...(survives ? [fc.constant(reopen)] : []),
];

/** Whatever is asked of a log, in whatever order, it answers as its model does. */
export const histories = (rig: Rig<BatchLog>): void => {
  test('whatever is asked of it, in whatever order, it answers as a list of commits would', async () => {
    const probe = await rig.fresh(setClock());
    await probe.clear();
    const commands = fc.commands(steps(probe.reopen !== undefined), { maxCommands: 40, size: 'max' });
    await fc.assert(
      fc.asyncProperty(commands, async (drawnSteps) => {
        const clock = setClock();
        const standing = await rig.fresh(clock);
        const real = { log: standing.store, store: groupCommit(standing.store), standing, clock };
        try {
          await fc.asyncModelRun(() => ({ model: { told: [], asked: new Map() }, real }), drawnSteps);
        } finally {
          await standing.clear();
        }
      }),
      { numRuns: rig.runs },
    );
  }, 60_000);
};
