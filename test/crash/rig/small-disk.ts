import { spawnSync } from 'node:child_process';
import { closeSync, mkdtempSync, openSync, rmSync, unlinkSync, writeSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';

/** A file system of its own, small enough to be filled. */
export type SmallDisk = {
  readonly folder: string;
  /** Takes all the room that there is. */
  readonly fill: () => void;
  /** Gives it back. */
  readonly clear: () => void;
  readonly remove: () => void;
};

const run = (command: string, ...args: ReadonlyArray<string>): boolean =>
  spawnSync(command, args, { stdio: 'ignore' }).status === 0;

const filled = (ballast: string): void => {
  const file = openSync(ballast, 'a');
  for (let size = 1 << 20; size >= 1; size >>= 4) {
    try {
      for (;;) writeSync(file, Buffer.alloc(size, 'x'));
    } catch (fault) {
      if ((fault as NodeJS.ErrnoException).code !== 'ENOSPC') throw fault;
    }
  }
  closeSync(file);
};

/** Mounts a disk of so many megabytes here or in a folder of its own; nothing where this user may mount none. */
export const smallDisk = (
  megabytes: number,
  folder = mkdtempSync(join(tmpdir(), 'recount-small-')),
): SmallDisk | undefined => {
  const isMounted = run('mount', '-t', 'tmpfs', '-o', `size=${megabytes}m`, 'tmpfs', folder);
  if (!isMounted) return undefined;
  const ballast = join(folder, 'ballast');
  return {
    folder,
    fill: () => filled(ballast),
    clear: () => unlinkSync(ballast),
    remove: () => {
      run('umount', '--lazy', folder);
      rmSync(folder, { recursive: true, force: true });
    },
  };
};
