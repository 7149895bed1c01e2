import { perSecond } from '../measuring/callers.js';
import { type Benchmark, courseOf, foundOf, inTurns, median, ratioOf } from '../measuring/rounds.js';
import { ours } from '../appends/ours.js';
import { renamingAnew } from '../commands/renaming.js';
import { must, openOn, postgresIn } from '../stage/engine.js';
import { fill, settle } from '../stage/filling.js';
import { postgres, type Server } from '../stage/postgres.js';
import { load, type Serving, start } from '../verify/load.js';
import type { Issued } from '../verify/ours.js';

const people = 100;
const callers = 64;

type Log = { readonly events: number; readonly url: string };

const filled = async (server: Server, events: number): Promise<Log> => {
  const url = await server.database();
  const stores = await postgresIn(url);
  const core = await openOn(stores);
  const { samples } = await settle(core, stores.log, people);
  await core.close();
  const again = await postgresIn(url);
  await fill(again.log, samples, events);
  // Builds the views, so that nothing of that is left for what is measured.
  await (await openOn(again)).close();
  return { events, url };
};

type Runs = Readonly<Record<string, () => Promise<number>>>;
type Rounds = Readonly<Record<string, ReadonlyArray<number>>>;

const keyOf = ({ events }: Log): string => String(events);

// So few that the smallest log stays the smallest.
const milliseconds = 100;

const commandsOn = async (logs: ReadonlyArray<Log>, short: boolean): Promise<Rounds> => {
  const opened = await Promise.all(logs.map(async ({ url }) => openOn(await postgresIn(url))));
  const runs: Record<string, () => Promise<number>> = {};
  for (const [i, log] of logs.entries()) {
    const rename = await renamingAnew(opened[i]!, 1000);
    runs[keyOf(log)] = () => perSecond(callers, milliseconds, rename);
  }
  const figures = await warm(runs, short);
  for (const core of opened) await core.close();
  return figures;
};

const warm = async (runs: Runs, short: boolean): Promise<Rounds> => {
  for (const run of Object.values(runs)) for (let i = 0; i < 3; i++) await run();
  return inTurns(runs, { ...courseOf(short), seconds: short ? 6 : 40 });
};

const verifyOn = async (logs: ReadonlyArray<Log>, short: boolean): Promise<Rounds> => {
  const servers: Serving<Issued>[] = [];
  const runs: Record<string, () => Promise<number>> = {};
  for (const log of logs) {
    const serving = await start<Issued>('ours', log.url, '1000');
    const secrets = serving.extra.keys.map(({ secret }) => secret);
    servers.push(serving);
    runs[keyOf(log)] = () => load(serving.url, secrets, { amount: 1600, from: 0 });
  }
  const figures = await warm(runs, short);
  for (const serving of servers) await serving.stop();
  return figures;
};

const appendsOn = async (logs: ReadonlyArray<Log>, short: boolean): Promise<Rounds> => {
  const runs: Record<string, () => Promise<number>> = {};
  const open = await Promise.all(logs.map(({ url }) => ours(url)));
  for (const [i, log] of logs.entries()) runs[keyOf(log)] = () => open[i]!.appends(callers, milliseconds / 2);
  const figures = await warm(runs, short);
  for (const { close } of open) await close();
  return figures;
};

const headOf = async ({ url }: Log): Promise<number> => {
  const { log, views, vault } = await postgresIn(url);
  const { head } = await must(log.readAll(0, 1));
  for (const store of [log, views, vault]) await store.close();
  return head;
};

const measured = async (logs: ReadonlyArray<Log>, short: boolean) => {
  // Commands and verification before appends, whose streams no view knows.
  const commands = await commandsOn(logs, short);
  const verify = await verifyOn(logs, short);
  const appends = await appendsOn(logs, short);
  const heads = await Promise.all(logs.map(headOf));
  return { appends, commands, verify, heads };
};

/**
 * Appends, commands and verifications on logs of ten thousand, a hundred thousand and a million events: nothing may
 * become slower as the history grows. The short run leaves the million out, and its rows say so.
 */
export const growth: Benchmark = async ({ short }) => {
  const sizes = short ? [10_000, 100_000] : [10_000, 100_000, 1_000_000];
  const server = await postgres();
  const logs: Log[] = [];
  for (const events of sizes) logs.push(await filled(server, events));
  const { heads, ...figures } = await measured(logs, short);
  await server.stop();
  const [least, most] = [logs[0]!, logs.at(-1)!];
  const grown = (of: Rounds) => ratioOf(of[keyOf(most)] ?? [], of[keyOf(least)] ?? []);
  return {
    name: 'growth',
    rows: logs.map((log, i) => ({
      'events in the log': log.events,
      'events at the end': heads[i] ?? 0,
      'appends a second': Math.round(median(figures.appends[keyOf(log)] ?? [])),
      'commands a second': Math.round(median(figures.commands[keyOf(log)] ?? [])),
      'verifications a second': Math.round(median(figures.verify[keyOf(log)] ?? [])),
    })),
    ...foundOf({
      appends: grown(figures.appends),
      commands: grown(figures.commands),
      verify: grown(figures.verify),
    }),
  };
};
