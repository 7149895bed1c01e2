import { hash } from 'node:crypto';
import { readFileSync } from 'node:fs';
import { createServer } from 'node:http';
import { serveForParent } from './child.js';
import type { Shown } from './load.js';
import { bareRoute } from './route.js';

/** Serves a bare Express route that knows the keys in this file by their hashes, and nothing else. */
export const serveBare = (file: string): void => {
  const shown: ReadonlyArray<Shown> = JSON.parse(readFileSync(file, 'utf8'));
  const answers = new Map(shown.map(({ secret, answer }) => [hash('sha256', secret, 'hex'), answer]));
  const app = bareRoute(({ key }, answer) => answer(answers.get(hash('sha256', key, 'hex'))));
  serveForParent(createServer(app), {}, () => ({}));
};
