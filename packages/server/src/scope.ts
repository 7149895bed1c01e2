/** What was opened so far, to be closed in the opposite order. */
export type Scope = {
  readonly add: (close: () => Promise<void>) => void;
  /** Closes everything once; what fails to close is left to the end of the process. */
  readonly close: () => Promise<void>;
};

/** A scope with nothing in it yet. */
export const newScope = (): Scope => {
  const open: Array<() => Promise<void>> = [];
  const close = async (): Promise<void> => {
    const next = open.pop();
    if (next === undefined) return;
    await next().catch(() => undefined);
    return close();
  };
  return { add: (one) => void open.push(one), close };
};

/** What became of a scope: all is closed, or something did not answer and was left. */
export type Stopped = 'closed' | 'left';

/** Closes a scope, and waits for it so many milliseconds. */
export const closedWithin = (scope: Scope, within: number): Promise<Stopped> =>
  new Promise((resolve) => {
    const late = setTimeout(() => resolve('left'), within);
    void scope.close().then(() => {
      clearTimeout(late);
      resolve('closed');
    });
  });
