import { sliceOf } from '../measuring/callers.js';
import { type Benchmark, courseOf, foundOf, inTurns, median, ratioOf } from '../measuring/rounds.js';
import { installPeers } from '../stage/peers.js';
import { postgres, type Server } from '../stage/postgres.js';
import type { Contender } from './contender.js';
import { emmett } from './emmett.js';
import { bulkInserts, inserts } from './inserts.js';
import { ours } from './ours.js';

const callers = [1, 16, 64, 256] as const;

// As many as our own store keeps.
const connections = 16;

const labels = {
  ours: 'Recount',
  emmett: "Emmett's PostgreSQL store",
  insert: 'a bare INSERT each',
  bulk: 'a bulk INSERT of as many',
} as const;

type Name = keyof typeof labels;

const names = Object.keys(labels) as ReadonlyArray<Name>;

type Opened = {
  readonly contenders: Readonly<Record<Name, Contender>>;
  readonly batchOf: (n: number) => number;
};

const opened = async (server: Server): Promise<Opened> => {
  const mine = await ours(await server.database());
  const sizes = new Map<number, number>();
  const batchOf = (many: number): number => sizes.get(many) ?? many;
  const contenders = {
    ours: mine,
    emmett: await emmett(await server.database(), connections),
    insert: await inserts(await server.database(), connections),
    bulk: await bulkInserts(await server.database(), batchOf),
  };
  // Ours warms up first, and shows how large its batches are.
  for (const many of callers) {
    const { commits, batches } = { ...mine.counted };
    await mine.appends(many, 500);
    sizes.set(many, Math.round((mine.counted.commits - commits) / (mine.counted.batches - batches)));
  }
  for (const name of names) for (const many of callers) await contenders[name].appends(many, 250);
  return { contenders, batchOf };
};

const measured = async ({ contenders }: Opened, short: boolean) => {
  const runs = names.flatMap((name) =>
    callers.map((many) => [`${name}${many}`, () => contenders[name].appends(many, sliceOf(short))] as const),
  );
  return inTurns(Object.fromEntries(runs), courseOf(short));
};

/**
 * Durable appends on PostgreSQL, one event each, by 1, 16, 64 and 256 callers. Beside ours, on the same server with
 * events of the same size: Emmett's event store, one INSERT after another, and an INSERT of a batch of rows.
 */
export const appends: Benchmark = async ({ short }) => {
  await installPeers();
  const server = await postgres();
  const all = await opened(server);
  const figures = await measured(all, short);
  for (const name of names) await all.contenders[name].close();
  await server.stop();
  const of = (name: Name, many: number): ReadonlyArray<number> => figures[`${name}${many}`] ?? [];
  const beside = {
    emmett64: ratioOf(of('ours', 64), of('emmett', 64)),
    insert64: ratioOf(of('ours', 64), of('insert', 64)),
    bulk64: ratioOf(of('ours', 64), of('bulk', 64)),
    emmett1: ratioOf(of('ours', 1), of('emmett', 1)),
  };
  const rowsOf = (many: number) =>
    names.map((name) => ({
      what: labels[name],
      callers: many,
      'events a second': Math.round(median(of(name, many))),
      'events in a batch': name === 'ours' || name === 'bulk' ? all.batchOf(many) : 1,
    }));
  return {
    name: 'appends',
    rows: callers.flatMap(rowsOf),
    ...foundOf(beside),
  };
};
