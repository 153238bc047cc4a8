/**
 * `npm run proof`: how our block document does beside the stock bindings of Lexical. Prints tables; takes
 * `--only intent,convergence,speed,life`, `--seeds N` and `--json`.
 */
import { existsSync, readFileSync, writeFileSync } from 'node:fs';
import { join } from 'node:path';
import { chromiumLaunchOptions, ensureChromium } from './chromium.mjs';
import { endWithNpm } from './end-with-npm.mjs';
import { fingerprint } from './fingerprint.mjs';
import { ensureInstalled } from './install.mjs';
import { withLock } from './lock.mjs';
import { readProofOptions } from './proof-options.mjs';
import { programs, root } from './repository.mjs';
import { giveUp, runScript } from './run-program.mjs';

// Standard output is for results.
console.log = console.error;
process.env.NODE_ENV = 'production';

const options = readProofOptions(process.argv.slice(2));
if (typeof options === 'string') {
  console.error(options);
  process.exit(2);
}

endWithNpm();
await ensureInstalled();
if (options.tables.includes('speed')) process.env.WEFT_CHROMIUM = ensureChromium();
await withLock(
  join(root, 'node_modules/.weft-proof-lock'),
  () => console.log('Waiting for another proof to be built.'),
  ensureProofBuilt,
);
const { prove } = await import(new URL('../e2e/dist/proof/main.js', import.meta.url).href);
await prove({ ...options, versions: versions(), chromium: chromiumLaunchOptions() });
// Threads and browsers have ended by now; whatever is still open is not worth waiting for.
process.exit();

async function ensureProofBuilt() {
  const stamp = join(root, 'node_modules/.weft-built-proof');
  const sources = ['e2e/proof', 'e2e/measured', 'client/src', 'shared/src', 'pnpm-lock.yaml'];
  const wanted = fingerprint(sources, '');
  if (existsSync(stamp) && readFileSync(stamp, 'utf8') === wanted) return;
  for (const config of ['e2e/proof/vite.config.ts', 'e2e/proof/speed/page/vite.config.ts']) {
    const { ok, output } = await runScript(programs.vite, [
      'build',
      '--config',
      join(root, config),
    ]);
    if (!ok) giveUp(`${output}\nThe proof could not be built; the reason is above.`);
  }
  writeFileSync(stamp, wanted);
}

function versions() {
  const manifest = JSON.parse(readFileSync(join(root, 'e2e/package.json'), 'utf8'));
  const { yjs } = manifest.dependencies;
  const { lexical } = manifest.devDependencies;
  return { Yjs: yjs, 'Lexical and @lexical/yjs': lexical };
}
