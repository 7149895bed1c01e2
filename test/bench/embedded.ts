import type { Core } from '@recount/core';
import type { GroupLimits } from '@recount/core/log';
import type { DisplayName } from '@recount/domain/vocabulary';
import { issueKeys, type Key, must, newFolder, openEmbedded, type Person, signUp } from './engine.js';
import { type Benchmark, courseOf, inTurns, median, ratioOf } from './rounds.js';

type Contender = {
  readonly core: Core;
  readonly person: Person;
  readonly keys: ReadonlyArray<Key>;
  readonly close: () => Promise<void>;
  next: number;
};

const opened = async (limits: Partial<GroupLimits>): Promise<Contender> => {
  const folder = newFolder();
  const core = await openEmbedded(folder.path, { limits });
  const person = await signUp(core, 'ada');
  const close = async (): Promise<void> => {
    await core.close();
    folder.remove();
  };
  return { core, person, keys: await issueKeys(core, person, 1024), close, next: 0 };
};

// Every name is new, so that every command writes.
const renameOne = async (contender: Contender): Promise<void> => {
  const at = contender.next++;
  const { keyId } = contender.keys[at % contender.keys.length] as Key;
  const name = `Renamed ${at}` as DisplayName;
  await must(contender.core.ask({ type: 'RenameKey', ...contender.person, keyId, name }));
};

const milliseconds = 400;

const perSecond = async (contender: Contender, callers: number): Promise<number> => {
  const begun = performance.now();
  let done = 0;
  const caller = async (): Promise<void> => {
    while (performance.now() - begun < milliseconds) {
      await renameOne(contender);
      done++;
    }
  };
  await Promise.all(Array.from({ length: callers }, caller));
  return (done / (performance.now() - begun)) * 1000;
};

/**
 * Durable commands on the embedded store, from asking to the views showing it, by 1 and by 64 callers. Beside it the
 * same engine whose group commit takes one commit at a time: one transaction per append.
 */
export const embedded: Benchmark = async ({ short }) => {
  // Four engines: a log that has grown more is slower, and must not be compared with one that has not.
  const [grouped1, grouped64] = [await opened({}), await opened({})];
  const [single1, single64] = [await opened({ commits: 1 }), await opened({ commits: 1 })];
  const figures = await inTurns(
    {
      grouped1: () => perSecond(grouped1, 1),
      single1: () => perSecond(single1, 1),
      grouped64: () => perSecond(grouped64, 64),
      single64: () => perSecond(single64, 64),
    },
    courseOf(short),
  );
  for (const { close } of [grouped1, grouped64, single1, single64]) await close();
  const one = ratioOf(figures.grouped1, figures.single1);
  const many = ratioOf(figures.grouped64, figures.single64);
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
    ratios: { single1: one.ratio, single64: many.ratio },
    spread: { single1: one.spread, single64: many.spread },
  };
};
