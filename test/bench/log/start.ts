import { type ChildProcess, spawn } from 'node:child_process';
import { once } from 'node:events';
import { readFileSync, rmSync } from 'node:fs';
import { createServer } from 'node:net';
import { join } from 'node:path';
import { setTimeout as pause } from 'node:timers/promises';
import { fileURLToPath } from 'node:url';
import { type Benchmark, courseOf, figureOf, foundOf, inTurns, median } from '../measuring/rounds.js';
import { embeddedStores, newFolder, openOn, secret } from '../stage/engine.js';
import { fill, settle } from '../stage/filling.js';

const events = 100_000;
const people = 20;

const program = fileURLToPath(new URL('../../../../packages/server/dist/main.js', import.meta.url));

const freePort = async (): Promise<number> => {
  const probe = createServer();
  probe.listen(0, '127.0.0.1');
  await once(probe, 'listening');
  const address = probe.address();
  probe.close();
  await once(probe, 'close');
  return typeof address === 'object' && address !== null ? address.port : 0;
};

const environment = (folder: string, port: number): NodeJS.ProcessEnv => ({
  PATH: process.env['PATH'],
  RECOUNT_STORE: `sqlite:${join(folder, 'recount.db')}`,
  RECOUNT_SECRET: secret,
  RECOUNT_PORT: String(port),
  RECOUNT_LOG_LEVEL: 'error',
  RECOUNT_GOOGLE_CLIENT_ID: 'a client',
  RECOUNT_GOOGLE_CLIENT_SECRET: 'its secret',
});

const isReady = async (port: number): Promise<boolean> => {
  try {
    return (await fetch(`http://127.0.0.1:${port}/readyz`)).status === 200;
  } catch {
    return false;
  }
};

const ready = async (child: ChildProcess, port: number): Promise<void> => {
  while (!(await isReady(port))) {
    if (child.exitCode !== null) throw new Error('the server did not start');
    await pause(5);
  }
};

/** The most memory that a process has had so far, in megabytes, where the system tells; elsewhere what it has now. */
const megabytesOf = async ({ pid }: ChildProcess): Promise<number> => {
  if (process.platform === 'linux') {
    const peak = /VmHWM:\s+(\d+) kB/.exec(readFileSync(`/proc/${pid}/status`, 'utf8'))?.[1];
    return Number(peak) / 1024;
  }
  const told = spawn('ps', ['-o', 'rss=', '-p', String(pid)], { stdio: ['ignore', 'pipe', 'inherit'] });
  let said = '';
  for await (const part of told.stdout) said += String(part);
  return Number(said) / 1024;
};

type Start = { readonly seconds: number; readonly megabytes: number };

const startOnce = async (folder: string): Promise<Start> => {
  const port = await freePort();
  const begun = performance.now();
  const child = spawn(process.execPath, [program], {
    env: environment(folder, port),
    stdio: 'ignore',
  });
  await ready(child, port);
  const seconds = (performance.now() - begun) / 1000;
  const megabytes = await megabytesOf(child);
  child.kill('SIGTERM');
  await once(child, 'exit');
  return { seconds, megabytes };
};

const filledIn = async (folder: string): Promise<void> => {
  const stores = await embeddedStores(folder);
  const core = await openOn(stores);
  const { samples } = await settle(core, stores.log, people);
  await fill(stores.log, samples, events);
  await core.close();
  // Once more, so that the views are where they stand after any service that ran.
  await (await openOn(await embeddedStores(folder))).close();
};

const withoutViews = (folder: string): void => {
  for (const end of ['', '-wal', '-shm']) rmSync(join(folder, `recount.views.db${end}`), { force: true });
};

/** The server, from its start until it says that it is ready, on an embedded log of a hundred thousand events. */
export const start: Benchmark = async ({ short }) => {
  const folder = newFolder();
  await filledIn(folder.path);
  const starts: Start[] = [];
  const again = async (): Promise<number> => {
    starts.push(await startOnce(folder.path));
    return starts.at(-1)!.seconds;
  };
  await startOnce(folder.path);
  await inTurns({ again }, { ...courseOf(short), slices: 1 });
  withoutViews(folder.path);
  const anew = await startOnce(folder.path);
  folder.remove();
  const row = (what: string, all: ReadonlyArray<Start>) => ({
    what,
    seconds: Number(median(all.map(({ seconds }) => seconds)).toFixed(2)),
    megabytes: Math.round(median(all.map(({ megabytes }) => megabytes))),
  });
  return {
    name: 'start',
    rows: [row('the server', starts), row('the same, once, with all views to be built', [anew])],
    ...foundOf({
      seconds: figureOf(starts.map(({ seconds }) => seconds)),
      megabytes: figureOf(starts.map(({ megabytes }) => megabytes)),
    }),
  };
};
