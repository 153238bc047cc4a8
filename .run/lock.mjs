import { mkdirSync, readFileSync, renameSync, rmSync, statSync, writeFileSync } from 'node:fs';
import { dirname, join } from 'node:path';

/** Milliseconds after which a lock without a readable owner counts as left behind. */
const OWNERLESS_STALE_MS = 10_000;
const POLL_MS = 200;

/**
 * Runs `work` while holding a lock folder, so that two commands started at the same moment do not
 * install or build into each other's files. A lock whose process has died is taken over.
 *
 * @template T
 * @param {string} folder path of the lock; its parent is created
 * @param {() => void} onWait called once if somebody else holds the lock
 * @param {() => Promise<T>} work
 * @returns {Promise<T>}
 */
export async function withLock(folder, onWait, work) {
  mkdirSync(dirname(folder), { recursive: true });
  let told = false;
  while (!tryTake(folder)) {
    if (isLeftBehind(folder)) {
      removeLeftBehind(folder);
      continue;
    }
    if (!told) onWait();
    told = true;
    await new Promise((resolve) => setTimeout(resolve, POLL_MS));
  }
  try {
    return await work();
  } finally {
    rmSync(folder, { recursive: true, force: true });
  }
}

/** @param {string} folder */
function tryTake(folder) {
  try {
    mkdirSync(folder);
  } catch (error) {
    if (codeOf(error) === 'EEXIST') return false;
    throw error;
  }
  writeFileSync(join(folder, 'pid'), String(process.pid));
  return true;
}

/** @param {string} folder */
function isLeftBehind(folder) {
  const owner = ownerOf(folder);
  if (owner !== undefined) return !isRunning(owner);
  try {
    // The owner is between creating the folder and signing it, or died there: its age decides.
    return Date.now() - statSync(folder).mtimeMs > OWNERLESS_STALE_MS;
  } catch {
    return false;
  }
}

/** @param {string} folder */
function removeLeftBehind(folder) {
  const aside = `${folder}-${process.pid}`;
  try {
    renameSync(folder, aside);
    const owner = ownerOf(aside);
    // Somebody else may have taken over since we looked: then it is theirs, and put back.
    if (owner !== undefined && isRunning(owner)) renameSync(aside, folder);
    else rmSync(aside, { recursive: true, force: true });
  } catch (error) {
    if (codeOf(error) !== 'ENOENT') throw error;
  }
}

/**
 * @param {string} folder
 * @returns {number | undefined}
 */
function ownerOf(folder) {
  try {
    return Number(readFileSync(join(folder, 'pid'), 'utf8')) || undefined;
  } catch {
    return undefined;
  }
}

/** @param {number} pid */
function isRunning(pid) {
  try {
    process.kill(pid, 0);
    return true;
  } catch (error) {
    return codeOf(error) === 'EPERM';
  }
}

/** @param {unknown} error */
function codeOf(error) {
  return error instanceof Error && 'code' in error ? error.code : undefined;
}
