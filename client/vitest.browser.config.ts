import { playwright } from '@vitest/browser-playwright';
import { defineConfig, mergeConfig } from 'vitest/config';
import { chromiumLaunchOptions } from '../.run/chromium.mjs';
import app from './vite.config.ts';

/** Client tests that need a real browser: `*.browser.test.ts`. */
export default mergeConfig(
  app,
  defineConfig({
    test: {
      name: 'browser',
      include: ['src/**/*.browser.test.{ts,tsx}'],
      // A busy machine is no failure.
      testTimeout: 60_000,
      browser: {
        enabled: true,
        headless: true,
        screenshotFailures: false,
        provider: playwright({ launchOptions: chromiumLaunchOptions() }),
        instances: [{ browser: 'chromium' }],
      },
    },
  }),
);
