import { closeSync, mkdirSync, openSync } from 'node:fs';
import { dirname } from 'node:path';
import { wordsOf } from './words.js';

/**
 * Makes a file that only its owner may read, in a folder that only its owner may enter, where there is none. One that
 * is there is not even opened: closing it would free the locks that this process holds on it.
 */
export const makePrivate = (path: string): void => {
  mkdirSync(dirname(path), { recursive: true, mode: 0o700 });
  try {
    closeSync(openSync(path, 'wx', 0o600));
  } catch (error) {
    if (!wordsOf(error).startsWith('EEXIST')) throw error;
  }
};
