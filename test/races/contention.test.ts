import type { BatchLog } from '@recount/core/ports';
import { groupCommit } from '@recount/core/log';
import { setTimeout } from 'node:timers/promises';
import { describe, expect, it } from 'vitest';
import { called } from '../domain/people.js';
import { onNode, type Wanted } from '../core/rig/node.js';
import { heldPace } from '../core/rig/pace.js';
import { createTeam, proof, signIn } from '../core/rig/people.js';
import { rawLog } from '../core/rig/raw-log.js';
import { whatIsWrong } from '../core/rig/true-of-log.js';
import { patience, wide } from './arena.js';

/** A log as far away as a database is: a read takes a millisecond or two, a batch three or four, one at a time. */
const faraway = (log: BatchLog): BatchLog => {
  let last: Promise<unknown> = Promise.resolve();
  return {
    ...log,
    readStreams: (which) => async () => {
      await setTimeout(1);
      return log.readStreams(which)();
    },
    appendBatch: (commits) => () => {
      const mine = last.then(async () => {
        await setTimeout(3);
        return log.appendBatch(commits)();
      });
      last = mine;
      return mine;
    },
  };
};

const rounds = process.env['RECOUNT_LONG'] === '1' ? 50 : 3;

describe('two engines on one log far away', () => {
  it(
    `I1: ${wide} racers on each change one stream at once, and each gets a turn`,
    onNode(async ({ core, stores, beside }) => {
      const log = faraway(stores.log);
      // How long they take is the machine's affair.
      const there: Wanted = { pace: heldPace().pace, tamper: () => ({ log: groupCommit(log) }) };
      const engines = [await beside(there), await beside(there)];
      const ada = await signIn(core, proof('ada'));
      const accountId = await createTeam(core, ada, 'acme');
      const rename = (name: string) =>
        ({ type: 'RenameAccount', actor: ada.actor, accountId, name: called(name) }) as const;
      for (let round = 0; round < rounds; round++) {
        const all = engines.flatMap((engine, at) =>
          Array.from({ length: wide }, (_, racer) => engine.ask(rename(`${round} ${at} ${racer}`))()),
        );
        const lost = (await Promise.all(all)).flatMap((one) => (one._tag === 'Left' ? [one.left.type] : []));
        expect(lost).toEqual([]);
      }
      expect(whatIsWrong(await rawLog(stores.log))).toEqual([]);
    }),
    patience,
  );
});
