import type { Recorded } from '@recount/domain/facts';
import { type Either, isLeft, right } from 'fp-ts/lib/Either.js';
import { none, toUndefined } from 'fp-ts/lib/Option.js';
import type {
  CheckpointMoved,
  LeadLost,
  Position,
  StoredRow,
  Unavailable,
  ViewStore,
} from '../../ports/index.js';
import type { Folded, Plan } from './folding.js';
import { type Place, type RunningView, stops, wentOn } from './running-view.js';

type Applied = Either<Unavailable | CheckpointMoved | LeadLost, void>;
type Planned = { readonly view: RunningView; readonly plan: Plan };
type Ready = { readonly view: RunningView; readonly folded: Folded };
type RowWas = (id: string) => StoredRow | undefined;

// All rows that are not at hand, of all views, in one go.
const fetched = async (
  planned: ReadonlyArray<Planned>,
  views: ViewStore,
): Promise<Either<Unavailable, ReadonlyArray<RowWas>>> => {
  const wishes = planned.map(({ view, plan }) => ({
    view: view.folding.view,
    ids: plan.ids.filter((id) => !view.kept.has(id)),
  }));
  const asked = wishes.filter(({ ids }) => ids.length > 0);
  const found = asked.length === 0 ? right([]) : await views.getMany(asked)();
  if (isLeft(found)) return found;
  return right(
    planned.map(({ view: { kept } }, i) => {
      const wish = wishes[i];
      const answer = wish === undefined ? [] : (found.right[asked.indexOf(wish)]?.rows ?? []);
      const rows = new Map(wish?.ids.map((id, at) => [id, toUndefined(answer[at] ?? none)]));
      return (id) => rows.get(id) ?? kept.get(id);
    }),
  );
};

const apply = async (
  ready: ReadonlyArray<Ready>,
  step: { readonly from: Position; readonly to: Position },
  views: ViewStore,
): Promise<Applied> => {
  if (ready.length === 0 || step.to <= step.from) return right(undefined);
  const changes = ready.map(({ view, folded: { rows, gone } }) => ({
    view: view.folding.view,
    token: view.token ?? 0,
    rows,
    gone,
  }));
  const applied = await views.apply(changes, step)();
  for (const { view, folded } of ready)
    if (isLeft(applied)) view.kept.clear();
    else wentOn(view, step.to, folded);
  return applied;
};

/**
 * Folds a page of events into the views that are all at `from`: their rows are fetched in one go, and rows and
 * checkpoints of all move in another. A view that meets an event which it cannot fold gets all that is before it.
 */
export const applyPage = async (
  { behind, from }: Pick<Place, 'behind' | 'from'>,
  { events, to }: { readonly events: ReadonlyArray<Recorded>; readonly to: Position },
  views: ViewStore,
): Promise<Applied> => {
  const planned = behind.map((view) => ({ view, plan: view.folding.plan(events) }));
  const rows = await fetched(planned, views);
  if (isLeft(rows)) return rows;
  const ready = planned.map(({ view, plan }, i) => ({
    view,
    folded: plan.fold(rows.right[i] ?? (() => undefined)),
  }));
  const sound = ready.filter(({ folded }) => folded.stopped === undefined);
  const applied = await apply(sound, { from, to }, views);
  if (isLeft(applied)) return applied;
  for (const one of ready) {
    const { stopped } = one.folded;
    if (stopped === undefined) continue;
    const before = await apply([one], { from, to: stopped.position - 1 }, views);
    if (isLeft(before)) return before;
    stops(one.view, stopped);
  }
  return right(undefined);
};
