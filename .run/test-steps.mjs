import { programs } from './repository.mjs';

/**
 * @typedef {object} Step
 * @property {string} name as in `--only`
 * @property {string} script run by this Node
 * @property {string[]} args
 * @property {boolean} [alone] not beside other steps, because it measures time or fills the machine
 * @property {'build'} [needs] a step that has to pass before
 * @property {boolean} [chromium] needs one
 * @property {boolean} [nginx] needs one
 * @property {'vitest' | 'playwright'} [report] whose report counts the tests; otherwise the step counts as one
 */

const journeyBrowsers = process.env.WEFT_BROWSERS || 'chromium';

/** @type {readonly Step[]} */
export const steps = [
  {
    name: 'types',
    script: programs.tsc,
    args: ['-b', '.run', 'shared', 'server', 'client', 'client/tsconfig.test.json', 'e2e'],
  },
  { name: 'format', script: programs.oxfmt, args: ['--check'] },
  {
    name: 'lint',
    script: programs.oxlint,
    args: ['--type-aware', '--deny-warnings', '--report-unused-disable-directives'],
  },
  { name: 'dead-code', script: programs.knip, args: ['--no-progress'] },
  { name: 'build', script: '.run/build.mjs', args: [] },
  vitest('checkers', ['checkers', 'proof', 'bench'], {}),
  vitest('unit', ['shared', 'server', 'client'], { alone: true, needs: 'build' }),
  vitest('conformance', ['conformance'], { alone: true, needs: 'build' }),
  vitest('convergence', ['convergence'], { alone: true, needs: 'build' }),
  vitest('faults', ['faults'], { alone: true, needs: 'build' }),
  vitest('middleboxes', ['middleboxes'], { alone: true, nginx: true }),
  vitest('browser', ['browser'], { alone: true, chromium: true }),
  {
    name: 'journeys',
    script: programs.playwright,
    args: ['test', '--config', 'e2e/playwright.config.ts', '--reporter', 'list,json'],
    alone: true,
    needs: 'build',
    chromium: journeyBrowsers.includes('chromium'),
    report: 'playwright',
  },
];

/**
 * @param {string} name
 * @param {string[]} projects of e2e/vitest.workspace.config.ts
 * @param {Partial<Step>} more
 * @returns {Step}
 */
function vitest(name, projects, more) {
  const config = ['run', '--config', 'e2e/vitest.workspace.config.ts', '--allowOnly=false'];
  const reporters = ['--reporter=default', '--reporter=json'];
  const chosen = projects.map((project) => `--project=${project}`);
  return {
    name,
    script: programs.vitest,
    args: [...config, ...reporters, ...chosen],
    report: 'vitest',
    ...more,
  };
}
