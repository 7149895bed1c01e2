import { join } from 'node:path';
import type { BatchLog } from '@recount/core/ports';
import { rmSync } from 'node:fs';
import {
  type Benchmark,
  courseOf,
  figureOf,
  foundOf,
  inTurns,
  median,
  ratioOf,
} from '../measuring/rounds.js';
import {
  embeddedStores,
  memoryStores,
  must,
  newFolder,
  openOn,
  postgresIn,
  type Stores,
} from '../stage/engine.js';
import { fill, settle } from '../stage/filling.js';
import { postgres } from '../stage/postgres.js';

const people = 20;

/** A log that was filled, and how its stores are opened with no view built. */
type Place = { readonly open: () => Promise<Stores>; readonly events: number };

const filled = async (open: () => Promise<Stores>, events: number): Promise<Place> => {
  const before = await open();
  const core = await openOn(before);
  const { samples } = await settle(core, before.log, people);
  await fill(before.log, samples, events);
  await core.close();
  return { open, events };
};

// From opening the engine to all views showing the log's last event.
const replayed = async ({ open, events }: Place): Promise<number> => {
  const stores = await open();
  const begun = performance.now();
  const core = await openOn(stores);
  const took = performance.now() - begun;
  const { views } = await must(core.health());
  await core.close();
  if (views.some(({ checkpoint }) => checkpoint < events)) throw new Error('a view is behind');
  return (events / took) * 1000;
};

const page = 512;

const parsedAll = async (log: BatchLog): Promise<number> => {
  let at = 0;
  for (;;) {
    const { events } = await must(log.readAll(at, page));
    for (const { text } of events) JSON.parse(text);
    const last = events.at(-1);
    if (last === undefined) return at;
    at = last.position;
  }
};

const parsed = async ({ open, events }: Place): Promise<number> => {
  const { log, views, vault } = await open();
  const begun = performance.now();
  const read = await parsedAll(log);
  const took = performance.now() - begun;
  for (const store of [log, views, vault]) await store.close();
  if (read < events) throw new Error('an event was not read');
  return (read / took) * 1000;
};

const inMemory = (): (() => Promise<Stores>) => {
  const kept = memoryStores();
  return () => Promise.resolve({ ...kept, views: memoryStores().views });
};

const embeddedIn = (folder: string) => (): Promise<Stores> => {
  for (const end of ['', '-wal', '-shm']) rmSync(join(folder, `recount.views.db${end}`), { force: true });
  return embeddedStores(folder);
};

const postgresAt = (url: string) => async (): Promise<Stores> => {
  const stores = await postgresIn(url);
  for (const { view } of await must(stores.views.all())) await must(stores.views.drop(view));
  return stores;
};

/**
 * A log of real events is folded into all views from nothing: in memory, embedded, and on PostgreSQL. Beside it the
 * same log is read, and the text of each event parsed.
 */
export const replay: Benchmark = async ({ short }) => {
  const events = short ? 20_000 : 100_000;
  const [server, folder] = [await postgres(), newFolder()];
  const memory = await filled(inMemory(), events);
  const embedded = await filled(embeddedIn(folder.path), events);
  const database = await filled(postgresAt(await server.database()), events);
  const figures = await inTurns(
    {
      memory: () => replayed(memory),
      embedded: () => replayed(embedded),
      embeddedParsed: () => parsed(embedded),
      database: () => replayed(database),
      databaseParsed: () => parsed(database),
    },
    { ...courseOf(short), slices: 1 },
  );
  folder.remove();
  await server.stop();
  const row = (what: string, all: ReadonlyArray<number>) => ({
    what,
    events,
    'events a second': Math.round(median(all)),
  });
  return {
    name: 'replay',
    rows: [
      row('into all views, in memory', figures.memory),
      row('into all views, embedded', figures.embedded),
      row('read and parsed, embedded', figures.embeddedParsed),
      row('into all views, PostgreSQL', figures.database),
      row('read and parsed, PostgreSQL', figures.databaseParsed),
    ],
    ...foundOf({
      foldedPerSecond: figureOf(figures.memory),
      read: ratioOf(figures.database, figures.databaseParsed),
    }),
  };
};
