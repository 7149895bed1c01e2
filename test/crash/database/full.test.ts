import { spawnSync } from 'node:child_process';
import { chownSync, mkdtempSync, rmSync, statSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { describe, it } from 'vitest';
import type { OwnPostgres } from '../../postgres/own-server.js';
import { programsFolder } from '../../postgres/programs.js';
import { isLong } from '../rig/report.js';
import { type SmallDisk, smallDisk } from '../rig/small-disk.js';
import { onStage, stagePatience } from '../rig/stage.js';

const times = isLong ? 4 : 1;
const megabytes = 256;

let disk: SmallDisk | undefined;

const afterwards = (): void => {
  disk?.remove();
  disk = undefined;
};

const copy = (from: string, to: string): void => {
  spawnSync('cp', ['-a', `${from}/.`, to]);
};

/** Moves a database to a disk of its own that is mounted where its files were; nothing where none may be mounted. */
const moved = async ({ dataFolder, stop, start }: OwnPostgres): Promise<SmallDisk | undefined> => {
  await stop();
  const aside = mkdtempSync(join(tmpdir(), 'recount-aside-'));
  copy(dataFolder, aside);
  const { uid, gid, mode } = statSync(dataFolder);
  const small = smallDisk(megabytes, dataFolder);
  if (small !== undefined) {
    chownSync(dataFolder, uid, gid);
    spawnSync('chmod', [(mode & 0o777).toString(8), dataFolder]);
    copy(aside, dataFolder);
  }
  rmSync(aside, { recursive: true, force: true });
  await start();
  return small;
};

describe.skipIf(programsFolder() === undefined)('I3 a database whose disk is full', () => {
  it(
    'is answered for with 503 until there is room, and nothing that was acknowledged is lost',
    (test) =>
      onStage({ what: 'disk full, PostgreSQL', nodes: 2, writers: 16, afterwards }, async (stage) => {
        const { own, running, refused, healthy } = stage;
        disk = await moved(own);
        if (disk === undefined) return test.skip('this user may not mount a small disk');
        const healed: number[] = [];
        for (let i = 0; i < times; i++) {
          await running.more(100);
          await disk.fill();
          await refused(48);
          disk.clear();
          // PostgreSQL ends itself where its own log has no room; whoever watches it starts it again.
          await own.start();
          healed.push(await healthy());
        }
        return { times, healed: Math.max(...healed) };
      }),
    stagePatience,
  );
});
