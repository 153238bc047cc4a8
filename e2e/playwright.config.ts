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
  // Journeys measure what people see while typing: two at once would disturb each other.
  workers: 1,
  timeout: 90_000,
  use: { video: 'off', trace: 'retain-on-failure' },
  projects: projects.filter(({ name }) => browsers.includes(name)),
});
