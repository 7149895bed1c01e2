import { setTimeout } from 'node:timers/promises';
import { describe, it } from 'vitest';
import { programsFolder } from '../../postgres/programs.js';
import { isLong } from '../rig/report.js';
import { onStage, stagePatience } from '../rig/stage.js';

// How long it stands still, in milliseconds; in the long form once for longer than a node lets anybody in unconfirmed.
const pauses = isLong ? [10_000, 10_000, 40_000] : [4_000];

describe.skipIf(programsFolder() === undefined)('I3 a database that stands still', () => {
  it(
    'is answered for with 503, and when it moves again nothing was lost and nothing is there twice',
    () =>
      onStage({ what: 'database frozen', nodes: 2, writers: 16 }, async (stage) => {
        const { own, running, refused, healthy } = stage;
        const healed: number[] = [];
        for (const pause of pauses) {
          await running.more(50);
          own.freeze();
          await Promise.all([setTimeout(pause), refused(32)]);
          own.thaw();
          healed.push(await healthy());
        }
        return { pauses, healed: Math.max(...healed) };
      }),
    stagePatience,
  );
});
