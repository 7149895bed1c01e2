import { spawn } from 'node:child_process';
import { once } from 'node:events';
import { fileURLToPath } from 'node:url';
import { appends } from './appends/appends.js';
import { commands } from './commands/commands.js';
import { embedded } from './commands/embedded.js';
import { growth } from './log/growth.js';
import { replay } from './log/replay.js';
import { start } from './log/start.js';
import { inWords } from './measuring/report.js';
import type { Benchmark } from './measuring/rounds.js';
import { NotHere } from './stage/not-here.js';
import { verify } from './verify/verify.js';

const benchmarks: Readonly<Record<string, Benchmark>> = {
  appends,
  commands,
  verify,
  replay,
  embedded,
  growth,
  start,
};

// The servers that benchmarks ask run this program again, in a process of their own.
const servers: Readonly<Record<string, (...args: ReadonlyArray<string>) => Promise<void>>> = {
  ours: async (url = '', count = '') => (await import('./verify/ours.js')).serveOurs(url, Number(count)),
  betterAuth: async (url = '', count = '') =>
    (await import('./verify/better-auth.js')).serveBetterAuth(url, Number(count)),
  bare: async (file = '') => (await import('./verify/bare.js')).serveBare(file),
};

const knows = (name: string): boolean => {
  if (Object.hasOwn(benchmarks, name)) return true;
  process.stderr.write(
    `There is no benchmark "${name}". There are: ${Object.keys(benchmarks).join(', ')}.\n`,
  );
  process.exitCode = 1;
  return false;
};

const run = async (name: string, flags: ReadonlySet<string>): Promise<void> => {
  const findings = await benchmarks[name]!({ short: flags.has('--short') });
  process.stdout.write(`${flags.has('--json') ? JSON.stringify(findings) : inWords(findings)}\n`);
};

// One after another, each in a process of its own, so that none inherits another's memory.
const runAll = async (flags: ReadonlyArray<string>): Promise<void> => {
  for (const name of Object.keys(benchmarks)) {
    const child = spawn(process.execPath, [fileURLToPath(import.meta.url), name, ...flags], {
      stdio: 'inherit',
    });
    const [code] = (await once(child, 'exit')) as [number | null];
    if (code !== 0) process.exitCode = 1;
  }
};

const given = process.argv.slice(2);
const flags = given.filter((word) => word.startsWith('--'));
const [first, which = '', ...args] = given.filter((word) => !word.startsWith('--'));

if (first === undefined) await runAll(flags);
else if (first === 'serve') await servers[which]?.(...args);
else if (knows(first))
  await run(first, new Set(flags)).catch((error: unknown) => {
    if (!(error instanceof NotHere)) throw error;
    process.stderr.write(`${error.message}\n`);
    process.exitCode = 1;
  });
