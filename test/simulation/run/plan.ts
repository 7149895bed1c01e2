import type { CoreOptions } from '@recount/core';
import { type Chance, chanceOf } from '../machine/chance.js';
import type { CallFault, Weather } from '../machine/line.js';
import { type OperationType, weights } from './operations-table.js';

/** One thing that somebody does, or that befalls a machine; the numbers choose among what there is by then. */
export type Operation = {
  readonly type: OperationType;
  /** How long after the one before it, in usual delays of the lines. */
  readonly after: number;
  readonly engine: number;
  readonly who: number;
  readonly what: number;
  readonly whom: number;
  readonly choice: number;
  readonly yes: boolean;
  readonly rarely: boolean;
};

/** All that a seed says: the same seed, the same plan. */
export type Plan = {
  readonly seed: number;
  readonly engines: number;
  /** How much engines keep in memory: little, so that they often have to fetch it again. */
  readonly atHand: NonNullable<CoreOptions['atHand']>;
  readonly weather: Weather;
  /** How far clocks are apart at most, in milliseconds. */
  readonly skew: number;
  readonly operations: ReadonlyArray<Operation>;
};

// How likely each fault strikes a call in a run that has it.
const rates: Readonly<Record<CallFault, number>> = {
  refused: 0.02,
  'lost before': 0.03,
  'lost after': 0.05,
  twice: 0.08,
  'slow there': 0.008,
  'slow back': 0.008,
  'crash before': 0.004,
  'crash after': 0.008,
};

const hour = 3_600_000;

// Each run has some faults often and others never: what all of them together would hide, a few bring out.
const weatherOf = (chance: Chance): Weather => {
  const isFine = chance.yes(0.15);
  const struck = Object.entries(rates).filter(() => !isFine && chance.yes(0.4));
  const harsh = chance.fraction() * 2;
  return {
    faults: Object.fromEntries(struck.map(([fault, rate]) => [fault, rate * harsh])),
    delay: 0.2 + chance.fraction() * chance.oneOf([1, 5, 40]),
    deaf: chance.oneOf([0, 0, 0.3, 1]),
  };
};

const atHandOf = (chance: Chance): Plan['atHand'] => {
  const some = (): number => chance.oneOf([2, 8, 64, 256]);
  return {
    credentials: some(),
    rows: some(),
    states: some(),
    subjectKeys: some(),
    events: chance.oneOf([4, 30, 2_000]),
  };
};

const kinds = Object.entries(weights).flatMap(([type, weight]) =>
  Array.from({ length: weight }, () => type as OperationType),
);

const operation = (chance: Chance): Operation => ({
  type: chance.oneOf(kinds),
  after: (chance.yes(0.02) ? 4_000 : chance.oneOf([0, 2, 10, 40, 40, 100, 100])) * chance.fraction(),
  engine: chance.below(6),
  who: chance.below(12),
  what: chance.below(12),
  whom: chance.below(12),
  choice: chance.below(12),
  yes: chance.yes(0.5),
  rarely: chance.yes(0.1),
});

/** What a seed comes to. */
export const planOf = (seed: number, operations: number): Plan => {
  const chance = chanceOf(`plan ${seed}`);
  return {
    seed,
    engines: chance.oneOf([1, 2, 2, 3]),
    atHand: atHandOf(chance),
    weather: weatherOf(chance),
    skew: chance.oneOf([0, 0, 1_000, hour]),
    operations: Array.from({ length: operations }, () => operation(chance)),
  };
};
