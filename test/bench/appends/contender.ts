import { randomUUID } from 'node:crypto';

/** One who appends: with so many callers, for so many milliseconds; answers events a second. */
export type Appends = (callers: number, milliseconds: number) => Promise<number>;

/** One of those that are measured, and how to be rid of it. */
export type Contender = { readonly appends: Appends; readonly close: () => Promise<void> };

/** Where an event goes: a stream, and how many events it has by now. */
export type Place = { readonly stream: string; readonly revision: number };

const eventsOfStream = 20;

/** Streams of one's own for each caller: whoever appended so many events to one begins another. */
export const places = (kind: string): ((caller: number) => Place) => {
  const last = new Map<number, Place>();
  return (caller) => {
    const was = last.get(caller);
    const is =
      was === undefined || was.revision + 1 === eventsOfStream
        ? { stream: `${kind}-${randomUUID()}`, revision: 0 }
        : { stream: was.stream, revision: was.revision + 1 };
    last.set(caller, is);
    return is;
  };
};

const accountId = 'acc_01m85d3desebnatq1c7yyhqzeg';
const identityId = 'idn_01m85d3desezsa1w8fdg1c6byg';
const sessionId = 'ses_01m85d3denen4rva208h8a9rk7';

/** Whose history an event of `bodyAt` is part of. */
export const subjectsOf = ({ stream }: Place): ReadonlyArray<string> => [accountId, stream];

let commits = 0;

/** A commit's id, in the order of time as the engine makes them. */
export const nextCommitId = (): string => {
  const count = (commits++).toString(16).padStart(12, '0');
  return `01a20ad1-b5e6-72a0-944f-${count}`;
};

/** What every contender writes down: an event of the size and shape of a key that is renamed. */
export const bodyAt = ({ stream, revision }: Place, commit: string): object => ({
  commit,
  count: 1,
  data: { accountId, keyId: stream, name: 'Renamed' },
  id: randomUUID(),
  index: 0,
  meta: {
    actor: { identityId, sessionId, type: 'session' },
    at: 1_795_477_845_478,
    correlation: commit,
  },
  reads: { [`account-${accountId}`]: 0, [`identity-${identityId}`]: 2, [`session-${sessionId}`]: 0 },
  request: commit,
  revision,
  sealed: {},
  stream,
  subjects: [accountId, stream],
  type: 'KeyRenamed',
  version: 1,
});
