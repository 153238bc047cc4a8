import { spawnSync } from 'node:child_process';
import { join } from 'node:path';
import { expect, test } from 'vitest';
import { readProofOptions } from '../../.run/proof-options.mjs';
import { root } from '../../.run/repository.mjs';

test('PROOF-8 all tables are made, or those that are named, in their order', () => {
  const all = ['intent', 'convergence', 'speed', 'life'];
  expect(readProofOptions([])).toEqual({ tables: all, json: false });
  expect(readProofOptions(['--only', 'life,intent', '--seeds', '5', '--json'])).toEqual({
    tables: ['intent', 'life'],
    seeds: 5,
    json: true,
  });
});

test.each([
  [
    ['--only', 'intent,lunch'],
    'There is no table "lunch"; there are intent, convergence, speed, life.',
  ],
  [['--only'], 'There is no table ""; there are intent, convergence, speed, life.'],
  [['--seeds', '0'], '--seeds needs a number from 1 to 999999, not "0".'],
  [['--seeds'], '--seeds needs a number from 1 to 999999, not "".'],
  [['--sneeds', '1'], 'There is no option "--sneeds"; there are --only, --seeds and --json.'],
])('PROOF-8 %j is answered with a sentence', (args, sentence) => {
  expect(readProofOptions(args)).toBe(sentence);
});

test('PROOF-8 a command that is not understood says so on standard error and ends with 2', () => {
  const { status, stdout, stderr } = spawnSync(
    process.execPath,
    [join(root, '.run/proof.mjs'), '--fast'],
    { encoding: 'utf8' },
  );
  expect({ status, stdout, stderr }).toEqual({
    status: 2,
    stdout: '',
    stderr: 'There is no option "--fast"; there are --only, --seeds and --json.\n',
  });
});
