import { defineConfig } from 'vitest/config';

export default defineConfig({
  test: {
    include: ['**/*.test.ts'],
    exclude: ['dist/**', '**/node_modules/**'],
    maxWorkers: 2,
    globalSetup: ['postgres/run.ts'],
    // Our own packages run as Node runs them, from dist, not through the transformer.
    server: { deps: { external: [/packages\/[^/]+\/dist\//] } },
  },
});
