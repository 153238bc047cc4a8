import { fileURLToPath } from 'node:url';
import { expect, test } from 'vitest';
import { build } from 'vite';
import { killLoop } from './kill-loop.ts';

const KILLS = Number(process.env['WEFT_KILLS'] ?? 200);
const SERVER_DIST = fileURLToPath(new URL('../../server/dist', import.meta.url));

test(`LOG-9 UP-2 ${KILLS} times kill -9 under 8 writers: nothing acknowledged is lost, nothing doubled`, async () => {
  const { audit, writers, lost, doubled } = await killLoop(KILLS, 20_261_122);
  expect(lost).toEqual([]);
  expect(doubled).toEqual([]);
  expect(audit.doubled).toEqual([]);
  expect(audit.broken).toEqual([]);
  expect(audit.integrity).toEqual(['ok', 'ok']);
  // The writers did write, between all those deaths.
  for (const { refusal } of writers) expect(refusal).toBeUndefined();
  for (const { acknowledged } of writers) expect(acknowledged.length).toBeGreaterThan(KILLS / 10);
});

test('LOG-9 the same test catches a server that acknowledges before the commit', async () => {
  // Inside the package, so that the bundle finds the native module.
  const outDir = fileURLToPath(new URL('../.canary/early-ack', import.meta.url));
  await build({
    configFile: false,
    logLevel: 'silent',
    root: fileURLToPath(new URL('..', import.meta.url)),
    ssr: { noExternal: true, external: ['better-sqlite3'] },
    build: {
      ssr: fileURLToPath(new URL('./early-ack-server.ts', import.meta.url)),
      outDir,
      emptyOutDir: false,
      target: 'node20',
      minify: false,
      rolldownOptions: { output: { entryFileNames: 'server.mjs' } },
    },
  });
  process.env['WEFT_SERVER_DIST'] = SERVER_DIST;
  const { lost } = await killLoop(5, 7, `${outDir}/server.mjs`);
  expect(lost.length).toBeGreaterThan(0);
});
