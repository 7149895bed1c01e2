import { defineConfig } from 'vitest/config';

// What kills, races, floods or watches a browser measures patience: it has the machine for itself.
const alone = ['crash/**/*.test.ts', 'races/**/*.test.ts', 'browser/**/*.test.ts', 'simulation/**/*.test.ts'];
const never = ['dist/**', '**/node_modules/**'];

export default defineConfig({
  test: {
    globalSetup: ['postgres/run.ts'],
    // Our own packages run as Node runs them, from dist, not through the transformer.
    server: { deps: { external: [/packages\/[^/]+\/dist\//] } },
    projects: [
      {
        extends: true,
        test: {
          name: 'side by side',
          include: ['**/*.test.ts'],
          exclude: [...never, ...alone],
          maxWorkers: 2,
          sequence: { groupOrder: 0 },
        },
      },
      {
        extends: true,
        test: {
          name: 'alone',
          include: alone,
          exclude: never,
          maxWorkers: 1,
          sequence: { groupOrder: 1 },
        },
      },
    ],
  },
});
