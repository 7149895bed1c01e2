import { type ChildProcess, spawn } from 'node:child_process';
import { once } from 'node:events';
import { createInterface } from 'node:readline';
import { fileURLToPath } from 'node:url';

/** Another process that works on a file of ours: what it says, line by line, and how to end it. */
export type OtherProcess = {
  readonly pid: number;
  /** The next line it says; undefined when it has ended. */
  readonly says: () => Promise<string | undefined>;
  /** Ends it as a crash would, and answers when it has ended. */
  readonly kill: () => Promise<void>;
};

const ended = async (child: ChildProcess): Promise<void> => {
  if (child.exitCode === null && child.signalCode === null) await once(child, 'exit');
};

/** Starts Node on a script of ours; the script finds `path`. `before` is what the shell does first. */
export const otherProcess = (script: string, path: string, before = ''): OtherProcess => {
  const code = `
    import { sqliteLog } from '@recount/store-sqlite';
    const path = ${JSON.stringify(path)};
    const clock = { now: () => 1 };
    const opened = await sqliteLog(path, { clock })();
    const commit = (n, text) => ({
      id: 'commit ' + n, request: 'asked',
      writes: [{ stream: 'stream ' + n, expected: 'none', bodies: [{ text, subjects: [] }] }],
    });
    const append = async (n, text) => (await opened.right.appendBatch([commit(n, text)])()).left?.detail ?? 'ok';
    const say = (words) => process.stdout.write(words + '\\n');
    ${script}
  `;
  const child = spawn(
    'sh',
    ['-c', `${before} exec "$0" --input-type=module -e "$1"`, process.execPath, code],
    // From here the script finds our packages, wherever the tests were started.
    { stdio: ['ignore', 'pipe', 'inherit'], cwd: fileURLToPath(new URL('.', import.meta.url)) },
  );
  const lines = createInterface({ input: child.stdout })[Symbol.asyncIterator]();
  return {
    pid: child.pid ?? 0,
    says: async () => {
      const line = await lines.next();
      return line.done === true ? undefined : line.value;
    },
    kill: async () => {
      child.kill('SIGKILL');
      await ended(child);
    },
  };
};
