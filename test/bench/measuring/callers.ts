/** Does one thing again and again by so many callers, each waiting for its answer, for so long; how many a second. */
export const perSecond = async (
  callers: number,
  milliseconds: number,
  once: (caller: number) => Promise<unknown>,
): Promise<number> => {
  const begun = performance.now();
  let done = 0;
  const caller = async (at: number): Promise<void> => {
    while (performance.now() - begun < milliseconds) {
      await once(at);
      done++;
    }
  };
  await Promise.all(Array.from({ length: callers }, (_, at) => caller(at)));
  return (done / (performance.now() - begun)) * 1000;
};

/** How long each contender runs in a slice of a round. */
export const sliceOf = (short: boolean): number => (short ? 150 : 400);
