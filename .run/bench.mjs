/**
 * `npm run bench`: Weft beside other servers for Yjs, in one run on one machine. Prints tables; takes
 * `--only propagation,kill`, `--json`, `--quick` (a short run of Weft alone) and `--write` (results and README).
 */
import { existsSync, readFileSync, writeFileSync } from 'node:fs';
import { join } from 'node:path';
import { readBenchOptions } from './bench-options.mjs';
import { ensureBuilt } from './build.mjs';
import { endWithNpm } from './end-with-npm.mjs';
import { fingerprint } from './fingerprint.mjs';
import { ensureInstalled, installFrozen } from './install.mjs';
import { withLock } from './lock.mjs';
import { programs, root } from './repository.mjs';
import { giveUp, runScript } from './run-program.mjs';

// Standard output is for results.
console.log = console.error;

const options = readBenchOptions(process.argv.slice(2));
if (typeof options === 'string') {
  console.error(options);
  process.exit(2);
}

endWithNpm();
for (const signal of /** @type {const} */ (['SIGINT', 'SIGTERM', 'SIGHUP'])) {
  // Servers and clients go with this process, which only an orderly exit lets them.
  process.on(signal, () => process.exit(1));
}
await ensureInstalled();
await ensureBuilt(['server']);
await withLock(
  join(root, 'node_modules/.weft-bench-lock'),
  () => console.log('Waiting for another benchmark to be built.'),
  ensureBenchBuilt,
);
const folder = join(root, 'e2e/bench/rivals');
const rivals = options.quick
  ? { reason: 'a quick run is of Weft alone.' }
  : await withLock(
      join(root, 'node_modules/.weft-rivals-lock'),
      () => console.log('Waiting for another benchmark to install what Weft is compared with.'),
      ensureRivals,
    );
const { runBench } = await import(new URL('../e2e/dist/bench/main.js', import.meta.url).href);
await runBench({ ...options, root, rivals, versions: 'folder' in rivals ? versions() : {} });
if (options.write) {
  const written = ['README.md', 'e2e/bench/results/bench.json'].map((file) => join(root, file));
  const { ok, output } = await runScript(programs.oxfmt, written);
  if (!ok) giveUp(output);
}
// Servers have ended by now; whatever is still open is not worth waiting for.
process.exit();

async function ensureBenchBuilt() {
  const stamp = join(root, 'node_modules/.weft-built-bench');
  const wanted = fingerprint(
    ['e2e/bench', 'e2e/measured', 'client/src', 'shared/src', 'pnpm-lock.yaml'],
    '',
  );
  if (existsSync(stamp) && readFileSync(stamp, 'utf8') === wanted) return;
  const config = join(root, 'e2e/bench/vite.config.ts');
  const { ok, output } = await runScript(programs.vite, ['build', '--config', config], {
    NODE_ENV: 'production',
  });
  if (!ok) giveUp(`${output}\nThe benchmark could not be built; the reason is above.`);
  writeFileSync(stamp, wanted);
}

/** @returns {Promise<{ folder: string } | { reason: string }>} */
async function ensureRivals() {
  const stamp = join(folder, 'node_modules/.weft-stamp');
  const files = ['package.json', 'pnpm-lock.yaml'].map((name) => `e2e/bench/rivals/${name}`);
  const wanted = fingerprint(files, `${process.version} ${process.platform} ${process.arch}`);
  if (existsSync(stamp) && readFileSync(stamp, 'utf8') === wanted) return { folder };
  console.log('Installing what Weft is compared with; the first time this takes a minute.');
  const { ok, output } = await installFrozen(`--dir=${folder}`, '--ignore-workspace');
  if (!ok) {
    console.error(output);
    return { reason: 'it could not be installed here.' };
  }
  writeFileSync(stamp, wanted);
  return { folder };
}

/** @returns {Record<string, string>} */
function versions() {
  const { dependencies } = JSON.parse(readFileSync(join(folder, 'package.json'), 'utf8'));
  return {
    Hocuspocus: dependencies['@hocuspocus/server'],
    '@y/websocket-server': dependencies['@y/websocket-server'],
    'Durable Streams': dependencies['@durable-streams/server'],
    'y-durable-streams': dependencies['@durable-streams/y-durable-streams'],
  };
}
