import { readFileSync, realpathSync } from 'node:fs';
import { join } from 'node:path';
import { fileURLToPath } from 'node:url';

/** Absolute path of the repository. */
export const root = fileURLToPath(new URL('..', import.meta.url));

/** The workspace's packages, the ones below before the ones above. */
export const packages = ['shared', 'server', 'client', 'e2e'];

/** @type {{ packageManager: string, engines: { node: string } }} */
export const manifest = JSON.parse(readFileSync(join(root, 'package.json'), 'utf8'));

/**
 * Command-line programs of the installed dependencies, to be run with `process.execPath`: works the
 * same on every system, unlike the shell scripts of `node_modules/.bin`.
 */
export const programs = {
  tsc: join(root, 'node_modules/typescript/bin/tsc'),
  oxfmt: join(root, 'node_modules/oxfmt/bin/oxfmt'),
  oxlint: join(root, 'node_modules/oxlint/bin/oxlint'),
  knip: join(root, 'node_modules/knip/bin/knip.js'),
  vite: join(root, 'node_modules/vite/bin/vite.js'),
  vitest: join(root, 'node_modules/vitest/vitest.mjs'),
  playwright: join(root, 'e2e/node_modules/@playwright/test/cli.js'),
};

/**
 * Whether a module is the script that was started, rather than imported by another.
 *
 * @param {string} url its `import.meta.url`
 * @returns {boolean}
 */
export function isStarted(url) {
  const script = process.argv[1];
  return script !== undefined && realpathSync(script) === fileURLToPath(url);
}
