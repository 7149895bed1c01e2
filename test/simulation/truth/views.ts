import { isDeepStrictEqual } from 'node:util';
import { openCore } from '@recount/core';
import { groupCommit } from '@recount/core/log';
import { eachView, type Row, type View } from '@recount/projections';
import { answered } from '../../contracts/answers.js';
import { secret } from '../../core/rig/node.js';
import { recordedViews } from '../../core/rig/recording.js';
import { memoryViews } from '@recount/store-memory';
import { chanceOf } from '../machine/chance.js';
import { life } from '../machine/life.js';
import type { Shown, Sim } from '../people/sim.js';
import type { Told } from './states.js';

const bySort = (one: Row<unknown>, other: Row<unknown>): number =>
  one.sort < other.sort || (one.sort === other.sort && one.id < other.id) ? -1 : 1;

const views: ReadonlyMap<string, View<unknown>> = new Map(
  eachView((view): [string, View<unknown>] => [view.name, view as View<unknown>]),
);

// Events that touch no row of the group change nothing of what it shows.
const foldedTo = ({ recorded }: Told, { view: name, group, position }: Shown): ReadonlyArray<unknown> => {
  const view = views.get(name)!;
  const rows = new Map<string, Row<unknown> | undefined>();
  for (const event of recorded) {
    if (event.position > position) break;
    for (const id of view.rowsOf(event)) rows.set(id, view.evolve(id, rows.get(id), event));
  }
  return [...rows.values()].filter((row): row is Row<unknown> => row?.group === group).sort(bySort);
};

// As they come back from where they are stored.
const stored = (rows: ReadonlyArray<unknown>): unknown => JSON.parse(JSON.stringify(rows));

/** What a list shows as of a position is what the log until then folds to, now or looked back at. */
export const shownIsFolded = ({ journal }: Sim, told: Told): ReadonlyArray<string> =>
  journal.shown.flatMap((shown) =>
    isDeepStrictEqual(stored(shown.rows), stored(foldedTo(told, shown)))
      ? []
      : [`${shown.view} of ${shown.group} at ${shown.position} is not what the log folds to`],
  );

/** A history tells all that is about its subject, in the log's order. */
export const recountedIsTrue = ({ journal }: Sim, { log }: Told): ReadonlyArray<string> =>
  journal.recounted.flatMap(({ subject, after, upTo, positions }) => {
    const own = log
      .filter(({ position, body }) => position > after && position <= upTo && body.subjects.includes(subject))
      .map(({ position }) => position);
    return isDeepStrictEqual(own, positions)
      ? []
      : [`the history of ${subject} from ${after} to ${upTo} is not all of it`];
  });

/** Views that are built again from the log equal those that grew with it, to the byte. */
export const rebuiltIsTheSame = async (sim: Sim): Promise<ReadonlyArray<string>> => {
  const { shared, time } = sim;
  const anew = recordedViews(memoryViews({ clock: { now: () => 0 } }));
  const own = life(time);
  const core = openCore({
    log: groupCommit(shared.log, {}, own.pace),
    views: anew,
    vault: shared.vault,
    secret,
    clock: { now: () => 0 },
    entropy: chanceOf('rebuilding'),
    pace: own.pace,
    atHand: sim.plan.atHand,
  });
  await answered(core);
  own.end();
  const [before, after] = [shared.views.held(), anew.held()];
  const names = new Set([...Object.keys(before), ...Object.keys(after)]);
  return [...names].flatMap((name) =>
    isDeepStrictEqual(before[name] ?? {}, after[name] ?? {})
      ? []
      : [`${name} is not what it is when built again`],
  );
};
