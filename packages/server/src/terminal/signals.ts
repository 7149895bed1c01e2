import { closeWithin, drainWithin } from '../http/limits.js';
import type { Stopped } from '../scope.js';

// A terminal's Ctrl-C reaches us twice when npm passes it on, too: at once it is one wish, later it is a second.
const echo = 500;

const mostSeconds = (drainWithin + closeWithin) / 1000;

const stoppedTwice = 130;

const notClosed =
  'The store does not answer, so it was left as it is: what was acknowledged is in it, what was under way may be.';

/**
 * Ends the process when asked: in order at the first signal, with exit code 0, or with 1 if a store did not close in
 * time; and at once at the second, with 130.
 */
export const endOnSignals = (stop: () => Promise<Stopped>, say: (words: string) => void): void => {
  let first: number | undefined;
  const end = async (): Promise<void> => {
    const stopped = await stop();
    if (stopped === 'left') say(notClosed);
    process.exit(stopped === 'closed' ? 0 : 1);
  };
  const heard = (): void => {
    if (first !== undefined && Date.now() - first > echo) process.exit(stoppedTwice);
    if (first !== undefined) return;
    first = Date.now();
    say(
      `Stopping: what is under way ends first, in ${mostSeconds} seconds at most. Ctrl-C again stops at once.`,
    );
    void end();
  };
  process.on('SIGINT', heard);
  process.on('SIGTERM', heard);
  // The terminal was closed.
  process.on('SIGHUP', heard);
};
