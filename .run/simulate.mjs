/**
 * `npm run simulate`: the client and the server over a clock, a network, disks and chance that a seed decides. Takes
 * `--seeds N` (2,000) and `--first N` (1).
 */
import { join } from 'node:path';
import { endWithNpm } from './end-with-npm.mjs';
import { ensureInstalled } from './install.mjs';
import { programs, root } from './repository.mjs';
import { giveUp, runScript } from './run-program.mjs';

const options = readOptions(process.argv.slice(2));
endWithNpm();
await ensureInstalled();
const config = join(root, 'e2e/convergence/vite.config.ts');
const { ok, output } = await runScript(programs.vite, ['build', '--config', config]);
if (!ok) giveUp(`${output}\nThe simulation could not be built; the reason is above.`);
const { simulateSeeds } = await import(
  new URL('../e2e/dist/simulation/main.js', import.meta.url).href
);
const passed = await simulateSeeds(options, (/** @type {string} */ text) =>
  process.stdout.write(text),
);
process.exit(passed ? 0 : 1);

/** @param {string[]} args */
function readOptions(args) {
  const read = { first: 1, seeds: 2000 };
  for (let i = 0; i < args.length; i += 2) {
    const name = args[i] === '--first' ? 'first' : args[i] === '--seeds' ? 'seeds' : undefined;
    const value = args[i + 1] ?? '';
    if (name === undefined || !/^[1-9]\d{0,6}$/.test(value)) {
      giveUp('npm run simulate -- [--seeds N] [--first N], with numbers from 1 on.');
    }
    read[name] = Number(value);
  }
  return read;
}
