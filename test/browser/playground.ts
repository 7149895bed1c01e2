import type { Browser } from 'playwright-core';
import { afterAll, beforeAll, describe, expect, vi } from 'vitest';
import { endAll, freshFolder, type Program, startProgram } from '../server/program.js';
import { hasBrowser, openBrowser, type Person, person } from './window.js';

/** A service of the tests' own with its invented people, and a browser for each who comes. */
export type Playground = {
  readonly origin: string;
  /** What the service says in its terminal. */
  readonly screen: () => string;
  readonly newcomer: () => Promise<Person>;
};

/** Describes what is seen in a browser on a playground, where there is a browser; the service ends well after it. */
export const onPlayground = (what: string, tests: (playground: Playground) => void): void => {
  vi.setConfig({ testTimeout: 90_000, hookTimeout: 30_000 });
  describe.skipIf(!hasBrowser)(what, () => {
    let program: Program | undefined;
    let browser: Browser | undefined;
    let origin = '';

    beforeAll(async () => {
      program = startProgram(freshFolder(), { RECOUNT_LOG_LEVEL: 'warn' });
      [browser, origin] = await Promise.all([openBrowser(), program.origin()]);
    });
    afterAll(async () => {
      await browser?.close();
      program?.signal('SIGTERM');
      expect(await program?.ended).toBe(0);
      endAll();
    });

    tests({
      get origin() {
        return origin;
      },
      screen: () => program?.screen() ?? '',
      newcomer: () => (browser === undefined ? Promise.reject(new Error('no browser')) : person(browser)),
    });
  });
};
