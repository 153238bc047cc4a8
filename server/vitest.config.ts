import { defineConfig } from 'vitest/config';

export default defineConfig({
  test: {
    name: 'server',
    include: ['src/**/*.test.ts'],
    // Node 20 cannot start a worker thread from TypeScript: tests start the bundled one.
    globalSetup: ['../.run/build-server.setup.mjs'],
  },
});
