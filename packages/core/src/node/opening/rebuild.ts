import { eachView } from '@recount/projections';
import { type Either, isLeft, left, right } from 'fp-ts/lib/Either.js';
import type { TaskEither } from 'fp-ts/lib/TaskEither.js';
import { newIds } from '../../access/index.js';
import { eventLoopPace } from '../../log/index.js';
import type { ForeignLog, Unavailable, Unreadable, ViewId, ViewStore } from '../../ports/index.js';
import {
  type Folding,
  folding,
  leadLasts,
  type Runner,
  runner,
  telling,
} from '../../reading/running/index.js';
import { shadowedBy, shadowOf } from '../../reading/shadow.js';
import type { CoreOptions } from './opening.js';
import { firstOf } from './own-log.js';
import { cleared, swapAll } from './swap.js';
import { systemClock, systemEntropy } from './system.js';

/** What views are built anew on, and which of them by name: all, unless said otherwise. */
export type RebuildOptions = Pick<
  CoreOptions,
  'log' | 'views' | 'clock' | 'entropy' | 'pace' | 'onRebuild'
> & {
  readonly only?: ReadonlyArray<string>;
};

/** Why views were not, or not all, built anew. A view that stopped is left as it was; the others are new. */
export type RebuildFault =
  | Unavailable
  | Unreadable
  | ForeignLog
  | { readonly type: 'ViewUnknown'; readonly name: string }
  | {
      readonly type: 'ViewStopped';
      readonly name: string;
      readonly version: number;
      readonly position: number;
      readonly detail: string;
    };

type Rebuilt = Either<RebuildFault, ReadonlyArray<ViewId>>;

const renewEvery = leadLasts / 3;

const wanted = (only: ReadonlyArray<string> | undefined): Either<RebuildFault, ReadonlyArray<Folding>> => {
  const all = eachView(folding);
  const unknown = only?.find((name) => !all.some(({ view }) => view.name === name));
  if (unknown !== undefined) return left({ type: 'ViewUnknown', name: unknown });
  return right(all.filter(({ view }) => only?.includes(view.name) ?? true));
};

const withoutStopped = async (running: Runner, views: ViewStore): Promise<Either<RebuildFault, void>> => {
  const stuck = running.standings().filter(({ stopped }) => stopped !== undefined);
  for (const { name, version } of stuck) await views.drop({ name, version })();
  const [first] = stuck;
  if (first?.stopped === undefined) return right(undefined);
  const { name, version } = shadowedBy(first) ?? first;
  return left({ type: 'ViewStopped', name, version, ...first.stopped });
};

const anew = async (options: RebuildOptions, foldings: ReadonlyArray<Folding>): Promise<Rebuilt> => {
  const { log, views, clock = systemClock, entropy = systemEntropy, pace = eventLoopPace } = options;
  const building = { views, pace, by: newIds(clock, entropy).commit() };
  const shadows = foldings.map((each) => ({ ...each, view: shadowOf(each.view) }));
  const tell = telling(
    (told) => options.onRebuild?.({ ...told, view: shadowedBy(told.view) ?? told.view }),
    clock,
  );
  const running = runner(shadows, { ...building, log, tell });
  const endRenewing = pace.every(renewEvery, running.renew);
  const clear = await cleared(
    shadows.map(({ view }) => view),
    building,
  );
  const built = isLeft(clear) ? clear : await swapAll(running, building);
  const whole = isLeft(built) ? built : await withoutStopped(running, views);
  endRenewing();
  await running.stop();
  return isLeft(whole) ? whole : built;
};

/**
 * Builds views anew from the log, beside the old ones, and puts each in the place of the old when it has come as far;
 * answers which. Engines that run on the same views go on over it, where the store can be shared. A rebuild that was
 * killed leaves every view either old or new; called again it starts over, and what is left behind is dropped in time.
 * The stores stay open. What a running engine holds of its callers' rows in memory, it holds until it is restarted.
 */
export const rebuildViews =
  (options: RebuildOptions): TaskEither<RebuildFault, ReadonlyArray<ViewId>> =>
  async () => {
    const foldings = wanted(options.only);
    if (isLeft(foldings)) return foldings;
    const first = await firstOf(options.log);
    if (isLeft(first)) return first;
    if (first.right === undefined) return right([]);
    const own = await options.views.claim(first.right.logId)();
    return isLeft(own) ? own : anew(options, foldings.right);
  };
