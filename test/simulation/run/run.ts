import { createHash } from 'node:crypto';
import { newYear } from '../../contracts/clock.js';
import { rawLog } from '../../core/rig/raw-log.js';
import { chanceOf } from '../machine/chance.js';
import { startEngines } from '../machine/engines.js';
import type { Weather } from '../machine/line.js';
import { type Reader, reader } from '../machine/reader.js';
import { sharedStores } from '../machine/shared.js';
import { type Timeline, timeline } from '../machine/time.js';
import { operate } from '../people/operating.js';
import type { Sim } from '../people/sim.js';
import { untrueAfter } from '../truth/truth.js';
import { whenCalm } from './calm.js';
import type { OperationType } from './operations-table.js';
import type { Operation, Plan } from './plan.js';

/** What a run came to. */
export type Report = {
  readonly plan: Plan;
  /** What is not true after it; empty, or it failed. */
  readonly wrong: ReadonlyArray<string>;
  /** Of the log, to the byte. */
  readonly digest: string;
  readonly commits: number;
  readonly crashes: number;
  readonly faults: Readonly<Record<string, number>>;
  /** What was done and what came of it. */
  readonly lines: ReadonlyArray<string>;
};

const calm: Weather = { faults: {}, delay: 0.2, deaf: 0 };

const newJournal = (): Sim['journal'] => ({
  acks: [],
  requests: [],
  attempts: new Map(),
  verified: [],
  allowed: [],
  shown: [],
  recounted: [],
  wrong: [],
  lines: [],
});

type Stage = {
  readonly sim: Sim;
  readonly outside: Reader;
  readonly weather: { now: Weather };
  readonly faults: Record<string, number>;
};

const simOf = (plan: Plan, time: Timeline, rest: Pick<Sim, 'shared' | 'engines'>): Sim => ({
  plan,
  time,
  ...rest,
  known: { sessions: [], teams: [], personal: [], admins: new Map(), keys: [], links: [] },
  journal: newJournal(),
  rewound: { at: -1 },
  names: { count: 0 },
  nights: { count: 0 },
});

const stageOf = (plan: Plan): Stage => {
  const chance = chanceOf(`run ${plan.seed}`);
  const time = timeline(chance.of('time'));
  const moved = { by: 0 };
  const clock = { now: () => Math.floor(newYear + time.now() + moved.by) };
  const shared = sharedStores(clock, time.now);
  const weather = { now: plan.weather };
  const faults: Record<string, number> = {};
  const engines = startEngines(plan.engines, {
    shared,
    time,
    chance: chance.of('engines'),
    weather: () => weather.now,
    atHand: plan.atHand,
    tell: (fault) => (faults[fault] = (faults[fault] ?? 0) + 1),
    moved,
  });
  const outside = reader(shared.log, time, chance.of('reader'));
  return { sim: simOf(plan, time, { shared, engines }), outside, weather, faults };
};

// Some come, make a team and invite others, one after another; then everybody goes their way, and nobody waits.
const beginnings: ReadonlyArray<OperationType> = [
  'sign in',
  'sign in',
  'sign in',
  'create team',
  'invite by link',
  'accept',
  'issue key',
];

const setOff = ({ sim }: Stage): (() => boolean) => {
  const { time, plan, journal } = sim;
  let left = plan.operations.length;
  const begin = (op: Operation): Promise<void> =>
    operate(sim, op)
      .catch(
        (defect: unknown) => void journal.wrong.push(`an operation ended with an error: ${String(defect)}`),
      )
      .finally(() => (left -= 1));
  const later = (ops: ReadonlyArray<Operation>): void => {
    let at = 0;
    for (const op of ops) {
      at += op.after * plan.weather.delay;
      time.after(at, () => void begin(op));
    }
  };
  const inOrder = async (): Promise<void> => {
    for (const [at, op] of plan.operations.entries()) {
      const type = beginnings[at];
      if (type === undefined) return later(plan.operations.slice(at));
      while (sim.engines.running().length === 0) await new Promise<void>((next) => void time.after(50, next));
      await begin({ ...op, type });
    }
  };
  void inOrder();
  return () => left === 0;
};

const digestOf = (log: ReadonlyArray<{ position: number; recordedAt: number; text: string }>): string => {
  const hash = createHash('sha256');
  for (const { position, recordedAt, text } of log) hash.update(`${position} ${recordedAt} ${text}\n`);
  return hash.digest('hex');
};

const minute = 60_000;

/** Plays a plan to its end, and looks at what is true then. */
export const run = async (plan: Plan): Promise<Report> => {
  const stage = stageOf(plan);
  const { sim, outside, weather, faults } = stage;
  const { journal, time, engines } = sim;
  const isDone = setOff(stage);
  const inTime = await time.until(isDone, 20 * minute);
  weather.now = calm;
  outside.stop();
  if (!inTime && !(await time.until(isDone, 5 * minute)))
    journal.wrong.push('an operation never came to an end');
  await whenCalm(sim);
  await outside.finish();
  const log = await rawLog(sim.shared.log);
  const wrong = [...journal.wrong, ...(await untrueAfter(sim, log, outside.read()))];
  const commits = new Set(log.map(({ body }) => body.commit)).size;
  return {
    plan,
    wrong,
    digest: digestOf(log),
    commits,
    crashes: engines.crashes(),
    faults,
    lines: journal.lines,
  };
};
