import { type Either, isLeft, left, right } from 'fp-ts/lib/Either.js';
import type { Pace } from '../../log/index.js';
import {
  type CheckpointMoved,
  type LeadLost,
  type LogReader,
  type Position,
  type Unavailable,
  type Unreadable,
  unavailable,
  type ViewId,
  type ViewStore,
} from '../../ports/index.js';
import type { Tail } from '../following/index.js';
import { applyPage } from './apply-page.js';
import type { Folding, Stopped } from './folding.js';
import { lookWhere, takeLead } from './leading.js';
import { type Pages, pagesOf } from './pages.js';
import type { Whereabouts } from './progress.js';
import { furthestBehind, notStarted, type RunningView, shownBy } from './running-view.js';
import { oneAtATime } from '../one-at-a-time.js';
import { type Waiting, waitingFor } from './waiting.js';

export { leadLasts } from './leading.js';

/** How a view stands; `leads` says that this runner applies the log to it. */
export type ViewStanding = {
  readonly name: string;
  readonly version: number;
  readonly checkpoint: Position;
  readonly leads: boolean;
  readonly stopped?: Stopped;
};

type Ran = Either<Unavailable | Unreadable, void>;

/** Applies the log to the views that it leads, page by page, and knows how far others have brought the rest. */
export type Runner = {
  /** Applies all there is: up to the tail's cursor, or to the log's head without one. Begins after it was asked for. */
  readonly catchUp: () => Promise<Ran>;
  /** From now on it goes no further than this node knows the log. */
  readonly follow: (tail: Tail) => void;
  /** The lead is to be renewed, and the checkpoints looked at, with the next page. */
  readonly renew: () => void;
  readonly leadsAll: () => boolean;
  /** The position that this node knows and every view shows which is not stopped. */
  readonly shown: () => Position;
  /** Whether every view shows a position; what a stopped view does not show is not worth waiting for. */
  readonly shows: (position: Position) => boolean;
  readonly standings: () => ReadonlyArray<ViewStanding>;
  readonly reached: Waiting['reached'];
  /** Forgets a view that there is no more. */
  readonly leave: (view: ViewId) => void;
  /** Finishes what is under way and lets go of the lead. */
  readonly stop: () => Promise<void>;
};

/** What a runner runs on; `by` is what it leads under, nobody else's. */
export type RunnerOn = {
  readonly log: LogReader;
  readonly views: ViewStore;
  readonly pace: Pace;
  readonly by: string;
  readonly tell: (where: Whereabouts) => void;
};

type Stage = RunnerOn & {
  readonly pages: Pages;
  running: ReadonlyArray<RunningView>;
  /** What the next page is to begin with. */
  readonly due: { lead: boolean; look: boolean };
  ended: boolean;
  tail?: Tail;
};

type Step = Either<Unavailable | Unreadable | CheckpointMoved | LeadLost, 'more' | 'done'>;

const prepared = async (stage: Stage): Promise<Either<Unavailable, void>> => {
  const { due, running } = stage;
  if (due.lead && !stage.ended) {
    const led = await takeLead(running, stage);
    if (isLeft(led)) return led;
    Object.assign(due, { lead: false, look: true });
  }
  if (!due.look) return right(undefined);
  const looked = await lookWhere(running, stage);
  if (!isLeft(looked)) due.look = false;
  return looked;
};

const step = async ({ pages, views, running, tell, tail }: Stage): Promise<Step> => {
  const place = furthestBehind(running);
  const first = place.behind[0];
  if (first === undefined) return right('done');
  const page = await pages(place.from, tail);
  if (isLeft(page)) return page;
  const events = page.right.events.filter(({ position }) => position <= place.until);
  const to = events.at(-1)?.position;
  if (to === undefined) return right('done');
  const applied = await applyPage(place, { events, to }, views);
  if (isLeft(applied)) return applied;
  tell({ view: first.folding.view, position: shownBy(running), head: page.right.head });
  return right('more');
};

const timesAstray = 5;

// Where another was first, this one looks again who leads and where the views are, and goes on from there.
const untilHead = async (stage: Stage, look: () => void): Promise<Ran> => {
  stage.due.look ||= !leadsAll(stage);
  for (let astray = 0; astray < timesAstray; ) {
    const ready = await prepared(stage);
    look();
    if (isLeft(ready)) return ready;
    const stepped = await step(stage);
    look();
    if (!isLeft(stepped)) {
      if (stepped.right === 'done') return right(undefined);
      astray = 0;
      continue;
    }
    stage.due.look = true;
    const { left: fault } = stepped;
    if (fault.type === 'Unavailable' || fault.type === 'Unreadable') return left(fault);
    stage.due.lead = true;
    astray += 1;
  }
  return left(unavailable('others move the views all the time'));
};

const leadsAll = ({ running }: Stage): boolean => running.every(({ token }) => token !== undefined);

const standing = ({ folding: { view }, checkpoint, token, stopped }: RunningView): ViewStanding => ({
  ...view,
  checkpoint,
  leads: token !== undefined,
  ...(stopped === undefined ? {} : { stopped }),
});

const isSame = (one: ViewId, other: ViewId): boolean =>
  one.name === other.name && one.version === other.version;

const whereViewsAre = (stage: Stage): Pick<Runner, 'leadsAll' | 'shows' | 'standings'> => ({
  leadsAll: () => leadsAll(stage),
  shows: (position) => stage.running.every(({ checkpoint }) => checkpoint >= position),
  standings: () => stage.running.map(standing),
});

/** A runner over views. */
export const runner = (foldings: ReadonlyArray<Folding>, on: RunnerOn): Runner => {
  const due = { lead: true, look: true };
  const pages = pagesOf(on.log);
  const stage: Stage = { ...on, pages, running: foldings.map(notStarted), due, ended: false };
  const shown = (): Position =>
    Math.min(shownBy(stage.running), stage.tail?.cursor() ?? Number.MAX_SAFE_INTEGER);
  const { look, reached } = waitingFor(shown, on.pace);
  const turns = oneAtATime(() => untilHead(stage, look));
  return {
    shown,
    reached,
    ...whereViewsAre(stage),
    catchUp: turns.take,
    follow: (tail) => {
      stage.tail = tail;
    },
    renew: () => {
      due.lead = true;
    },
    leave: (view) => {
      stage.running = stage.running.filter(({ folding }) => !isSame(folding.view, view));
    },
    stop: async () => {
      stage.ended = true;
      await turns.over();
      await on.views.yield(on.by)();
    },
  };
};
