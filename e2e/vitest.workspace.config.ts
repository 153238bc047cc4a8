/**
 * Every vitest project of the repository, so that one run can pick among them:
 * `npx vitest run --config e2e/vitest.workspace.config.ts --project server`.
 */
import { fileURLToPath } from 'node:url';
import { defineConfig } from 'vitest/config';

const root = fileURLToPath(new URL('..', import.meta.url));
const e2e = fileURLToPath(new URL('.', import.meta.url));
const builtServer = fileURLToPath(new URL('../.run/build-server.setup.mjs', import.meta.url));
const serverToTest = fileURLToPath(new URL('./conformance/global-setup.ts', import.meta.url));

export default defineConfig({
  root,
  test: {
    projects: [
      'shared/vitest.config.ts',
      'server/vitest.config.ts',
      'client/vitest.config.ts',
      'client/vitest.browser.config.ts',
      {
        root: e2e,
        test: { name: 'checkers', include: ['checkers/**/*.test.ts'], testTimeout: 60_000 },
      },
      {
        root: e2e,
        test: { name: 'proof', include: ['{proof,measured}/**/*.test.ts'], testTimeout: 60_000 },
      },
      {
        root: e2e,
        test: { name: 'bench', include: ['bench/**/*.test.ts'], testTimeout: 60_000 },
      },
      {
        root: e2e,
        test: {
          name: 'conformance',
          maxWorkers: 2,
          include: ['conformance/**/*.test.ts'],
          globalSetup: [builtServer, serverToTest],
          testTimeout: 30_000,
        },
      },
      {
        root: e2e,
        test: {
          name: 'convergence',
          include: ['convergence/**/*.test.ts'],
          globalSetup: [builtServer],
          testTimeout: 300_000,
          hookTimeout: 60_000,
        },
      },
      {
        root: e2e,
        test: {
          name: 'middleboxes',
          include: ['middleboxes/**/*.test.ts'],
          maxConcurrency: 20,
          testTimeout: 60_000,
        },
      },
      {
        root: e2e,
        test: {
          name: 'faults',
          include: ['faults/**/*.test.ts'],
          globalSetup: [builtServer],
          testTimeout: 300_000,
          hookTimeout: 60_000,
        },
      },
    ],
  },
});
