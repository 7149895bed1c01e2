import { drainWithin } from '../http/limits.js';

// A terminal's Ctrl-C reaches us twice when npm passes it on, too: at once it is one wish, later it is a second.
const echo = 500;
const patience = drainWithin + 5_000;

const stoppedTwice = 130;

/** Ends the process when asked: in order at the first signal, with exit code 0, and at once at the second, with 130. */
export const endOnSignals = (stop: () => Promise<void>, say: (words: string) => void): void => {
  let first: number | undefined;
  const end = async (): Promise<void> => {
    const late = setTimeout(() => {
      say('It took too long to stop; some of it was cut off.');
      process.exit(1);
    }, patience);
    await stop();
    clearTimeout(late);
    process.exit(0);
  };
  const heard = (): void => {
    if (first !== undefined && Date.now() - first > echo) process.exit(stoppedTwice);
    if (first !== undefined) return;
    first = Date.now();
    say('Stopping: what is under way ends first. Ctrl-C again stops at once.');
    void end();
  };
  process.on('SIGINT', heard);
  process.on('SIGTERM', heard);
  // The terminal was closed.
  process.on('SIGHUP', heard);
};
