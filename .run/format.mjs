/** `npm run format`: writes every file in the repository's one format. */
import { ensureInstalled } from './install.mjs';
import { programs } from './repository.mjs';
import { runScript } from './run-program.mjs';

await ensureInstalled();
const { ok, output } = await runScript(programs.oxfmt, []);
console.log(output.trimEnd());
if (!ok) process.exitCode = 1;
