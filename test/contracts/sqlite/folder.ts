import { mkdtemp, rm } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';

/** A folder of a test's own, with a path in it, and how to leave nothing behind. */
export const folder = async (): Promise<{
  readonly at: (name: string) => string;
  readonly remove: () => Promise<void>;
}> => {
  const made = await mkdtemp(join(tmpdir(), 'recount-'));
  return { at: (name) => join(made, name), remove: () => rm(made, { recursive: true, force: true }) };
};
