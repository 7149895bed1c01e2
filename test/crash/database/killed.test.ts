import { describe, it } from 'vitest';
import { programsFolder } from '../../postgres/programs.js';
import { isLong } from '../rig/report.js';
import { onStage, stagePatience } from '../rig/stage.js';

const kills = isLong ? 25 : 2;
const writers = 16;

describe.skipIf(programsFolder() === undefined)(
  'I3 a database that is killed again and again under load',
  () => {
    it(
      'loses and doubles nothing that was acknowledged, no reader misses an event, and no node is started anew',
      () =>
        onStage(
          { what: 'database killed', nodes: 2, writers },
          async ({ own, running, refused, healthy }) => {
            const healed: number[] = [];
            for (let i = 0; i < kills; i++) {
              await running.more(30 + 37 * (i % 5));
              for (let turns = (i * 7) % 19; turns > 0; turns--) await new Promise(setImmediate);
              await own.kill();
              // Every other time it is back before anybody has noticed much.
              if (i % 2 === 0) await refused(writers);
              await own.start();
              healed.push(await healthy());
            }
            return { kills, healed: Math.max(...healed) };
          },
        ),
      stagePatience,
    );
  },
);
