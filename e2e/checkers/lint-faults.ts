import { steps } from '../../.run/test-steps.mjs';
import type { PlantedTree } from './planted-tree.ts';

/** `file rule` of everything the linter has against a tree, called exactly as `npm test` calls it. */
export function lintFaults(tree: PlantedTree): string[] {
  const lint = steps.find(({ name }) => name === 'lint');
  if (lint === undefined) throw new Error('npm test has no step "lint"');
  const { ok, output } = tree.check(lint.script, [...lint.args, '--format=json']);
  const { diagnostics }: { diagnostics: { filename: string; code: string }[] } = JSON.parse(output);
  if (ok !== (diagnostics.length === 0)) throw new Error('the exit code contradicts the output');
  return diagnostics.map(({ filename, code }) => `${filename} ${code}`).sort();
}
