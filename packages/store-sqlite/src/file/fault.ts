/** Why a file cannot be opened, with a sentence for whoever started the process. */
export type OpeningFault =
  | {
      readonly type: 'HeldByAnother';
      readonly path: string;
      readonly pid: number | undefined;
      readonly detail: string;
    }
  | { readonly type: 'NotOurs'; readonly path: string; readonly detail: string }
  | {
      readonly type: 'TooNew';
      readonly path: string;
      readonly found: number;
      readonly known: number;
      readonly detail: string;
    }
  | { readonly type: 'CannotOpen'; readonly path: string; readonly detail: string };

const holder = (pid: number | undefined): string => {
  if (pid === undefined) return 'another process';
  return pid === process.pid
    ? `this process or another with its pid (${pid})`
    : `another process (pid ${pid})`;
};

/** Someone has it open already. */
export const heldByAnother = (path: string, pid: number | undefined): OpeningFault => ({
  type: 'HeldByAnother',
  path,
  pid,
  detail: `${holder(pid)} has ${path} open`,
});

/** It is not a file of this kind, and is left as it is. */
export const notOurs = (path: string, kind: string): OpeningFault => ({
  type: 'NotOurs',
  path,
  detail: `${path} is not a Recount ${kind}; it was left as it is`,
});

/** A newer Recount wrote it. */
export const tooNew = (path: string, found: number, known: number): OpeningFault => ({
  type: 'TooNew',
  path,
  found,
  known,
  detail: `${path} was written by a newer Recount (format ${found}; this one knows ${known}); please start that one`,
});

/** The system or SQLite says no, in these words. */
export const cannotOpen = (path: string, words: string): OpeningFault => ({
  type: 'CannotOpen',
  path,
  detail: `${path} cannot be opened: ${words}`,
});
