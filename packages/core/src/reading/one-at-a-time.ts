/** Runs that never overlap: whoever comes during one shares the next, with all who come until then. */
export type OneAtATime<A> = {
  readonly take: () => Promise<A>;
  /** Resolves when nothing runs. */
  readonly over: () => Promise<void>;
};

/** Runs one at a time. */
export const oneAtATime = <A>(run: () => Promise<A>): OneAtATime<A> => {
  let running: Promise<A> | undefined;
  let next: Promise<A> | undefined;
  const start = (): Promise<A> => {
    running = run().finally(() => {
      running = undefined;
    });
    return running;
  };
  // Whoever was first when the one before ended may have begun it already.
  const again = (): Promise<A> => {
    next = undefined;
    return running ?? start();
  };
  return {
    take: () => (running === undefined ? start() : (next ??= running.then(again, again))),
    over: async () => {
      for (let last = next ?? running; last !== undefined; last = next ?? running)
        await last.then(
          () => undefined,
          () => undefined,
        );
    },
  };
};
