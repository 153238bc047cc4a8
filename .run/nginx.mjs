import { spawnSync } from 'node:child_process';
import { accessSync, constants, existsSync } from 'node:fs';
import { delimiter, join } from 'node:path';
import { isStarted } from './repository.mjs';
import { giveUp } from './run-program.mjs';

/**
 * Finds an nginx or, as root on Debian and its kin, installs one. Ends the process with one sentence when there is none.
 *
 * @returns {string} absolute path
 */
export function ensureNginx() {
  const found = findNginx() ?? installNginx();
  if (found !== undefined) return found;
  return giveUp('The tests of middleboxes need nginx: install one, or set WEFT_NGINX to its path.');
}

/**
 * Looks for an nginx: `WEFT_NGINX`, then the system's, which stands where only root looks.
 *
 * @returns {string | undefined} absolute path
 */
function findNginx() {
  const named = process.env.WEFT_NGINX;
  if (named !== undefined && named !== '') {
    if (isExecutable(named)) return named;
    giveUp(`WEFT_NGINX names ${named}, which cannot be run.`);
  }
  const folders = (process.env.PATH ?? '').split(delimiter).filter(Boolean);
  return [...folders, '/usr/sbin', '/usr/local/sbin', '/opt/homebrew/bin']
    .map((folder) => join(folder, 'nginx'))
    .find(isExecutable);
}

function installNginx() {
  if (process.getuid?.() !== 0 || !existsSync('/etc/debian_version')) return undefined;
  console.log('Installing nginx with apt-get.');
  const env = { ...process.env, DEBIAN_FRONTEND: 'noninteractive' };
  for (const args of [['update'], ['install', '-y', '--no-install-recommends', 'nginx']]) {
    const { status, stderr } = spawnSync('apt-get', ['-q', ...args], { env, encoding: 'utf8' });
    if (status !== 0) {
      console.error(stderr);
      return undefined;
    }
  }
  return findNginx();
}

/** @param {string} path */
function isExecutable(path) {
  try {
    accessSync(path, constants.X_OK);
    return true;
  } catch {
    return false;
  }
}

if (isStarted(import.meta.url)) console.log(ensureNginx());
