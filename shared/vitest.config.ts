import { defineConfig } from 'vitest/config';

export default defineConfig({
  test: {
    name: 'shared',
    include: ['src/**/*.test.ts'],
    // A busy machine is no failure.
    testTimeout: 120_000,
  },
});
