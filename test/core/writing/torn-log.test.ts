import { groupCommit } from '@recount/core/log';
import { type BatchLog, type EventStore, unavailable, type Write } from '@recount/core/ports';
import { left } from 'fp-ts/lib/Either.js';
import { memoryLog } from '@recount/store-memory';
import type { Core } from '@recount/core';
import { isNonEmpty } from 'fp-ts/lib/ReadonlyArray.js';
import { describe, expect, it, vi } from 'vitest';
import { answered, refusal } from '../../contracts/answers.js';
import { called } from '../../domain/people.js';
import { type Node, onNode } from '../rig/node.js';
import { createTeam, proof, signIn, type Somebody } from '../rig/people.js';
import { headOf, type RawEvent, rawLog } from '../rig/raw-log.js';

const writesIn = (events: ReadonlyArray<RawEvent>): ReadonlyArray<Write> => {
  const streams = [...new Set(events.map(({ body }) => body.stream))];
  return streams.map((stream) => {
    const own = events.filter(({ body }) => body.stream === stream);
    const first = own[0]!.body.revision;
    const bodies = own.map(({ text, body }) => ({ text, subjects: body['subjects'] as string[] }));
    return { stream, expected: first === 0 ? 'none' : first - 1, bodies };
  });
};

/** A copy of a log up to a position, as a standby has it that had not heard all. */
const olderCopy = async (log: BatchLog, upTo: number): Promise<BatchLog> => {
  const copy = memoryLog({ clock: { now: () => 0 } });
  const events = (await rawLog(log)).filter(({ position }) => position <= upTo);
  for (const id of new Set(events.map(({ body }) => body.commit))) {
    const own = events.filter(({ body }) => body.commit === id);
    const writes = writesIn(own);
    if (isNonEmpty(writes)) await answered(copy.appendBatch([{ id, request: own[0]!.body.request, writes }]));
  }
  return copy;
};

/** A log that can be exchanged for another beneath the engine. */
const exchangeable = () => {
  const beneath: { now?: EventStore } = {};
  const through = (log: EventStore): EventStore => {
    const now = (): EventStore => beneath.now ?? log;
    return {
      ...log,
      append: (commit) => now().append(commit),
      commit: (id) => now().commit(id),
      readStreams: (which) => now().readStreams(which),
      readAll: (after, limit) => now().readAll(after, limit),
    };
  };
  return { beneath, wanted: { tamper: ({ log }: { log: EventStore }) => ({ log: through(log) }) } };
};

type Story = Node & {
  readonly ada: Somebody;
  readonly beneath: { now?: EventStore };
  readonly before: number;
};

const halted = async (core: Core) => expect((await answered(core.health())).halted).toBe(true);

describe('I6: a log that lost what was read of it', () => {
  const rename = (core: Core, { actor, context }: Somebody, name: string) =>
    core.ask({ type: 'RenameAccount', actor, accountId: context, name: called(name) });

  /** Ada's own account is in both logs; Ben and his team are in the newer one alone. */
  const story = (run: (story: Story) => Promise<void>) => async (): Promise<void> => {
    const { beneath, wanted } = exchangeable();
    await onNode(async (node) => {
      const ada = await signIn(node.core, proof('ada'));
      const before = await headOf(node.stores.log);
      await createTeam(node.core, await signIn(node.core, proof('ben')), 'acme');
      await run({ ...node, ada, beneath, before });
    }, wanted)();
  };

  it(
    'is written to no more, not even where nothing was lost, and says why; nobody is let in either',
    story(async ({ core, ada, beneath, before, stores }) => {
      const older = await olderCopy(stores.log, before);
      beneath.now = groupCommit(older);
      await vi.waitFor(() => halted(core), { timeout: 4_000 });
      const head = await headOf(stores.log);
      const detail = `the log ends before what was read of it: at ${before}, not ${head}`;
      expect(await refusal(rename(core, ada, 'Ada'))).toEqual({ type: 'Unavailable', applied: 'no', detail });
      expect((await answered(core.health())).trouble).toMatchObject({ detail });
      expect(await refusal(core.authenticate(ada.token))).toMatchObject({ type: 'ViewsBehind' });
      expect(await headOf(older)).toBe(before);
    }),
  );

  it(
    'is found out by the very first write, and nothing follows it',
    story(async ({ core, ada, beneath, before, stores }) => {
      const older = await olderCopy(stores.log, before);
      // Nobody reads on: the write alone has to notice.
      const silent = () => () => Promise.resolve(left(unavailable('not now')));
      beneath.now = { ...groupCommit(older), readAll: silent };
      const why = await refusal(rename(core, ada, 'Ada'));
      expect(why).toMatchObject({ type: 'Unavailable', applied: 'unknown' });
      expect(await refusal(rename(core, ada, 'Lovelace'))).toMatchObject({ applied: 'no' });
      expect(await headOf(older)).toBe(before + 1);
    }),
  );

  it(
    'is written to again once it is back as it was',
    story(async ({ core, ada, beneath, before, stores }) => {
      beneath.now = groupCommit(await olderCopy(stores.log, before));
      await vi.waitFor(() => halted(core), { timeout: 4_000 });
      delete beneath.now;
      await vi.waitFor(() => answered(rename(core, ada, 'Ada')), { timeout: 4_000 });
      await answered(core.authenticate(ada.token));
    }),
  );

  it(
    'is not, when it has grown as long with other events',
    story(async ({ core, ada, beneath, before, stores }) => {
      const older = await olderCopy(stores.log, before);
      beneath.now = groupCommit(older);
      await vi.waitFor(() => halted(core), { timeout: 4_000 });
      const lost = (await rawLog(stores.log, before)).map(({ text }) => ({ text: `${text} `, subjects: [] }));
      const other = { stream: 'other', expected: 'none', bodies: lost } as const;
      const commit = { id: 'c0ffee00-0000-4000-8000-000000000000', request: 'r', writes: [other] } as const;
      await answered(older.appendBatch([commit]));
      await vi.waitFor(
        async () =>
          expect(await refusal(rename(core, ada, 'Ada'))).toMatchObject({
            applied: 'no',
            detail: expect.stringContaining('another one'),
          }),
        { timeout: 4_000 },
      );
    }),
  );
});
