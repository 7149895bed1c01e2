import { spawnSync } from 'node:child_process';
import { existsSync, readdirSync, readFileSync } from 'node:fs';

const parentOf = (pid: string): number | undefined => {
  try {
    // The name before it stands in brackets and may hold anything.
    return Number(readFileSync(`/proc/${pid}/stat`, 'utf8').split(') ').at(-1)?.split(' ')[1]);
  } catch {
    return undefined;
  }
};

const childrenInProc = (parent: number): ReadonlyArray<number> =>
  readdirSync('/proc')
    .filter((name) => /^\d+$/.test(name) && parentOf(name) === parent)
    .map(Number);

const childrenByPs = (parent: number): ReadonlyArray<number> =>
  spawnSync('ps', ['-A', '-o', 'pid=,ppid='], { encoding: 'utf8' })
    .stdout.split('\n')
    .map((line) => line.trim().split(/\s+/).map(Number))
    .flatMap(([pid, ppid]) => (pid !== undefined && ppid === parent ? [pid] : []));

/** The processes that a process started and that still run. */
export const childrenOf = (parent: number): ReadonlyArray<number> =>
  existsSync('/proc/self/stat') ? childrenInProc(parent) : childrenByPs(parent);

/** Signals processes; one that is gone already is gone. */
export const signal = (pids: ReadonlyArray<number>, name: NodeJS.Signals): void => {
  for (const pid of pids)
    try {
      process.kill(pid, name);
    } catch {
      // Gone.
    }
};
