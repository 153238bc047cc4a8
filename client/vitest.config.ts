import { defineConfig } from 'vitest/config';

/** Client tests that need no browser. Those that do: `vitest.browser.config.ts`. */
export default defineConfig({
  test: {
    name: 'client',
    include: ['src/**/*.test.{ts,tsx}'],
    // A busy machine is no failure.
    testTimeout: 120_000,
    exclude: ['src/**/*.browser.test.{ts,tsx}'],
  },
});
