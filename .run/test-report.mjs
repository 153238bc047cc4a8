import { readFileSync } from 'node:fs';

/** @typedef {{ passed: number, failed: number }} Counts */

/**
 * Counts the tests of one step. A step whose program failed has at least one failure, and one that
 * ran no test at all has not shown anything.
 *
 * @param {boolean} ok whether the program ended well
 * @param {'vitest' | 'playwright' | undefined} kind of report; none counts the step itself
 * @param {string} file the JSON report
 * @returns {Counts}
 */
export function countTests(ok, kind, file) {
  if (kind === undefined) return ok ? { passed: 1, failed: 0 } : { passed: 0, failed: 1 };
  const { passed, failed } = read(kind, file);
  const silent = passed + failed === 0;
  return { passed, failed: ok && !silent ? failed : Math.max(failed, 1) };
}

/**
 * @param {'vitest' | 'playwright'} kind
 * @param {string} file
 * @returns {Counts}
 */
function read(kind, file) {
  try {
    const report = JSON.parse(readFileSync(file, 'utf8'));
    if (kind === 'vitest') {
      return { passed: report.numPassedTests, failed: report.numFailedTests };
    }
    // Playwright calls a test flaky that passed only when tried again.
    const { expected, unexpected, flaky } = report.stats;
    return { passed: expected + flaky, failed: unexpected };
  } catch {
    // The program died before it could report.
    return { passed: 0, failed: 0 };
  }
}
