import { mkdirSync, readFileSync, writeFileSync } from 'node:fs';
import { fileURLToPath } from 'node:url';
import { expect, inject, test } from 'vitest';

const README = fileURLToPath(new URL('../../README.md', import.meta.url));
/** Inside the package, so that the example finds what it imports; git ignores it. */
const FOLDER = fileURLToPath(new URL('../.canary/readme/', import.meta.url));

test('RUN-11 the README’s first example runs as printed, and what it types is saved', async () => {
  const [, example] = /```ts\n([^]*?)```/.exec(readFileSync(README, 'utf8'))!;
  const file = `${FOLDER}example.ts`;
  mkdirSync(FOLDER, { recursive: true });
  const code = example!.replace('http://localhost:4400', inject('weftUrl'));
  writeFileSync(file, `${code}\nexport { provider };\n`);
  const { provider } = (await import(/* @vite-ignore */ file)) as {
    provider: import('@weft/client/sync').Provider;
  };
  await expect.poll(() => provider.save.kind, { timeout: 20_000 }).toBe('saved');
  const snapshot = await fetch(`${inject('weftUrl')}/api/v1/docs/${provider.id}/snapshot`);
  expect(Buffer.from(await snapshot.arrayBuffer()).toString('latin1')).toContain('Hello');
  await provider.destroy();
});
