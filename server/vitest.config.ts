import { defineConfig } from 'vitest/config';

export default defineConfig({
  test: {
    name: 'server',
    include: ['src/**/*.test.ts'],
    // A busy machine is no failure.
    testTimeout: 120_000,
    // Node 20 cannot start a worker thread from TypeScript: tests start the bundled one.
    globalSetup: ['../.run/build-server.setup.mjs'],
  },
});
