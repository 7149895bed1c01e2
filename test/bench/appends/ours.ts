import { groupCommit } from '@recount/core/log';
import type { BatchLog } from '@recount/core/ports';
import { postgresLog } from '@recount/store-postgres';
import { perSecond } from '../measuring/callers.js';
import { must, onPostgres, patient } from '../stage/engine.js';
import { bodyAt, type Contender, nextCommitId, places, subjectsOf } from './contender.js';

/** How many commits went together. */
export type Batches = { commits: number; batches: number };

const counting = (log: BatchLog, counted: Batches): BatchLog => ({
  ...log,
  appendBatch: (commits) => {
    counted.commits += commits.length;
    counted.batches += 1;
    return log.appendBatch(commits);
  },
});

/** Our log on PostgreSQL behind the group commit: each append is a commit with its expectation. */
export const ours = async (url: string): Promise<Contender & { readonly counted: Batches }> => {
  const counted: Batches = { commits: 0, batches: 0 };
  const log = groupCommit(counting(await must(postgresLog(url, onPostgres)), counted), patient);
  const place = places('key');
  const once = (caller: number): Promise<unknown> => {
    const at = place(caller);
    const id = nextCommitId();
    const body = { text: JSON.stringify(bodyAt(at, id)), subjects: subjectsOf(at) };
    const expected = at.revision === 0 ? ('none' as const) : at.revision - 1;
    return must(log.append({ id, request: id, writes: [{ stream: at.stream, expected, bodies: [body] }] }));
  };
  return {
    appends: (callers, milliseconds) => perSecond(callers, milliseconds, once),
    counted,
    close: () => log.close(),
  };
};
