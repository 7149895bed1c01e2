import { openCore } from '@recount/core';
import type { EventStore } from '@recount/core/ports';
import { map } from 'fp-ts/lib/TaskEither.js';
import { describe, expect, it, vi } from 'vitest';
import { answered, refusal } from '../../contracts/answers.js';
import { newYear } from '../../contracts/clock.js';
import { onNode, optionsOn } from '../rig/node.js';
import { createTeam, proof, signIn } from '../rig/people.js';
import { headOf } from '../rig/raw-log.js';

/** A log as an old backup has it, or a store that failed over to one who had not heard all: it ends earlier. */
const endingAt = (log: EventStore, end: () => number): EventStore => ({
  ...log,
  readAll: (after, limit) =>
    map(
      ({
        head,
        events,
      }: {
        head: number;
        events: ReadonlyArray<{ position: number; recordedAt: number; text: string }>;
      }) => ({
        head: Math.min(head, end()),
        events: events.filter(({ position }) => position <= end()),
      }),
    )(log.readAll(after, limit)),
});

describe('I6: a log that ends before what was read of it', () => {
  it('is noticed by an engine that follows it: it says so, and before long lets nobody in', async () => {
    let end = Number.MAX_SAFE_INTEGER;
    await onNode(
      async ({ core, stores, clock }) => {
        const ada = await signIn(core, proof('ada'));
        const before = await headOf(stores.log);
        await createTeam(core, ada, 'acme');
        await answered(core.authenticate(ada.token));
        end = before;
        await vi.waitFor(
          async () => {
            const { trouble } = await answered(core.health());
            expect(trouble).toMatchObject({
              type: 'Unavailable',
              detail: expect.stringContaining('ends before'),
            });
          },
          { timeout: 4_000 },
        );
        clock.set(newYear + 30_001);
        await vi.waitFor(async () => {
          expect(await refusal(core.authenticate(ada.token))).toMatchObject({ type: 'ViewsBehind' });
        });
      },
      { tamper: ({ log }) => ({ log: endingAt(log, () => end) }) },
    )();
  });

  it(
    'I7: is not opened with views that have seen more of it',
    onNode(async ({ core, stores, clock }) => {
      const ada = await signIn(core, proof('ada'));
      const before = await headOf(stores.log);
      await createTeam(core, ada, 'acme');
      const { log, ...others } = optionsOn(stores, clock, {});
      const restored = openCore({ ...others, log: endingAt(log, () => before) });
      expect(await refusal(restored)).toMatchObject({
        type: 'Unavailable',
        detail: expect.stringContaining('ends before'),
      });
    }),
  );
});
