import type { Core } from '@recount/core';
import { memoryLog } from '@recount/store-memory';
import { describe, expect, it, vi } from 'vitest';
import { groupCommit } from '@recount/core/log';
import { answered } from '../../contracts/answers.js';
import { called } from '../../domain/people.js';
import { onNode, type Wanted } from '../rig/node.js';
import { heldPace } from '../rig/pace.js';
import { proof, signIn, type Somebody } from '../rig/people.js';
import { rawLog } from '../rig/raw-log.js';

/** A log whose appends do not end while it is frozen. */
const freezing = () => {
  const { pace, longWaitsAreOver } = heldPace();
  const state = { frozen: false };
  const wanted: Wanted = {
    pace,
    tamper: ({ log }) => ({
      log: {
        ...log,
        append: (commit) => () => (state.frozen ? new Promise(() => undefined) : log.append(commit)()),
      },
    }),
  };
  return { state, wanted, longWaitsAreOver };
};

const rename = (core: Core, { actor, context }: Somebody, name: string) =>
  core.ask({ type: 'RenameAccount', actor, accountId: context, name: called(name) })();

const slow = { timeout: 20_000 };

describe('a log that never answers', () => {
  it('leaves a bounded number of commands under way: the others are refused at once', async () => {
    const { state, wanted, longWaitsAreOver } = freezing();
    await onNode(async ({ core, stores }) => {
      const ada = await signIn(core, proof('ada'));
      const { length } = await rawLog(stores.log);
      state.frozen = true;
      const came = { no: 0, unknown: 0 };
      const asked = Array.from({ length: 20_000 }, async (_, n) => {
        const answer = await rename(core, ada, `Name ${n}`);
        if (answer._tag === 'Left' && answer.left.type === 'Unavailable') came[answer.left.applied] += 1;
      });
      await vi.waitFor(() => expect(came).toEqual({ no: 20_000 - 8_192, unknown: 0 }), slow);
      expect((await answered(core.health())).load).toMatchObject({ shed: 20_000 - 8_192 });
      longWaitsAreOver();
      await Promise.all(asked);
      expect(came).toEqual({ no: 20_000 - 1, unknown: 1 });
      state.frozen = false;
      expect(await rename(core, ada, 'Anew')).toMatchObject({ _tag: 'Right' });
      expect(await rawLog(stores.log)).toHaveLength(length + 1);
    }, wanted)();
  }, 60_000);

  it('is not waited for when the engine closes', async () => {
    const { pace, longWaitsAreOver } = heldPace();
    const log = memoryLog({ clock: { now: () => 0 } });
    const state = { frozen: false, batches: 0 };
    const stuck = () => {
      state.batches += 1;
      return new Promise<never>(() => undefined);
    };
    const frozenLog = {
      ...log,
      appendBatch: (batch: Parameters<typeof log.appendBatch>[0]) =>
        state.frozen ? stuck : log.appendBatch(batch),
      readAll: (after: number, limit: number) =>
        state.frozen ? () => new Promise<never>(() => undefined) : log.readAll(after, limit),
      close: () => (state.frozen ? new Promise<void>(() => undefined) : log.close()),
    };
    await onNode(
      async ({ core }) => {
        const ada = await signIn(core, proof('ada'));
        state.frozen = true;
        const owed = rename(core, ada, 'First');
        await vi.waitFor(() => expect(state.batches).toBe(1), slow);
        let isClosed = false;
        const closing = core.close().then(() => {
          isClosed = true;
        });
        expect(await rename(core, ada, 'Next')).toMatchObject({
          left: { type: 'Unavailable', applied: 'no' },
        });
        await vi.waitFor(() => {
          longWaitsAreOver();
          expect(isClosed).toBe(true);
        }, slow);
        await closing;
        expect(await owed).toMatchObject({ left: { type: 'Unavailable', applied: 'unknown' } });
      },
      { pace, tamper: () => ({ log: groupCommit(frozenLog, {}, pace) }) },
    )();
  }, 60_000);
});
