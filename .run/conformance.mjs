/**
 * `npm run conformance -- http://host:port`: does the server at that address keep the rules of
 * shared/PROTOCOL.md? Without an address the suite starts a server of its own.
 */
import { spawnSync } from 'node:child_process';
import { checkNode, ensureInstalled } from './install.mjs';
import { programs, root } from './repository.mjs';
import { giveUp } from './run-program.mjs';

checkNode();
const address = process.argv[2];
if (address !== undefined && !isHttp(address)) {
  giveUp(`"${address}" is not an address like http://localhost:4400.`);
}

await ensureInstalled();
const { status } = spawnSync(
  process.execPath,
  [
    programs.vitest,
    'run',
    '--config=e2e/vitest.workspace.config.ts',
    '--project=conformance',
    '--reporter=verbose',
  ],
  {
    cwd: root,
    stdio: 'inherit',
    env: { ...process.env, ...(address === undefined ? {} : { WEFT_URL: address }) },
  },
);
process.exitCode = status ?? 1;

/** @param {string} text */
function isHttp(text) {
  return URL.canParse(text) && /^https?:$/.test(new URL(text).protocol);
}
