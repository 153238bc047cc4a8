import { writeFileSync } from 'node:fs';
import { join } from 'node:path';
import { expect, test } from 'vitest';
import { nodeVersionProblem } from '../../.run/node-version.mjs';
import { manifest } from '../../.run/repository.mjs';
import { run, temporaryFolder } from './command.ts';

test.each(['20.19.0', '20.20.2', '22.12.0', '24.1.0', '25.0.0-nightly'])(
  'RUN-1 Node %s will do',
  (version) => {
    expect(nodeVersionProblem(version, manifest.engines.node)).toBeUndefined();
  },
);

test.each(['16.20.2', '18.20.4', '20.9.0', '21.7.3', '22.11.0'])(
  'RUN-1 Node %s is turned away with one sentence',
  (version) => {
    expect(nodeVersionProblem(version, manifest.engines.node)).toBe(
      `Weft needs Node 20.19 or newer (below 21), or 22.12 or newer, but this is Node ${version}.`,
    );
  },
);

test('RUN-1 a command on an unsupported Node prints the sentence, nothing else, and exits with 1', () => {
  const folder = temporaryFolder();
  const pretend = join(folder, 'pretend.cjs');
  writeFileSync(
    pretend,
    "Object.defineProperty(process, 'versions', { value: { ...process.versions, node: '18.20.4' } });",
  );
  const result = run(['--require', pretend, '.run/start.mjs']);
  expect(result.status).toBe(1);
  expect(result.stdout).toBe('');
  expect(result.stderr).toMatch(/^Weft needs Node .+ but this is Node 18\.20\.4\.\n$/);
});
