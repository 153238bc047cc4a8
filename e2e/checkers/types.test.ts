import { expect, test } from 'vitest';
import { programs } from '../../.run/repository.mjs';
import { plantTree } from './planted-tree.ts';

const HEALTHY = {
  'shared/src/protocol/ids.ts': 'export const first = (ids: readonly string[]) => ids[0];\n',
  'server/src/main.ts': "import { createHash } from 'node:crypto';\n\nexport { createHash };\n",
  'client/src/app/id.ts': 'export type Id = typeof document.title;\n',
  'client/src/sync/provider.ts': 'export const pending: number[] = [];\n',
};

test('CHECK-1 the type checker rejects what each strictness option is for', () => {
  const tree = plantTree(HEALTHY);
  const check = () => tree.check(programs.tsc, ['-b', 'shared', 'server', 'client']);
  expect(check()).toEqual({ ok: true, output: '' });

  tree.plant({
    'shared/src/unchecked-index.ts':
      'export const first = (ids: readonly string[]): string => ids[0];\n',
    'server/src/undefined-option.ts':
      'export const limits: { bytes?: number } = { bytes: undefined };\n',
    'server/src/unerasable.ts': 'export enum State {\n  Open,\n}\n',
    'server/src/silent-override.ts':
      "export class Refusal extends Error {\n  name = 'Refusal';\n}\n",
    'client/src/app/type-as-value.ts': "import { Id } from './id.ts';\n\nexport type Ids = Id[];\n",
  });
  const { ok, output } = check();
  expect(ok).toBe(false);
  expect(faults(output)).toEqual([
    'client/src/app/type-as-value.ts TS1484',
    'server/src/silent-override.ts TS4114',
    'server/src/undefined-option.ts TS2375',
    'server/src/unerasable.ts TS1294',
    'shared/src/unchecked-index.ts TS2322',
  ]);
});

test('CHECK-2 the sync machine does not compile with a way to reach the world', () => {
  const tree = plantTree(HEALTHY);
  const check = () => tree.check(programs.tsc, ['-b', 'client/src/sync']);
  expect(check()).toEqual({ ok: true, output: '' });

  tree.plant({
    'client/src/sync/browser.ts': 'export const reach = () => document.title;\n',
    'client/src/sync/network.ts': "export const reach = () => fetch('/');\n",
    'client/src/sync/node.ts': 'export const reach = () => process.pid;\n',
    'client/src/sync/timer.ts': 'export const reach = () => setTimeout(() => {}, 1);\n',
  });
  const { ok, output } = check();
  expect(ok).toBe(false);
  expect(faults(output).map((fault) => fault.split(' ')[0])).toEqual([
    'client/src/sync/browser.ts',
    'client/src/sync/network.ts',
    'client/src/sync/node.ts',
    'client/src/sync/timer.ts',
  ]);
});

/** `file code` of every error. */
function faults(output: string): string[] {
  return [...output.matchAll(/^(\S+)\(\d+,\d+\): error (TS\d+)/gm)]
    .map(([, file, code]) => `${file} ${code}`)
    .sort();
}
