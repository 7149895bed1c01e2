import { type Core, type CoreOptions, openCore } from '@recount/core';
import { groupCommit } from '@recount/core/log';
import type { Position } from '@recount/core/ports';
import { isLeft } from 'fp-ts/lib/Either.js';
import { newYear } from '../../contracts/clock.js';
import { secret } from '../../core/rig/node.js';
import type { Chance } from './chance.js';
import { type Life, life } from './life.js';
import { type Line, reached, type Weather } from './line.js';
import type { Shared } from './shared.js';
import type { Timeline } from './time.js';

/** An engine that runs: from here on it is one process, until it crashes. */
export type Running = {
  readonly engine: number;
  readonly core: Core;
  readonly life: Life;
  /** Its own clock: milliseconds since 1970, as far as it knows. */
  readonly now: () => number;
  /** A position that it certainly knows: where the log was when it began, and whatever it told anybody since. */
  knows: Position;
  /** When its clock last did anything but go on, by the run's time. */
  jumped: number;
};

/** The engines of a run, which crash and start again. */
export type Engines = {
  /** Those that run now. */
  readonly running: () => ReadonlyArray<Running>;
  readonly crash: (engine: number) => void;
  readonly closeAndStart: (engine: number) => Promise<void>;
  readonly freeze: (engine: number, milliseconds: number) => void;
  /** Lets an engine reach its log no more for so many milliseconds. */
  readonly cutOff: (engine: number, milliseconds: number) => void;
  /** Moves a clock against the others', or with none given that of the whole world. */
  readonly moveClock: (milliseconds: number, engine?: number) => void;
  readonly crashes: () => number;
};

/** What engines run on. */
export type Ground = {
  readonly shared: Shared;
  readonly time: Timeline;
  readonly chance: Chance;
  readonly weather: () => Weather;
  readonly atHand: NonNullable<CoreOptions['atHand']>;
  readonly tell: Line['tell'];
  /** How many milliseconds the clocks of the whole world have moved beyond the time that went by. */
  readonly moved: { by: number };
};

type Slot = {
  readonly engine: number;
  own: Life;
  running: Running | undefined;
  skew: number;
  lives: number;
  cutUntil: number;
  jumped: number;
};

const lineOf = (
  slot: Slot,
  name: string,
  { ground, crash }: { ground: Ground; crash: () => void },
): Line => ({
  life: slot.own,
  time: ground.time,
  chance: ground.chance.of(`${name} of ${slot.engine} in life ${slot.lives}`),
  weather: ground.weather,
  isCut: () => name === 'log' && ground.time.now() < slot.cutUntil,
  tell: (fault, call) => ground.tell(fault, call),
  crash,
});

const open = async (slot: Slot, ground: Ground, crash: () => void): Promise<Running | undefined> => {
  const { shared, time, moved } = ground;
  const { own, engine } = slot;
  const now = (): number => Math.floor(newYear + time.now() + moved.by + slot.skew);
  const line = (name: string): Line => lineOf(slot, name, { ground, crash });
  const head = shared.head();
  const opened = await openCore({
    log: groupCommit(reached(shared.log, line('log')), { beside: 1 }, own.pace),
    views: reached(shared.views, line('views')),
    vault: reached(shared.vault, line('vault')),
    secret,
    clock: { now },
    entropy: ground.chance.of(`entropy of ${engine} in life ${slot.lives}`),
    pace: own.pace,
    atHand: ground.atHand,
  })();
  if (isLeft(opened)) return undefined;
  return { engine, core: opened.right, life: own, now, knows: head, jumped: slot.jumped };
};

/** Starts so many engines. */
export const startEngines = (count: number, ground: Ground): Engines => {
  const { time, chance } = ground;
  const slots: Slot[] = Array.from({ length: count }, (_, engine) => ({
    engine,
    own: life(time),
    running: undefined,
    skew: 0,
    lives: 0,
    cutUntil: 0,
    jumped: Number.NEGATIVE_INFINITY,
  }));
  let crashes = 0;
  const start = (slot: Slot): void => {
    const own = life(time);
    slot.own = own;
    slot.lives += 1;
    void open(slot, ground, () => crash(slot.engine)).then((running) => {
      if (own.isOver()) return;
      slot.running = running;
      if (running === undefined) end(slot);
    });
  };
  const end = (slot: Slot): void => {
    slot.running = undefined;
    slot.own.end();
    time.after(chance.oneOf([20, 200, 1_500]) * chance.fraction(), () => start(slot));
  };
  const crash = (engine: number): void => {
    crashes += 1;
    if (!slots[engine]!.own.isOver()) end(slots[engine]!);
  };
  const closeAndStart = async (engine: number): Promise<void> => {
    const slot = slots[engine]!;
    const { running, own } = slot;
    if (running === undefined) return;
    slot.running = undefined;
    await Promise.race([running.core.close(), own.over]);
    if (!own.isOver()) end(slot);
  };
  for (const slot of slots) start(slot);
  return {
    running: () => slots.flatMap(({ running }) => running ?? []),
    crash,
    closeAndStart,
    cutOff: (engine, milliseconds) => {
      slots[engine]!.cutUntil = time.now() + milliseconds;
    },
    freeze: (engine, milliseconds) => slots[engine]!.own.freeze(milliseconds),
    moveClock: (milliseconds, engine) => {
      if (engine === undefined) ground.moved.by += milliseconds;
      else slots[engine]!.skew = milliseconds;
      for (const slot of slots) {
        slot.jumped = time.now();
        if (slot.running !== undefined) slot.running.jumped = time.now();
      }
    },
    crashes: () => crashes,
  };
};
