import { fileURLToPath } from 'node:url';
import { join } from 'node:path';

/** The checkout's top folder. */
export const root = fileURLToPath(new URL('../..', import.meta.url));

/** A path inside the checkout. */
export const inside = (...parts) => join(root, ...parts);

/** Says one line to the person at the terminal; standard output belongs to the task. */
export const say = (line) => process.stderr.write(`${line}\n`);

/** Seconds since a moment taken with `performance.now()`, for reading. */
export const since = (start) => `${((performance.now() - start) / 1000).toFixed(1)} s`;
