import type { Core } from '@recount/core';
import type { DisplayName } from '@recount/domain/vocabulary';
import { issueKeys, type Key, must, newFolder, openEmbedded, type Person, signUp } from './engine.js';
import { type Benchmark, courseOf, inTurns, median, ratioOf } from './rounds.js';

type Contender = {
  readonly core: Core;
  readonly person: Person;
  readonly keys: ReadonlyArray<Key>;
  next: number;
};

const prepared = async (core: Core): Promise<Contender> => {
  const person = await signUp(core, 'ada');
  return { core, person, keys: await issueKeys(core, person, 1024), next: 0 };
};

// Every name is new, so that every command writes.
const renameOne = async (contender: Contender): Promise<void> => {
  const at = contender.next++;
  const { keyId } = contender.keys[at % contender.keys.length] as Key;
  const name = `Renamed ${at}` as DisplayName;
  await must(contender.core.ask({ type: 'RenameKey', ...contender.person, keyId, name }));
};

const perSecond = async (contender: Contender, callers: number, milliseconds: number): Promise<number> => {
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
  const milliseconds = 250;
  const folders = [newFolder(), newFolder()] as const;
  const grouped = await prepared(await openEmbedded(folders[0].path));
  const single = await prepared(await openEmbedded(folders[1].path, { limits: { commits: 1 } }));
  const figures = await inTurns(
    {
      grouped1: () => perSecond(grouped, 1, milliseconds),
      single1: () => perSecond(single, 1, milliseconds),
      grouped64: () => perSecond(grouped, 64, milliseconds),
      single64: () => perSecond(single, 64, milliseconds),
    },
    courseOf(short),
  );
  await Promise.all([grouped.core.close(), single.core.close()]);
  for (const folder of folders) folder.remove();
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
