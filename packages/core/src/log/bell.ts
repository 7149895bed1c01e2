/** Wakes those who wait for something new, within one process; rings that nobody was waiting for are kept as one. */
export type Bell = {
  readonly ring: () => void;
  /** Hears every ring from now on, until the signal or `silence`. */
  readonly listen: (signal: AbortSignal) => AsyncIterable<void>;
  /** Ends all listening. */
  readonly silence: () => void;
};

type Ear = {
  readonly ring: () => void;
  readonly end: () => void;
  readonly next: () => Promise<IteratorResult<void>>;
};

const over: IteratorResult<void> = { done: true, value: undefined };
const rung: IteratorResult<void> = { done: false, value: undefined };

const ear = (onEnd: () => void): Ear => {
  let heard = false;
  let ended = false;
  let waiting: ReadonlyArray<(result: IteratorResult<void>) => void> = [];
  const tell = (result: IteratorResult<void>): void => {
    const told = waiting;
    waiting = [];
    for (const answer of told) answer(result);
  };
  return {
    ring: () => {
      heard = waiting.length === 0;
      tell(rung);
    },
    end: () => {
      ended = true;
      onEnd();
      tell(over);
    },
    next: () => {
      if (ended) return Promise.resolve(over);
      if (!heard) return new Promise((answer) => (waiting = [...waiting, answer]));
      heard = false;
      return Promise.resolve(rung);
    },
  };
};

/** A bell for one log. */
export const bell = (): Bell => {
  const ears = new Set<Ear>();
  return {
    ring: () => {
      for (const each of ears) each.ring();
    },
    listen: (signal) => {
      const abort = (): void => mine.end();
      const mine: Ear = ear(() => {
        ears.delete(mine);
        signal.removeEventListener('abort', abort);
      });
      ears.add(mine);
      signal.addEventListener('abort', abort, { once: true });
      if (signal.aborted) mine.end();
      const leave = (): Promise<IteratorResult<void>> => {
        mine.end();
        return Promise.resolve(over);
      };
      return { [Symbol.asyncIterator]: () => ({ next: mine.next, return: leave }) };
    },
    silence: () => {
      for (const each of ears) each.end();
    },
  };
};
