import { mkdtempSync, rmSync } from 'node:fs';
import { createServer, type Server } from 'node:http';
import { createRequire } from 'node:module';
import type { AddressInfo } from 'node:net';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import type { Core } from '@recount/core';
import type { createApp } from '@recount/express';
import type { Either } from 'fp-ts/lib/Either.js';
import { inside } from '../reference/root.js';
import { openIn } from '../embed-the-core.js';

/** What has to be right, or the test ends. */
export const must = <A>(result: Either<unknown, A>): A => {
  if (result._tag === 'Left') throw new Error(JSON.stringify(result.left));
  return result.right;
};

/** An engine in a folder of its own, and how to be rid of both. */
export const freshCore = async (): Promise<{ readonly core: Core; readonly close: () => Promise<void> }> => {
  const folder = mkdtempSync(join(tmpdir(), 'recount-docs-'));
  const core = must(await openIn(folder, 'a secret that stands in a test and nowhere else'));
  return {
    core,
    close: async () => {
      await core.close();
      rmSync(folder, { recursive: true });
    },
  };
};

/** An application of the Express that the service runs on. */
export const freshApp = (): ReturnType<typeof createApp> =>
  createRequire(inside('packages/express/package.json'))('express')();

/** An application that listens, its address, and how to end it. */
export const listening = async (app: ReturnType<typeof createApp>) => {
  const server: Server = createServer(app);
  await new Promise<void>((ready) => server.listen(0, '127.0.0.1', ready));
  const { port } = server.address() as AddressInfo;
  return { url: `http://127.0.0.1:${port}`, close: () => new Promise((over) => server.close(over)) };
};
