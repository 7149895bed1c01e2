import type { Core } from '@recount/core';
import { eventLoopPace, type Pace } from '@recount/core/log';
import type { TaskEither } from 'fp-ts/lib/TaskEither.js';
import { expect } from 'vitest';
import { type Ground, inMemory, inPostgres, inSqlite } from '../core/rig/grounds.js';
import { type Node, onNode } from '../core/rig/node.js';
import { rawLog } from '../core/rig/raw-log.js';
import { whatIsWrong } from '../core/rig/true-of-log.js';

const isLong = process.env['RECOUNT_LONG'] === '1';

/** How many race at once. */
export const wide = 32;

/** How often each race is run. */
const rounds = isLong ? 200 : 5;

/** How long a race may take before it counts as stuck, in milliseconds. */
export const patience = isLong ? 1_200_000 : 60_000;

// A race is about who wins, not about how long a busy machine takes to tell.
const unhurried: Pace = {
  ...eventLoopPace,
  after: (milliseconds, run) =>
    eventLoopPace.after(milliseconds < 1_000 ? milliseconds : 20 * milliseconds, run),
};

/** Where races are run: the racers of a round ask one engine, or two on one log in turn. */
export type Arena = { readonly name: string; readonly ground: Ground; readonly engines: 1 | 2 };

/** All there are. */
export const arenas: ReadonlyArray<Arena> = [
  { name: 'one engine in memory', ground: inMemory, engines: 1 },
  { name: 'two engines on one log', ground: inMemory, engines: 2 },
  { name: 'one engine in SQLite', ground: inSqlite, engines: 1 },
  { name: 'one engine on PostgreSQL', ground: inPostgres, engines: 1 },
  { name: 'two engines on one PostgreSQL', ground: inPostgres, engines: 2 },
];

/** What a round is run with: the engine of each racer, and a name that no other round has. */
export type Round = Node & {
  readonly engineOf: (racer: number) => Core;
  readonly named: (what: string) => string;
};

/** Runs a race again and again on the same log, and then looks at what is true after every run. */
export const racing =
  ({ ground, engines }: Arena, run: (round: Round) => Promise<void>): (() => Promise<void>) =>
  () =>
    onNode(
      async (node) => {
        const other = engines === 2 ? await node.beside({ pace: unhurried }) : node.core;
        for (let i = 0; i < rounds; i++)
          await run({
            ...node,
            engineOf: (racer) => (racer % 2 === 0 ? node.core : other),
            named: (what) => `${what}-${i}`,
          });
        expect(whatIsWrong(await rawLog(node.stores.log))).toEqual([]);
      },
      { pace: unhurried },
      ground,
    )();

/** What came of a race: the answers, and the reasons against the others by how often each was given. */
export type Finish<A> = { readonly won: ReadonlyArray<A>; readonly lost: Readonly<Record<string, number>> };

/** Lets everybody go at once. Whoever others were faster than again and again has lost like any other: nobody asks twice. */
export const race = async <E extends { readonly type: string }, A>(
  racers: number,
  ask: (racer: number) => TaskEither<E, A>,
): Promise<Finish<A>> => {
  const outcomes = await Promise.all(Array.from({ length: racers }, (_, racer) => ask(racer)()));
  const lost: Record<string, number> = {};
  for (const outcome of outcomes)
    if (outcome._tag === 'Left') lost[outcome.left.type] = (lost[outcome.left.type] ?? 0) + 1;
  return { won: outcomes.flatMap((outcome) => (outcome._tag === 'Right' ? [outcome.right] : [])), lost };
};
