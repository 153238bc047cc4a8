import { delimiter, join } from 'node:path';
import { isStarted } from './repository.mjs';
import { giveUp } from './run-program.mjs';
import { installPackage, isExecutable } from './system-program.mjs';

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
  return installPackage('nginx', 'Installing nginx with apt-get.') ? findNginx() : undefined;
}

if (isStarted(import.meta.url)) console.log(ensureNginx());
