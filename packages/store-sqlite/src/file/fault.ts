import type { OpeningFault } from '@recount/core/ports';

/** Someone has the file open already. */
type HeldByAnother = {
  readonly type: 'HeldByAnother';
  readonly where: string;
  readonly pid: number | undefined;
  readonly detail: string;
};

/** Why a file cannot be opened, with a sentence for whoever started the process. */
export type FileFault = OpeningFault | HeldByAnother;

const holder = (pid: number | undefined): string => {
  if (pid === undefined) return 'another process';
  return pid === process.pid
    ? `this process or another with its pid (${pid})`
    : `another process (pid ${pid})`;
};

/** Someone has it open already. */
export const heldByAnother = (path: string, pid: number | undefined): FileFault => ({
  type: 'HeldByAnother',
  where: path,
  pid,
  detail: `${holder(pid)} has ${path} open`,
});
