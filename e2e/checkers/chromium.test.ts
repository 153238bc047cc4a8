import { existsSync, writeFileSync } from 'node:fs';
import { join } from 'node:path';
import { expect, test } from 'vitest';
import { run, temporaryFolder } from './command.ts';

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
});

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

/** A machine whose only program is an apt-get that runs this shell script. */
function machineWith(aptGet: string) {
  const folder = temporaryFolder();
  writeFileSync(join(folder, 'apt-get'), `#!/bin/sh\n${aptGet}\n`, { mode: 0o755 });
  const env = { PATH: folder, PLAYWRIGHT_BROWSERS_PATH: folder, WEFT_CHROMIUM: '' };
  return { folder, chromium: () => run(['.run/chromium.mjs'], env) };
}
