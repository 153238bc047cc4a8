import { expect, test } from 'vitest';
import { lintFaults } from './lint-faults.ts';
import { plantTree } from './planted-tree.ts';

test('CHECK-4 the linter rejects lost promises, cycles of types and careless code', () => {
  const tree = plantTree({
    'server/src/save.ts': 'export async function save(): Promise<void> {}\n',
    'server/src/main.ts':
      "import { save } from './save.ts';\n\nawait save();\nconsole.log('ready');\n",
    'shared/src/protocol/ids.ts': 'export type Id = string;\n',
  });
  expect(lintFaults(tree)).toEqual([]);

  tree.plant({
    'server/src/floating.ts': "import { save } from './save.ts';\n\nsave();\n",
    'server/src/misused.ts':
      "import { save } from './save.ts';\n\nif (save()) throw new Error();\n",
    'shared/src/protocol/any.ts': 'export const anything = (value: any) => value;\n',
    'client/src/app/console.ts': "console.log('debugging');\n",
    'client/src/app/loose.ts': 'export const same = (a: unknown, b: unknown) => a == b;\n',
    'e2e/journeys/only.test.ts':
      "import { expect, test } from 'vitest';\n\ntest.only('X-1 alone', () => expect(1).toBe(1));\n",
    // A cycle of types alone has no cost at run time, but two folders that need each other are one.
    'server/src/log/a.ts': "import type { B } from './b.ts';\n\nexport interface A {\n  b: B;\n}\n",
    'server/src/log/b.ts': "import type { A } from './a.ts';\n\nexport interface B {\n  a: A;\n}\n",
  });
  expect(lintFaults(tree)).toEqual([
    'client/src/app/console.ts eslint(no-console)',
    'client/src/app/loose.ts eslint(eqeqeq)',
    'e2e/journeys/only.test.ts vitest(no-focused-tests)',
    'server/src/floating.ts typescript(no-floating-promises)',
    'server/src/log/a.ts import(no-cycle)',
    'server/src/log/b.ts import(no-cycle)',
    'server/src/misused.ts typescript(no-misused-promises)',
    'shared/src/protocol/any.ts typescript(no-explicit-any)',
  ]);
});

test('CHECK-5 the linter keeps the sync machine off the network, the clock and chance', () => {
  const tree = plantTree({
    'client/src/sync/provider.ts':
      'export const now = (clock: { now(): number }) => clock.now();\n',
    // Adapters are the place for all of it.
    'client/src/transport/http.ts': 'export const get = () => fetch(`/?${Date.now()}`);\n',
  });
  expect(lintFaults(tree)).toEqual([]);

  const reaches = {
    chance: 'Math.random()',
    clock: 'Date.now()',
    network: "fetch('/')",
    page: 'document.title',
    storage: 'indexedDB.databases()',
    timer: 'setTimeout(() => {}, 1)',
  };
  for (const [name, reach] of Object.entries(reaches)) {
    tree.plant({ [`client/src/sync/${name}.ts`]: `export const reach = () => ${reach};\n` });
  }
  expect(lintFaults(tree)).toEqual([
    'client/src/sync/chance.ts eslint(no-restricted-properties)',
    'client/src/sync/clock.ts eslint(no-restricted-properties)',
    'client/src/sync/network.ts eslint(no-restricted-globals)',
    'client/src/sync/page.ts eslint(no-restricted-globals)',
    'client/src/sync/storage.ts eslint(no-restricted-globals)',
    'client/src/sync/timer.ts eslint(no-restricted-globals)',
  ]);
});
