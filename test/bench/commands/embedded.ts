import type { GroupLimits } from '@recount/core/log';
import { perSecond, sliceOf } from '../measuring/callers.js';
import { type Benchmark, courseOf, foundOf, inTurns, median, ratioOf } from '../measuring/rounds.js';
import { newFolder, openEmbedded } from '../stage/engine.js';
import { renamingAnew } from './renaming.js';

type Contender = {
  readonly perSecond: (callers: number, milliseconds: number) => Promise<number>;
  readonly close: () => Promise<void>;
};

const opened = async (limits: Partial<GroupLimits>): Promise<Contender> => {
  const folder = newFolder();
  const core = await openEmbedded(folder.path, { limits });
  const rename = await renamingAnew(core, 1024);
  return {
    perSecond: (callers, milliseconds) => perSecond(callers, milliseconds, rename),
    close: async () => {
      await core.close();
      folder.remove();
    },
  };
};

/**
 * Durable commands on the embedded store, from asking to the views showing it, by 1 and by 64 callers. Beside it the
 * same engine whose group commit takes one commit at a time: one transaction per append.
 */
export const embedded: Benchmark = async ({ short }) => {
  // Four engines: a log that has grown more is slower, and must not be compared with one that has not.
  const [grouped1, grouped64] = [await opened({}), await opened({})];
  const [single1, single64] = [await opened({ commits: 1 }), await opened({ commits: 1 })];
  const milliseconds = sliceOf(short);
  const figures = await inTurns(
    {
      grouped1: () => grouped1.perSecond(1, milliseconds),
      single1: () => single1.perSecond(1, milliseconds),
      grouped64: () => grouped64.perSecond(64, milliseconds),
      single64: () => single64.perSecond(64, milliseconds),
    },
    courseOf(short),
  );
  for (const { close } of [grouped1, grouped64, single1, single64]) await close();
  const row = (what: string, callers: number, all: ReadonlyArray<number>) => ({
    what,
    callers,
    'commands a second': Math.round(median(all)),
  });
  return {
    name: 'embedded',
    rows: [
      row('Recount', 1, figures.grouped1),
      row('one transaction per append', 1, figures.single1),
      row('Recount', 64, figures.grouped64),
      row('one transaction per append', 64, figures.single64),
    ],
    ...foundOf({
      single1: ratioOf(figures.grouped1, figures.single1),
      single64: ratioOf(figures.grouped64, figures.single64),
    }),
  };
};
