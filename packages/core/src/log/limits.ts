/** How much goes together, how much may wait, and for how long. */
export type GroupLimits = {
  /** Commits in one batch. */
  readonly commits: number;
  /** Bytes of body text in one batch; a larger commit goes alone. */
  readonly bytes: number;
  /** Commits that are worth a second batch, where the log overlaps two. */
  readonly beside: number;
  /** Commits that may wait for their batch. */
  readonly queuedCommits: number;
  /** Bytes of body text that may wait. */
  readonly queuedBytes: number;
  /** Milliseconds after which an append is answered without an outcome. */
  readonly deadline: number;
};

/** What holds unless said otherwise: 512 commits and 1 MiB a batch, 16 for one beside it, 8192 commits and 64 MiB waiting, one second. */
export const groupLimits: GroupLimits = {
  commits: 512,
  bytes: 1024 * 1024,
  beside: 16,
  queuedCommits: 8192,
  queuedBytes: 64 * 1024 * 1024,
  deadline: 1000,
};

/** When things run: what was put off until those of the same turn have spoken, and what waits for its time. */
export type Pace = {
  readonly soon: (run: () => void) => void;
  /** Runs after so many milliseconds, unless called off by what it answers. */
  readonly after: (milliseconds: number, run: () => void) => () => void;
  /** Runs every so many milliseconds, until called off by what it answers. */
  readonly every: (milliseconds: number, run: () => void) => () => void;
};

/**
 * The event loop's own pace. `soon` is `setImmediate`, not a microtask: the requests that arrive in one turn of the
 * loop come in a callback each, with all its microtasks between, and would go one by one.
 */
export const eventLoopPace: Pace = {
  soon: (run) => {
    setImmediate(run);
  },
  after: (milliseconds, run) => {
    const timer = setTimeout(run, milliseconds);
    return () => clearTimeout(timer);
  },
  every: (milliseconds, run) => {
    const timer = setInterval(run, milliseconds);
    return () => clearInterval(timer);
  },
};
