import { describe, expect, it } from 'vitest';
import { programsFolder } from '../../postgres/programs.js';
import { isLong } from '../rig/report.js';
import { viewsShow } from '../rig/views-show.js';
import { onStage, stagePatience } from '../rig/stage.js';

const kills = isLong ? 20 : 2;

describe.skipIf(programsFolder() === undefined)('I3 one of two nodes that is killed again and again', () => {
  it(
    'takes nothing with it: the other goes on, brings the views on, and the one that comes back has all of it',
    () =>
      onStage(
        { what: 'server killed, PostgreSQL', nodes: 2, writers: 16, answers: ['none'] },
        async ({ owner, nodes, running, healthy }) => {
          const took: number[] = [];
          for (let i = 0; i < kills; i++) {
            await running.more(30 + 37 * (i % 5));
            for (let turns = (i * 7) % 19; turns > 0; turns--) await new Promise(setImmediate);
            // Each is killed in turn, so that now who leads the views dies and now the other.
            const dying = nodes[i % 2]!;
            const other = nodes[(i + 1) % 2]!;
            await dying.kill(async () => {
              const since = performance.now();
              await running.more(20, other);
              await viewsShow(other, owner, running.acknowledged.at(-1)!.place);
              took.push(Math.round(performance.now() - since));
            });
            await healthy();
          }
          expect(nodes.map((node) => node.starts())).toEqual([
            1 + Math.ceil(kills / 2),
            1 + Math.floor(kills / 2),
          ]);
          return { kills, viewsWentOn: Math.max(...took) };
        },
      ),
    stagePatience,
  );
});
