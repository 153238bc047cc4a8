import { existsSync, readFileSync, readdirSync, rmSync, writeFileSync } from 'node:fs';
import { readFile, writeFile } from 'node:fs/promises';
import { join } from 'node:path';
import { promisify } from 'node:util';
import { brotliCompress, gzip } from 'node:zlib';
import { fingerprint } from './fingerprint.mjs';
import { ensureInstalled } from './install.mjs';
import { withLock } from './lock.mjs';
import { isStarted, programs, root } from './repository.mjs';
import { giveUp, runScript } from './run-program.mjs';

/** @typedef {'client' | 'server'} Target */

const COMPRESSIBLE = /\.(?:js|css|html|svg|json|webmanifest|txt|wasm)$/;
/** Bytes below which a compressed copy saves no packet. */
const COMPRESS_FROM = 1024;

/** @type {Record<Target, { sources: string[], result: string }>} */
const targets = {
  client: { sources: ['client', 'shared/src'], result: 'client/dist/index.html' },
  server: {
    sources: ['server/src', 'server/vite.config.ts', 'shared/src'],
    result: 'server/dist/main.js',
  },
};
const common = ['pnpm-lock.yaml', 'tsconfig.base.json', '.run/build.mjs'];

/**
 * Bundles what has changed since its last build. Ends the process when a bundle has errors.
 *
 * @param {Target[]} [wanted]
 */
export async function ensureBuilt(wanted = ['client', 'server']) {
  if (wanted.every(isBuilt)) return;
  await withLock(
    join(root, 'node_modules/.weft-build-lock'),
    () => console.log('Waiting for another Weft command to finish building.'),
    async () => {
      const stale = wanted.filter((target) => !isBuilt(target));
      if (stale.length > 0) console.log(`Building ${stale.join(' and ')}.`);
      const results = await Promise.all(stale.map(build));
      const errors = results.filter((result) => result !== undefined);
      if (errors.length > 0) giveUp(`${errors.join('\n')}\nThe build failed; the reason is above.`);
    },
  );
}

/**
 * Makes the next `ensureBuilt` build this target again.
 *
 * @param {Target} target
 */
export function forgetBuild(target) {
  rmSync(stampOf(target), { force: true });
}

/**
 * @param {Target} target
 * @returns {Promise<string | undefined>} what the bundler printed if it failed
 */
async function build(target) {
  const wanted = stateOf(target);
  forgetBuild(target);
  // Whoever calls may run under NODE_ENV=test; the bundle must be the one that people get.
  const env = { NODE_ENV: 'production' };
  const args = ['build', target, '--config', join(root, target, 'vite.config.ts')];
  const { ok, output } = await runScript(programs.vite, [...args, '--logLevel', 'warn'], env);
  if (!ok) return output;
  if (target === 'client') await compressAll(join(root, 'client/dist'));
  writeFileSync(stampOf(target), wanted);
  return undefined;
}

/** @param {string} folder */
async function compressAll(folder) {
  const files = readdirSync(folder, { recursive: true, encoding: 'utf8' });
  await Promise.all(
    files
      .filter((file) => COMPRESSIBLE.test(file))
      .map(async (file) => {
        const path = join(folder, file);
        const bytes = await readFile(path);
        if (bytes.length < COMPRESS_FROM) return;
        await writeFile(`${path}.br`, await promisify(brotliCompress)(bytes));
        await writeFile(`${path}.gz`, await promisify(gzip)(bytes, { level: 9 }));
      }),
  );
}

/** @param {Target} target */
function isBuilt(target) {
  const stamp = stampOf(target);
  return (
    existsSync(stamp) &&
    existsSync(join(root, targets[target].result)) &&
    readFileSync(stamp, 'utf8') === stateOf(target)
  );
}

/** @param {Target} target */
function stateOf(target) {
  return fingerprint([...targets[target].sources, ...common], target);
}

/** @param {Target} target */
function stampOf(target) {
  return join(root, `node_modules/.weft-built-${target}`);
}

if (isStarted(import.meta.url)) {
  await ensureInstalled();
  await ensureBuilt();
}
