import { defineConfig, devices } from '@playwright/test';
import { chromiumLaunchOptions } from '../.run/chromium.mjs';

/** Which browsers to use: `WEFT_BROWSERS=firefox,webkit`; Chromium if it says nothing. */
const browsers = (process.env['WEFT_BROWSERS'] || 'chromium').split(',');

const projects = [
  {
    name: 'chromium',
    use: { ...devices['Desktop Chrome'], launchOptions: chromiumLaunchOptions() },
  },
  { name: 'firefox', use: devices['Desktop Firefox'] },
  { name: 'webkit', use: devices['Desktop Safari'] },
];

export default defineConfig({
  testDir: 'journeys',
  outputDir: 'test-results',
  forbidOnly: true,
  // Each fills the machine: two at once take as long as one after the other.
  workers: 1,
  // A busy machine is no failure.
  timeout: 180_000,
  // One that passes only then is listed as flaky, which is a fault to be mended, of the journey or of Weft.
  retries: 1,
  expect: { timeout: 15_000 },
  // `WEFT_TRACE=1` keeps what happened in those that fail; recording it takes a quarter of the time.
  // With one, requests are answered that a test wants to see; the journeys that are about it ask for it.
  use: {
    serviceWorkers: 'block',
    video: 'off',
    trace: process.env['WEFT_TRACE'] ? 'retain-on-failure' : 'off',
  },
  projects: projects.filter(({ name }) => browsers.includes(name)),
});
