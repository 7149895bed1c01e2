import { spawn } from 'node:child_process';
import { once } from 'node:events';
import { createRequire } from 'node:module';
import { fileURLToPath, pathToFileURL } from 'node:url';
import { NotHere } from './not-here.js';

const root = new URL('../../../../', import.meta.url);
const door = createRequire(new URL('test/bench/peers/package.json', root));

/** Installs what Recount is measured beside, unless it is there already; the reason why it cannot be is said. */
export const installPeers = async (): Promise<void> => {
  const program = fileURLToPath(new URL('scripts/bootstrap.mjs', root));
  const child = spawn(process.execPath, [program, 'peers'], { stdio: ['ignore', 2, 2] });
  const [code] = (await once(child, 'exit')) as [number | null];
  if (code !== 0) throw new NotHere('This benchmark did not run: the reason is above.');
};

/** A library of theirs. The benchmarks are built without it, so whoever asks says what they use of it. */
export const peer = async <Library>(name: string): Promise<Library> =>
  (await import(pathToFileURL(door.resolve(name)).href)) as Library;
