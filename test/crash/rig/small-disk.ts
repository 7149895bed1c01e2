import { spawn, spawnSync } from 'node:child_process';
import { once } from 'node:events';
import { mkdtempSync, rmSync, unlinkSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';

/** A file system of its own, small enough to be filled. */
export type SmallDisk = {
  readonly folder: string;
  /** Takes all the room that there is. */
  readonly fill: () => Promise<void>;
  /** Gives it back. */
  readonly clear: () => void;
  readonly remove: () => void;
};

const run = (command: string, ...args: ReadonlyArray<string>): boolean =>
  spawnSync(command, args, { stdio: 'ignore' }).status === 0;

// By another process, so that whoever waits for answers meanwhile does not wait for us.
const filled = async (ballast: string): Promise<void> => {
  for (const bytes of ['1M', '4K', '1'])
    await once(
      spawn('sh', ['-c', `dd if=/dev/zero bs=${bytes} >> "${ballast}"`], { stdio: 'ignore' }),
      'close',
    );
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
