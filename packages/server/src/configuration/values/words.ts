import { oneOf, textThat } from './text.js';

const shortestSecret = 32;

const hasControls = (text: string): boolean => /[\p{Cc}\p{Cs}]/u.test(text);

/** A secret of ours, long enough that nobody guesses it. */
export const Secret = textThat(
  `at least ${shortestSecret} characters (openssl rand -base64 32 makes a good one)`,
  (text) => text.length >= shortestSecret && !hasControls(text),
);

/** What a provider gave us to tell us by. */
export const Given = textThat(
  'what the provider gave you, without line breaks',
  (text) => !hasControls(text),
);

/** Where a file is. */
export const FilePath = textThat('the path of a file', (text) => !hasControls(text));

/** How much is written to the log. */
export const LogLevel = oneOf({ silent: null, error: null, warn: null, info: null, debug: null });

/** Whether something is done. */
export const Switch = oneOf({ on: null, off: null });

const longestTitle = 60;

/** What people read on a button. */
export const Title = textThat(
  `at most ${longestTitle} characters without line breaks`,
  (text) => text.trim() === text && text.length <= longestTitle && !hasControls(text),
);
