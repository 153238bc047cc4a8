import { createHash } from 'node:crypto';
import { existsSync, readFileSync, readdirSync, statSync } from 'node:fs';
import { join, relative } from 'node:path';
import { root } from './repository.mjs';

const GENERATED = new Set(['node_modules', 'dist', '.types', 'test-results']);

/**
 * Hash over the names and contents of files, to notice that something built from them is stale.
 *
 * @param {string[]} paths files and folders, relative to the repository; missing ones count too
 * @param {string} salt whatever else the result depends on
 * @returns {string}
 */
export function fingerprint(paths, salt) {
  const hash = createHash('sha256').update(salt);
  for (const path of paths) {
    for (const file of filesUnder(join(root, path))) {
      hash.update(`\0${relative(root, file)}\0`).update(readFileSync(file));
    }
  }
  return hash.digest('hex');
}

/**
 * @param {string} path
 * @returns {string[]} files in a stable order, without what is generated and without tests
 */
function filesUnder(path) {
  if (!existsSync(path)) return [];
  if (statSync(path).isFile()) return [path];
  return readdirSync(path)
    .filter((name) => !GENERATED.has(name) && !/\.test\.tsx?$/.test(name))
    .sort()
    .flatMap((name) => filesUnder(join(path, name)));
}
