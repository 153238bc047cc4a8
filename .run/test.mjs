/** `npm test`: everything that has to hold, the same here and in CI. `--only a,b` picks steps. */
import { mkdtempSync, rmSync } from 'node:fs';
import { availableParallelism, tmpdir } from 'node:os';
import { join } from 'node:path';
import { ensureChromium } from './chromium.mjs';
import { checkNode, ensureInstalled } from './install.mjs';
import { ensureNginx } from './nginx.mjs';
import { giveUp, runScript } from './run-program.mjs';
import { countTests } from './test-report.mjs';
import { steps } from './test-steps.mjs';

/** @typedef {import('./test-steps.mjs').Step} Step */
/** @typedef {{ step: Step, ok: boolean, seconds: number, passed: number, failed: number }} Result */

checkNode();
const chosen = choose();
await ensureInstalled();
if (chosen.some((step) => step.chromium)) process.env.WEFT_CHROMIUM = ensureChromium();
if (chosen.some((step) => step.nginx)) process.env.WEFT_NGINX = ensureNginx();
const reports = mkdtempSync(join(tmpdir(), 'weft-test-'));
process.on('exit', () => rmSync(reports, { recursive: true, force: true }));

/** @type {Result[]} */
const results = [];
const together = chosen.filter((step) => !step.alone);
await Promise.all(
  Array.from({ length: Math.min(availableParallelism(), 4) }, async () => {
    for (let step = together.shift(); step !== undefined; step = together.shift()) await run(step);
  }),
);
for (const step of chosen.filter((each) => each.alone)) await run(step);
summarise();

/** @returns {Step[]} in the order of the table, with the steps that the chosen ones need */
function choose() {
  const at = process.argv.indexOf('--only');
  if (at === -1) return [...steps];
  const names = (process.argv[at + 1] ?? '').split(',');
  const all = steps.map((step) => step.name);
  const unknown = names.find((name) => !all.includes(name));
  if (unknown !== undefined) {
    giveUp(`There is no test step "${unknown}"; there are ${all.join(', ')}.`);
  }
  const picked = steps.filter((step) => names.includes(step.name));
  const needed = new Set([...picked.map((step) => step.name), ...picked.map((step) => step.needs)]);
  return steps.filter((step) => needed.has(step.name));
}

/** @param {Step} step */
async function run(step) {
  const began = performance.now();
  const blocked = results.some((result) => result.step.name === step.needs && !result.ok);
  const report = join(reports, `${step.name}.json`);
  const { ok, output } = blocked
    ? { ok: false, output: `Not run, because ${step.needs} failed.\n` }
    : await runScript(step.script, withReport(step, report), {
        PLAYWRIGHT_JSON_OUTPUT_FILE: report,
        ...(process.stdout.isTTY
          ? { FORCE_COLOR: '1' }
          : { NO_COLOR: '1', FORCE_COLOR: undefined }),
      });
  const counts = countTests(ok, step.report, report);
  const result = { step, seconds: (performance.now() - began) / 1000, ...counts };
  results.push({ ...result, ok: counts.failed === 0 });
  console.log(`\n== ${step.name}\n${output.trim()}`);
}

/**
 * @param {Step} step
 * @param {string} report
 */
function withReport(step, report) {
  return step.report === 'vitest' ? [...step.args, `--outputFile.json=${report}`] : step.args;
}

function summarise() {
  console.log('');
  for (const step of chosen) {
    const result = results.find((each) => each.step === step);
    if (result === undefined) continue;
    const verdict = result.ok ? 'ok' : 'FAILED';
    const columns = [
      step.name.padEnd(12),
      verdict.padEnd(7),
      `${result.seconds.toFixed(1)} s`.padStart(8),
    ];
    if (step.report !== undefined)
      columns.push(`${result.passed} of ${result.passed + result.failed} tests`);
    console.log(columns.join('  '));
  }
  const total = (/** @type {'passed' | 'failed'} */ of) =>
    results.reduce((sum, each) => sum + each[of], 0);
  console.log(`\n${total('passed')} passed, ${total('failed')} failed`);
  if (results.some((result) => !result.ok)) process.exitCode = 1;
}
