import { type ChildProcess, spawn } from 'node:child_process';
import { mkdtempSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { fileURLToPath } from 'node:url';

const main = fileURLToPath(new URL('../../packages/server/dist/main.js', import.meta.url));

export type Environment = Readonly<Record<string, string>>;

/** The service as a process of its own, as people start it. */
export type Program = {
  /** What it said so far: the screen, and what it complained of. */
  readonly screen: () => string;
  readonly complaint: () => string;
  /** Where it can be opened, once it says so. */
  readonly origin: () => Promise<string>;
  readonly signal: (name: NodeJS.Signals) => void;
  readonly pid: number;
  /** Its exit code, once it has one. */
  readonly ended: Promise<number | NodeJS.Signals | null>;
};

/** A folder that is nobody else's. */
export const freshFolder = (): string => mkdtempSync(join(tmpdir(), 'recount-server-'));

const running = new Set<ChildProcess>();

/** Ends, at once, whatever a test left running. */
export const endAll = (): void => {
  for (const child of running) child.kill('SIGKILL');
};

const gather = (stream: NodeJS.ReadableStream): (() => string) => {
  let said = '';
  stream.setEncoding('utf8').on('data', (part: string) => {
    said += part;
  });
  return () => said;
};

const openLine = /^ +Open +(\S+)$/m;

/** Starts the service in a folder, with these settings and nothing of ours around it. */
export const startProgram = (
  cwd: string,
  environment: Environment = {},
  args: ReadonlyArray<string> = [],
): Program => {
  const { PATH = '' } = process.env;
  const env = { PATH, RECOUNT_PORT: '0', ...environment };
  const child = spawn(process.execPath, [main, ...args], { cwd, env, stdio: ['ignore', 'pipe', 'pipe'] });
  running.add(child);
  const screen = gather(child.stdout);
  const complaint = gather(child.stderr);
  const ended = new Promise<number | NodeJS.Signals | null>((resolve) => {
    child.once('close', (code, signal) => {
      running.delete(child);
      resolve(code ?? signal);
    });
  });
  const opened = new Promise<string>((resolve, reject) => {
    child.stdout.on('data', () => {
      const address = openLine.exec(screen())?.[1];
      if (address !== undefined) resolve(address);
    });
    void ended.then((code) => reject(new Error(`ended with ${String(code)}: ${complaint()}`)));
  });
  opened.catch(() => undefined);
  return {
    screen,
    complaint,
    origin: () => opened,
    signal: (name) => void child.kill(name),
    pid: child.pid ?? 0,
    ended,
  };
};

/** What became of a start that is not to succeed: its exit code, and what it said. */
export const refusedStart = async (
  cwd: string,
  environment: Environment,
): Promise<{ readonly code: unknown; readonly says: string; readonly screen: string }> => {
  const program = startProgram(cwd, environment);
  const code = await program.ended;
  return { code, says: program.complaint(), screen: program.screen() };
};
