import { logStream } from '@recount/domain/facts';
import { day } from '@recount/domain/vocabulary';
import fc from 'fast-check';
import { commandOf } from './commands.js';
import { thirdKey } from './neighbourhood.js';
import { secondKey } from '../domain/people.js';
import { type Move, moves } from './moves.js';
import { type Asked, type SmallWorld, smallWorld } from './small-world.js';

const long = process.env['RECOUNT_LONG'] === '1';

/** How many sequences a law tries: a thousand with every test run, ten times that in the long one. */
export const tries = { numRuns: long ? 10_000 : 1_000 };

/** How many sequences a law of single facts tries, each of which has many. */
export const fewer = { numRuns: tries.numRuns / 4 };

/** How long a law may take before it is given up. */
export const patience = { timeout: long ? 1_200_000 : 120_000 };

const kids = [secondKey, thirdKey];

const addClaimKey = (world: SmallWorld): void => {
  const log = world.stateOf(logStream);
  const kid = kids.find((other) => log.in === 'open' && !log.claimKeys.includes(other));
  if (kid !== undefined) world.happens({ type: 'ClaimKeyAdded', kid });
};

/** What a move comes to, if it is a command. */
export const play = (world: SmallWorld, move: Move, n: number): Asked | undefined => {
  if (move.type === 'claim key') addClaimKey(world);
  if (move.type === 'wait') world.wait(([1, 8, 31, 91][move.choice % 4] ?? 1) * day);
  const command = commandOf(world, move, n);
  return command && world.ask(command);
};

/** A world after what people did in it. */
export const worldAfter = (sequence: ReadonlyArray<Move>): SmallWorld => {
  const world = smallWorld();
  sequence.forEach((move, at) => play(world, move, at + 1));
  return world;
};

/** Looks at worlds in which people did all sorts of things; what is shown of a bad one is what they did. */
export const inEveryWorld = (look: (world: SmallWorld) => void, runs = tries): void => {
  fc.assert(
    fc.property(moves, (sequence) => look(worldAfter(sequence))),
    runs,
  );
};
