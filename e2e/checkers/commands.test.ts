import { spawn, spawnSync } from 'node:child_process';
import { once } from 'node:events';
import { existsSync, mkdirSync, mkdtempSync, readFileSync, rmSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { createInterface } from 'node:readline';
import { expect, onTestFinished, test } from 'vitest';
import { chromiumLaunchOptions } from '../../.run/chromium.mjs';
import { fingerprint } from '../../.run/fingerprint.mjs';
import { packageManager } from '../../.run/install.mjs';
import { withLock } from '../../.run/lock.mjs';
import { nodeVersionProblem } from '../../.run/node-version.mjs';
import { manifest, root } from '../../.run/repository.mjs';
import { countTests } from '../../.run/test-report.mjs';

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

test('RUN-2 the lock file names no registry and no address', () => {
  const lock = readFileSync(join(root, 'pnpm-lock.yaml'), 'utf8');
  expect(lock).toContain('lockfileVersion');
  expect(lock).not.toMatch(/https?:|tarball:/);
});

test('RUN-2 dependencies are pinned to exact versions', () => {
  const ranges = ['.', 'shared', 'server', 'client', 'e2e'].flatMap((folder) => {
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

test('RUN-7 a WEFT_CHROMIUM that cannot be run is one sentence, not another browser', () => {
  const result = run(['.run/chromium.mjs'], { WEFT_CHROMIUM: '/nowhere/chromium' });
  expect(result).toMatchObject({
    status: 1,
    stdout: '',
    stderr: 'WEFT_CHROMIUM names /nowhere/chromium, which cannot be run.\n',
  });
});

test('RUN-7 the browser that WEFT_CHROMIUM names is the one that is used', () => {
  const result = run(['.run/chromium.mjs'], { WEFT_CHROMIUM: process.execPath });
  expect(result).toMatchObject({ status: 0, stdout: `${process.execPath}\n`, stderr: '' });
  expect(chromiumLaunchOptions().args).toContain('--disable-background-networking');
});

/** A machine whose only program is an apt-get that runs this shell script. */
function machineWith(aptGet: string) {
  const folder = temporaryFolder();
  writeFileSync(join(folder, 'apt-get'), `#!/bin/sh\n${aptGet}\n`, { mode: 0o755 });
  const env = { PATH: folder, PLAYWRIGHT_BROWSERS_PATH: folder, WEFT_CHROMIUM: '' };
  return { folder, chromium: () => run(['.run/chromium.mjs'], env) };
}

test.skipIf(process.platform !== 'linux')(
  'RUN-7 without a Chromium that can be had, one sentence says how to get one',
  () => {
    const { chromium } = machineWith('exit 100');
    const result = chromium();
    expect(result.status).toBe(1);
    expect(result.stderr.trim()).toMatch(/^The browser tests need a Chromium: .+\.$/);
  },
);

test.skipIf(process.getuid?.() !== 0 || !existsSync('/etc/debian_version'))(
  'RUN-7 root on Debian gets a Chromium installed',
  () => {
    const { folder, chromium } = machineWith(
      'test "$2" = update || { : >"${0%/*}/chromium"; /bin/chmod +x "${0%/*}/chromium"; }',
    );
    const result = chromium();
    expect(result.stdout.trim().split('\n').at(-1)).toBe(join(folder, 'chromium'));
    expect(result.status).toBe(0);
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

function run(args: readonly string[], env: Record<string, string> = {}) {
  return spawnSync(process.execPath, args, {
    cwd: root,
    env: { ...process.env, ...env },
    encoding: 'utf8',
  });
}

function temporaryFolder(parent = tmpdir()): string {
  mkdirSync(parent, { recursive: true });
  const folder = mkdtempSync(join(parent, 'weft-'));
  onTestFinished(() => rmSync(folder, { recursive: true, force: true }));
  return folder;
}
