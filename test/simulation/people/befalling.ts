import { verify } from './asking.js';
import type { Scene } from './sim.js';

const hour = 3_600_000;

/** An engine dies, and starts again on the same stores. */
export const crash = ({ sim, on }: Scene): Promise<void> => {
  sim.engines.crash(on.engine);
  return Promise.resolve();
};

/** An engine is closed with whatever is under way, and starts again. */
export const restart = ({ sim, on }: Scene): Promise<void> => sim.engines.closeAndStart(on.engine);

/** An engine stands still for longer than its leases and deadlines are. */
export const freeze = ({ sim, on, op }: Scene): Promise<void> => {
  sim.engines.freeze(
    on.engine,
    [50, 50, 50, 50, 300, 300, 300, 1_000, 3_000, 6_000, 20_000, 40_000][op.choice]!,
  );
  return Promise.resolve();
};

/** An engine cannot reach its log, and others go on. */
export const cutOff = async ({ sim, on, op }: Scene): Promise<void> => {
  const milliseconds = [1_000, 5_000, 60_000][op.choice % 3]!;
  sim.engines.cutOff(on.engine, milliseconds);
  await new Promise<void>((resolve) => void sim.time.after(milliseconds - 500, resolve));
  const { keys, sessions } = sim.known;
  for (const { text } of keys.slice(-6)) await verify({ sim, on }, text);
  for (const { token } of sessions.slice(-6)) await verify({ sim, on }, token);
};

/** An engine's clock is set otherwise, forwards or back. */
export const moveOneClock = ({ sim, on, op }: Scene): Promise<void> => {
  if (sim.plan.skew > 0) sim.engines.moveClock(((op.choice - 5.5) / 5.5) * sim.plan.skew, on.engine);
  return Promise.resolve();
};

/** Everybody's clock jumps: a night goes by, or it was wrong before. */
export const moveAllClocks = ({ sim, op }: Scene): Promise<void> => {
  const milliseconds = [-hour, -1_000, 2_000, hour, 25 * hour, 8 * 24 * hour][op.choice % 6]!;
  if (milliseconds >= 24 * hour) sim.nights.count += 1;
  sim.engines.moveClock(milliseconds);
  return Promise.resolve();
};

/** The views are put back to an older backup of them, beneath whoever uses them. */
export const rewind = async ({ sim, op }: Scene): Promise<void> => {
  sim.rewound.at = sim.time.now();
  await sim.shared.views.rewind(Math.max(0, sim.shared.views.steps() - op.choice * op.choice));
};
