import { spawnSync } from 'node:child_process';
import { join } from 'node:path';
import { expect, test } from 'vitest';
import { readBenchOptions } from '../../.run/bench-options.mjs';
import { root } from '../../.run/repository.mjs';
import type { Line } from './report/line.ts';
import { ROWS } from './rows.ts';

const NAMES = Object.keys(ROWS);

test('BENCH-2 all rows are measured, or those that are named, in their order', () => {
  const off = { json: false, quick: false, write: false };
  expect(readBenchOptions([])).toEqual({ rows: NAMES, ...off });
  expect(readBenchOptions(['--only', 'kill,propagation', '--json', '--quick', '--write'])).toEqual({
    rows: ['propagation', 'kill'],
    json: true,
    quick: true,
    write: true,
  });
});

test.each([
  [['--only', 'kill,lunch'], `There is no row "lunch"; there are ${NAMES.join(', ')}.`],
  [['--only'], `There is no row ""; there are ${NAMES.join(', ')}.`],
  [['--fast'], 'There is no option "--fast"; there are --only, --json, --quick and --write.'],
])('BENCH-2 %j is answered with a sentence', (args, sentence) => {
  expect(readBenchOptions(args)).toBe(sentence);
});

test('BENCH-2 a command that is not understood says so on standard error and ends with 2', () => {
  const { status, stdout, stderr } = spawnSync(
    process.execPath,
    [join(root, '.run/bench.mjs'), '--fast'],
    { encoding: 'utf8' },
  );
  expect({ status, stdout, stderr }).toEqual({
    status: 2,
    stdout: '',
    stderr: 'There is no option "--fast"; there are --only, --json, --quick and --write.\n',
  });
});

/** Lines that not every machine has numbers for, and what is missing there. */
const MAY_BE_MISSING = /^(?:not available: the server takes no|there is no openssl|syncs )/;

test('BENCH-1 a quick run of every row gives numbers, one JSON object a line and nothing else', () => {
  const { status, stdout, stderr } = spawnSync(
    process.execPath,
    [join(root, '.run/bench.mjs'), '--quick', '--json'],
    { encoding: 'utf8' },
  );
  expect({ status, stderr }).toMatchObject({ status: 0 });
  const lines = stdout
    .trimEnd()
    .split('\n')
    .map((line) => JSON.parse(line) as Line);
  expect([...new Set(lines.map(({ row }) => row))]).toEqual(NAMES);
  for (const { measure, values, missing } of lines) {
    const why = missing.weft ?? '';
    if (!MAY_BE_MISSING.test(why))
      expect({ measure, why, value: values.weft }).toEqual({
        measure,
        why: '',
        value: expect.any(Number),
      });
    expect(missing.hocuspocus).toBe('a quick run is of Weft alone.');
  }
}, 240_000);
