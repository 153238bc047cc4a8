import { existsSync, readFileSync, writeFileSync } from 'node:fs';
import { dirname, join } from 'node:path';
import { fingerprint } from './fingerprint.mjs';
import { withLock } from './lock.mjs';
import { nodeVersionProblem } from './node-version.mjs';
import { isStarted, manifest, packages, root } from './repository.mjs';
import { giveUp, runProgram } from './run-program.mjs';

const stamp = join(root, 'node_modules/.weft-stamp');

/**
 * The package manager to call: always exactly the version that package.json names, because pnpm
 * refuses to run, or replaces itself, when the two differ.
 *
 * @returns {string} `pnpm@<version>`
 */
export function packageManager() {
  return manifest.packageManager.split('+')[0] ?? '';
}

/** Ends the process with one sentence when this Node cannot run Weft. */
export function checkNode() {
  const problem = nodeVersionProblem(process.versions.node, manifest.engines.node);
  if (problem !== undefined) giveUp(problem);
}

/**
 * Checks Node, then installs the dependencies unless they already are what the lock file asks for.
 * Ends the process with a sentence when that is impossible.
 */
export async function ensureInstalled() {
  checkNode();
  if (isInstalled()) return;
  await withLock(
    join(root, 'node_modules/.weft-install-lock'),
    () => console.log('Waiting for another Weft command to finish installing.'),
    install,
  );
}

async function install() {
  if (isInstalled()) return;
  const first = !existsSync(stamp);
  console.log(
    first
      ? 'Installing dependencies; the first time this takes a minute or two.'
      : 'Installing changed dependencies.',
  );
  const { ok, output } = await installFrozen();
  if (!ok) {
    console.error(output);
    giveUp('The dependencies could not be installed; the reason is above.');
  }
  writeFileSync(stamp, wanted());
}

/**
 * Installs exactly what a lock file says, with the pnpm that `packageManager` names.
 *
 * @param {string[]} more further arguments
 */
export function installFrozen(...more) {
  return runProgram(
    'npx',
    [
      '--yes',
      '--loglevel=error',
      packageManager(),
      'install',
      ...more,
      '--frozen-lockfile',
      '--config.confirmModulesPurge=false',
      '--reporter=append-only',
    ],
    { env: nodeHeaders(), shell: process.platform === 'win32' },
  );
}

/**
 * Compiling the native SQLite module downloads Node's headers, which fails on machines that cannot
 * reach nodejs.org; the ones that came with Node do as well.
 *
 * @returns {Record<string, string>}
 */
function nodeHeaders() {
  if (process.env.npm_config_nodedir !== undefined) return {};
  const prefix = dirname(dirname(process.execPath));
  return existsSync(join(prefix, 'include/node/node.h')) ? { npm_config_nodedir: prefix } : {};
}

function isInstalled() {
  return (
    existsSync(stamp) &&
    packages.every((name) => existsSync(join(root, name, 'node_modules'))) &&
    readFileSync(stamp, 'utf8') === wanted()
  );
}

function wanted() {
  const files = ['pnpm-lock.yaml', 'pnpm-workspace.yaml', 'package.json'];
  for (const name of packages) files.push(`${name}/package.json`);
  return fingerprint(files, `${process.version} ${process.platform} ${process.arch}`);
}

if (isStarted(import.meta.url)) await ensureInstalled();
