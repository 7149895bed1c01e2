import { embedded } from './embedded.js';
import { inWords } from './report.js';
import type { Benchmark } from './rounds.js';
import { verify } from './verify/verify.js';

const benchmarks: Readonly<Record<string, Benchmark>> = { embedded, verify };

// The servers that benchmarks ask run this program again, in a process of their own.
const servers: Readonly<Record<string, (...args: ReadonlyArray<string>) => Promise<void>>> = {
  ours: async (folder = '', count = '') =>
    (await import('./verify/ours.js')).serveOurs(folder, Number(count)),
  bare: async (file = '') => (await import('./verify/bare.js')).serveBare(file),
};

const run = async (name: string, flags: ReadonlySet<string>): Promise<void> => {
  const benchmark = Object.hasOwn(benchmarks, name) ? benchmarks[name] : undefined;
  if (benchmark === undefined) {
    process.stderr.write(
      `There is no benchmark "${name}". There are: ${Object.keys(benchmarks).join(', ')}.\n`,
    );
    process.exitCode = 1;
    return;
  }
  const findings = await benchmark({ short: flags.has('--short') });
  process.stdout.write(`${flags.has('--json') ? JSON.stringify(findings) : inWords(findings)}\n`);
};

const given = process.argv.slice(2);
const words = given.filter((word) => !word.startsWith('--'));
const [first = '', which = '', ...args] = words;

if (first === 'serve') await servers[which]?.(...args);
else await run(first, new Set(given.filter((word) => word.startsWith('--'))));
