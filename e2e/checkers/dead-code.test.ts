import { expect, test } from 'vitest';
import { programs } from '../../.run/repository.mjs';
import { plantTree } from './planted-tree.ts';

test('CHECK-6 the dead-code check reports exports, types and files that nobody imports', () => {
  const tree = plantTree({
    'server/src/main.ts': "import { open } from './room/room.ts';\n\nopen();\n",
    'server/src/room/room.ts': 'export function open(): void {}\n',
    'client/src/main.tsx': "import './app/app.tsx';\n",
    'client/src/app/app.tsx': "document.title = 'Weft';\n",
    'client/src/app/app.test.tsx': "import './app.tsx';\n",
  });
  const options = ['--no-progress', '--no-config-hints', '--reporter=json'];
  const check = () => tree.check(programs.knip, [...options, '--include=files,exports,types']);
  expect(check()).toEqual({ ok: true, output: '{"issues":[]}\n' });

  tree.plant({
    'server/src/room/room.ts':
      'export function open(): void {}\nexport const dead = 1;\nexport type Dead = 1;\n',
    'shared/src/protocol/ids.ts': 'export const behindAnEntry = 1;\n',
    'client/src/app/forgotten.tsx': "document.title = '';\n",
  });
  const { ok, output } = check();
  expect(ok).toBe(false);
  expect(JSON.parse(output).issues).toMatchObject([
    { file: 'client/src/app/forgotten.tsx', files: [{ name: 'client/src/app/forgotten.tsx' }] },
    { file: 'server/src/room/room.ts', exports: [{ name: 'dead' }], types: [{ name: 'Dead' }] },
    { file: 'shared/src/protocol/ids.ts', exports: [{ name: 'behindAnEntry' }] },
  ]);
});
