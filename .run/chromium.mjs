import { createRequire } from 'node:module';
import { delimiter, join } from 'node:path';
import { isStarted, root } from './repository.mjs';
import { giveUp } from './run-program.mjs';
import { installPackage, isExecutable } from './system-program.mjs';

const NAMES = [
  'chromium',
  'chromium-browser',
  'google-chrome',
  'google-chrome-stable',
  'microsoft-edge',
];
const PLACES = [
  '/Applications/Chromium.app/Contents/MacOS/Chromium',
  '/Applications/Google Chrome.app/Contents/MacOS/Google Chrome',
  'C:\\Program Files\\Google\\Chrome\\Application\\chrome.exe',
  'C:\\Program Files (x86)\\Microsoft\\Edge\\Application\\msedge.exe',
];

const isRoot = process.getuid?.() === 0;

/** Nothing that draws on the network or the graphics card in the middle of a test. */
const ARGUMENTS = [
  '--disable-gpu',
  '--disable-quic',
  '--no-first-run',
  '--disable-background-networking',
  '--disable-component-update',
  '--disable-sync',
];

/**
 * Looks for a Chromium: `WEFT_CHROMIUM`, the system's, then Playwright's own download.
 *
 * @returns {string | undefined} absolute path
 */
export function findChromium() {
  const named = process.env.WEFT_CHROMIUM;
  if (named !== undefined && named !== '') {
    if (isExecutable(named)) return named;
    giveUp(`WEFT_CHROMIUM names ${named}, which cannot be run.`);
  }
  const folders = (process.env.PATH ?? '').split(delimiter).filter(Boolean);
  const onPath = folders.flatMap((folder) => NAMES.map((name) => join(folder, name)));
  return [...onPath, ...PLACES].find(isExecutable) ?? playwrightChromium();
}

/**
 * Finds a Chromium or, as root on Debian and its kin, installs one. Ends the process with one
 * sentence when there is none.
 *
 * @returns {string} absolute path
 */
export function ensureChromium() {
  const found = findChromium() ?? installChromium();
  if (found !== undefined) return found;
  return giveUp(
    'The browser tests need a Chromium: install one, or run "npx playwright install chromium" in e2e, or set WEFT_CHROMIUM to the path of one.',
  );
}

/**
 * What both browser runners hand to Playwright. Without a path Playwright looks for its own.
 *
 * @returns {{ executablePath?: string, chromiumSandbox: boolean, args: string[] }}
 */
export function chromiumLaunchOptions() {
  const executablePath = findChromium();
  return {
    ...(executablePath === undefined ? {} : { executablePath }),
    // Chromium refuses to start its sandbox as root.
    chromiumSandbox: !isRoot,
    args: ARGUMENTS,
  };
}

function installChromium() {
  const sentence = 'Installing Chromium with apt-get; this takes about half a minute.';
  return installPackage('chromium', sentence) ? findChromium() : undefined;
}

function playwrightChromium() {
  try {
    const { chromium } = createRequire(join(root, 'e2e/package.json'))('@playwright/test');
    const path = chromium.executablePath();
    return isExecutable(path) ? path : undefined;
  } catch {
    // Not installed yet: then neither is its browser.
    return undefined;
  }
}

if (isStarted(import.meta.url)) console.log(ensureChromium());
