import { type ChildProcess, spawn, spawnSync } from 'node:child_process';
import { chownSync, mkdirSync, mkdtempSync, rmSync } from 'node:fs';
import { createServer } from 'node:net';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { childrenOf, signal } from './processes.js';
import { notRoot, programsFolder, type RunsAs } from './programs.js';
import { saysYes } from './ready.js';

/** A PostgreSQL server of one's own, on the loopback, in a folder of its own; its settings are as PostgreSQL comes. */
export type OwnPostgres = {
  /** As its superuser, to the database `postgres`. */
  readonly url: string;
  /** Its version, in its own words. */
  readonly what: string;
  readonly dataFolder: string;
  /** Starts it again, and answers when it takes connections. */
  readonly start: () => Promise<void>;
  /** Lets it end in good order, whoever is connected. */
  readonly stop: () => Promise<void>;
  /** Ends all of it at once, as a crash of the machine would, without the loss of what the disk was given. */
  readonly kill: () => Promise<void>;
  /** Stops all of it where it stands: connections stay open, and nothing answers. */
  readonly freeze: () => void;
  readonly thaw: () => void;
  /** Ends it and takes its folder away. */
  readonly remove: () => Promise<void>;
};

const patience = 60_000;

const freePort = (): Promise<number> =>
  new Promise((resolve, reject) => {
    const probe = createServer();
    probe.once('error', reject);
    probe.listen(0, '127.0.0.1', () => {
      const address = probe.address();
      probe.close(() => resolve(typeof address === 'object' && address !== null ? address.port : 0));
    });
  });

/** Its folder, owned by whom it runs as, with a cluster in it. */
const cluster = (programs: string, as: RunsAs | undefined, settings: ReadonlyArray<string>): string => {
  const folder = mkdtempSync(join(tmpdir(), 'recount-postgres-'));
  const data = join(folder, 'data');
  mkdirSync(data);
  if (as !== undefined) for (const made of [folder, data]) chownSync(made, as.uid, as.gid);
  const wanted = ['-D', data, '-U', 'postgres', '-A', 'trust', '-E', 'UTF8', '--no-sync', ...settings];
  const done = spawnSync(join(programs, 'initdb'), wanted, { ...as, cwd: folder, encoding: 'utf8' });
  if (done.status === 0) return folder;
  rmSync(folder, { recursive: true, force: true });
  throw new Error(`initdb: ${done.stderr || String(done.error)}`);
};

type Running = { readonly child: ChildProcess; readonly pid: number; readonly ended: Promise<void> };

const spawned = (program: string, given: ReadonlyArray<string>, as: RunsAs | undefined): Running => {
  const child = spawn(program, given, { ...as, cwd: '/', stdio: 'ignore' });
  child.unref();
  const ended = new Promise<void>((resolve) => {
    child.once('exit', () => resolve());
    child.once('error', () => resolve());
  });
  return { child, pid: child.pid ?? 0, ended };
};

const runs = ({ child }: Running): boolean => child.exitCode === null && child.signalCode === null;

/** Until it takes connections; it is started again while what a crash left behind is still in its way. */
const ready = async (launch: () => Running, port: number): Promise<Running> => {
  const until = Date.now() + patience;
  let running = launch();
  while (!(await saysYes(port))) {
    if (Date.now() > until) throw new Error('PostgreSQL does not take connections');
    if (!runs(running)) running = launch();
    await new Promise((resolve) => setTimeout(resolve, 20));
  }
  return running;
};

const versionOf = (programs: string): string =>
  spawnSync(join(programs, 'postgres'), ['--version'], { encoding: 'utf8' }).stdout.trim();

/**
 * Starts a server of one's own, if PostgreSQL is installed here; it ends with this process at the latest. `settings`
 * are arguments for `initdb`.
 */
export const ownPostgres = async (settings: ReadonlyArray<string> = []): Promise<OwnPostgres | undefined> => {
  const programs = programsFolder();
  if (programs === undefined) return undefined;
  const as = notRoot();
  const folder = cluster(programs, as, settings);
  const dataFolder = join(folder, 'data');
  const port = await freePort();
  const given = ['-D', dataFolder, '-p', String(port), '-k', folder, '-c', 'listen_addresses=127.0.0.1'];
  const launch = (): Running => spawned(join(programs, 'postgres'), given, as);
  const all = (): ReadonlyArray<number> => [running.pid, ...childrenOf(running.pid)];
  const stop = async (how: 'SIGINT' | 'SIGKILL'): Promise<void> => {
    if (!runs(running)) return;
    running.child.ref();
    // Whoever is killed first must not be started anew by the one who started it.
    signal(how === 'SIGKILL' ? [running.pid] : all(), how === 'SIGKILL' ? 'SIGSTOP' : 'SIGCONT');
    signal(how === 'SIGKILL' ? all() : [running.pid], how);
    await running.ended;
  };
  const clear = (): void => rmSync(folder, { recursive: true, force: true });
  const atExit = (): void => {
    if (runs(running)) signal(all(), 'SIGKILL');
    clear();
  };
  let running = await ready(launch, port);
  process.once('exit', atExit);
  return {
    url: `postgres://postgres@127.0.0.1:${port}/postgres`,
    what: versionOf(programs),
    dataFolder,
    start: async () => {
      if (!runs(running)) running = await ready(launch, port);
    },
    stop: () => stop('SIGINT'),
    kill: () => stop('SIGKILL'),
    freeze: () => signal(all(), 'SIGSTOP'),
    thaw: () => signal(all().toReversed(), 'SIGCONT'),
    remove: async () => {
      process.off('exit', atExit);
      await stop('SIGKILL');
      clear();
    },
  };
};
