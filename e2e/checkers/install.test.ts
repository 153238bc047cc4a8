import { spawn } from 'node:child_process';
import { once } from 'node:events';
import { mkdirSync, readFileSync, rmSync, writeFileSync } from 'node:fs';
import { join } from 'node:path';
import { expect, test } from 'vitest';
import { fingerprint } from '../../.run/fingerprint.mjs';
import { packageManager } from '../../.run/install.mjs';
import { withLock } from '../../.run/lock.mjs';
import { manifest, packages, root } from '../../.run/repository.mjs';
import { temporaryFolder } from './command.ts';

/** Installed by the benchmark, apart from everything else. */
const RIVALS = 'e2e/bench/rivals';

test('RUN-2 the lock files name no registry and no address', () => {
  for (const folder of ['.', RIVALS]) {
    const lock = readFileSync(join(root, folder, 'pnpm-lock.yaml'), 'utf8');
    expect(lock).toContain('lockfileVersion');
    expect(lock).not.toMatch(/https?:|tarball:/);
  }
});

test('RUN-2 dependencies are pinned to exact versions', () => {
  const ranges = ['.', ...packages, RIVALS].flatMap((folder) => {
    const { dependencies = {}, devDependencies = {} } = JSON.parse(
      readFileSync(join(root, folder, 'package.json'), 'utf8'),
    );
    return Object.values<string>({ ...dependencies, ...devDependencies });
  });
  expect(ranges.length).toBeGreaterThan(20);
  expect(ranges.filter((range) => !/^\d+\.\d+\.\d+$|^workspace:\*$/.test(range))).toEqual([]);
});

test('RUN-3 the package manager that installs is the one package.json names', () => {
  expect(packageManager()).toMatch(/^pnpm@\d+\.\d+\.\d+$/);
  expect(manifest.packageManager.split('+')[0]).toBe(packageManager());
});

test('RUN-4 of two commands at once one waits until the other is done', async () => {
  const lock = join(temporaryFolder(), 'lock');
  const events: string[] = [];
  let release = () => {};
  const held = new Promise<void>((resolve) => {
    release = resolve;
  });
  const first = withLock(
    lock,
    () => events.push('first waits'),
    async () => {
      await held;
      events.push('first ends');
    },
  );
  const second = withLock(
    lock,
    () => {
      events.push('second waits');
      release();
    },
    async () => {
      events.push('second works');
    },
  );
  await Promise.all([first, second]);
  expect(events).toEqual(['second waits', 'first ends', 'second works']);
});

test('RUN-4 the lock of a command that died is taken over, and a failure leaves none', async () => {
  const lock = join(temporaryFolder(), 'lock');
  const dead = spawn(process.execPath, ['--version'], { stdio: 'ignore' });
  await once(dead, 'exit');
  mkdirSync(lock);
  writeFileSync(join(lock, 'pid'), String(dead.pid));

  const waits: string[] = [];
  const wait = () => waits.push('waits');
  const failing = withLock(lock, wait, () => Promise.reject(new Error('no space')));
  await expect(failing).rejects.toThrow('no space');
  await expect(withLock(lock, wait, () => Promise.resolve('works'))).resolves.toBe('works');
  expect(waits).toEqual([]);
});

test('RUN-5 what is built counts as stale when a source changes, appears or goes, and only then', () => {
  const folder = temporaryFolder(join(root, 'e2e/.canary'));
  const path = folder.slice(root.length);
  const write = (name: string, text: string) => writeFileSync(join(folder, name), text);
  write('a.ts', 'one');
  const first = fingerprint([path], 'salt');
  write('a.ts', 'one');
  write('a.test.ts', 'tests are not part of what is built');
  expect(fingerprint([path], 'salt')).toBe(first);

  write('a.ts', 'two');
  const changed = fingerprint([path], 'salt');
  write('b.ts', '');
  const added = fingerprint([path], 'salt');
  rmSync(join(folder, 'a.ts'));
  const removed = fingerprint([path], 'salt');
  const salted = fingerprint([path], 'other salt');
  expect(new Set([first, changed, added, removed, salted]).size).toBe(5);
});
