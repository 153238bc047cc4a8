import { expect, test } from 'vitest';
import { programs } from '../../.run/repository.mjs';
import { plantTree } from './planted-tree.ts';

test('CHECK-3 the formatter rejects code, markup and configuration in another style', () => {
  const tree = plantTree({ 'server/src/main.ts': "export const greeting = 'hello';\n" });
  const check = () => tree.check(programs.oxfmt, ['--list-different']);
  expect(check()).toEqual({ ok: true, output: '' });

  const planted = {
    'client/src/no-semicolon.tsx': 'export const greeting = 1\n',
    'server/src/double-quotes.ts': 'export const greeting = "hello";\n',
    'shared/crooked.json': '{\n      "deep": true\n}\n',
    'shared/crooked.md': '* one\n* two\n',
  };
  tree.plant(planted);
  const { ok, output } = check();
  expect(ok).toBe(false);
  expect(output.trim().split('\n').sort()).toEqual(Object.keys(planted));
});
