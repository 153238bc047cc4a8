import { spawn } from 'node:child_process';
import { readFileSync, writeFileSync } from 'node:fs';
import { join } from 'node:path';
import { createInterface } from 'node:readline';
import { expect, test } from 'vitest';
import { nodeVersionProblem } from '../../.run/node-version.mjs';
import { manifest, root } from '../../.run/repository.mjs';
import { countTests } from '../../.run/test-report.mjs';
import { run, temporaryFolder } from './command.ts';

test.each([
  [
    ['.run/test.mjs', '--only', 'types,speling'],
    /^There is no test step "speling"; there are types, .+\.\n$/,
  ],
  [['.run/test.mjs', '--only'], /^There is no test step ""; there are types, .+\.\n$/],
  [['.run/conformance.mjs', 'localhost'], /^"localhost" is not an address like http:.+\.\n$/],
] as const)(
  'RUN-6 a command that is given nonsense says so in one sentence: %j',
  (args, sentence) => {
    const result = run(args);
    expect(result.status).toBe(1);
    expect(result.stdout).toBe('');
    expect(result.stderr).toMatch(sentence);
  },
);

test('RUN-8 a step counts its tests, and having run none or having crashed is a failure', () => {
  const folder = temporaryFolder();
  const report = (text: string) => {
    const file = join(folder, 'report.json');
    writeFileSync(file, text);
    return file;
  };
  const vitest = report('{"numPassedTests":7,"numFailedTests":0}');
  expect(countTests(true, 'vitest', vitest)).toEqual({ passed: 7, failed: 0 });
  expect(countTests(false, 'vitest', vitest)).toEqual({ passed: 7, failed: 1 });
  const journeys = report('{"stats":{"expected":3,"unexpected":2,"flaky":1,"skipped":4}}');
  expect(countTests(false, 'playwright', journeys)).toEqual({ passed: 4, failed: 2 });
  const none = report('{"numPassedTests":0,"numFailedTests":0}');
  expect(countTests(true, 'vitest', none)).toEqual({ passed: 0, failed: 1 });
  expect(countTests(true, 'vitest', report('half a repo'))).toEqual({ passed: 0, failed: 1 });
  expect(countTests(true, undefined, '')).toEqual({ passed: 1, failed: 0 });
  expect(countTests(false, undefined, '')).toEqual({ passed: 0, failed: 1 });
});

test('RUN-9 continuous integration runs npm test on a Node that Weft supports', () => {
  expect(readFileSync(join(root, '.ci/run'), 'utf8')).toMatch(/^npm test$/m);
  const workflow = readFileSync(join(root, '.github/workflows/ci.yml'), 'utf8');
  expect(workflow).toContain('- run: .ci/run\n');
  const versions = [...workflow.matchAll(/node-version: (\S+)/g)].map(([, version]) => version);
  expect(versions.length).toBeGreaterThan(0);
  for (const version of versions) {
    expect(nodeVersionProblem(version ?? '', manifest.engines.node)).toBeUndefined();
  }
});

test('RUN-10 a server that npm started ends when npm is killed', async () => {
  const follow = JSON.stringify(join(root, '.run/end-with-npm.mjs'));
  const server = `import(${follow}).then(({ endWithNpm }) => {
    endWithNpm();
    process.on('SIGTERM', () => { console.log('ended'); process.exit(); });
    console.log('started');
    setInterval(() => {}, 1000);
  });`;
  const npm = spawn(
    process.execPath,
    [
      '--eval',
      `require('node:child_process').spawn(process.execPath, ['--eval', ${JSON.stringify(server)}],
        { stdio: 'inherit' });`,
    ],
    {
      env: { ...process.env, npm_lifecycle_event: 'start' },
      stdio: ['ignore', 'pipe', 'inherit'],
    },
  );
  const heard: string[] = [];
  for await (const line of createInterface({ input: npm.stdout })) {
    heard.push(line);
    if (line === 'started') npm.kill('SIGKILL');
  }
  expect(heard).toEqual(['started', 'ended']);
});
